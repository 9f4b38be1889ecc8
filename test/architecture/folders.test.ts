import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { stronglyConnected } from '../../src/runtime/resolution/strongly-connected.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const foldersSchema = z.record(
  z.string(),
  z.strictObject({ imports: z.array(z.string()), types: z.array(z.string()).optional() }),
);

/** The modules of ours that each file of `src` imports, types and dynamic imports included. */
function importGraph(): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
    .map((file) => posix.join('src', file.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.ts'));
  return new Map(
    files.map((file) => {
      const specifiers = [...read(file).matchAll(/(?:\bfrom\s+|\bimport\(\s*|^import\s+)'(\.[^']+)'/gm)];
      return [file, specifiers.map(([, to = '']) => posix.join(posix.dirname(file), to).replace(/\.js$/, '.ts'))];
    }),
  );
}

/** The third column of the table in docs/architecture.md, by the first. */
function documentedFolders(): z.infer<typeof foldersSchema> {
  const rows = [...read('docs/architecture.md').matchAll(/^\| `src\/([\w./-]+?)\/?` \|[^|]*\|([^|]*)\|/gm)];
  const names = (text: string): string[] => [...text.matchAll(/`([\w.-]+)`/g)].map(([, name = '']) => name);
  return Object.fromEntries(
    rows.map(([, folder = '', cell = '']) => {
      const [imports = '', types] = cell.split('types of');
      return [folder, { imports: names(imports), ...(types === undefined ? {} : { types: names(types) }) }];
    }),
  );
}

/** The files of each column of the table in docs/architecture.md that leads from a config to a decoder, in its order. */
function documentedWays(): Readonly<Record<'Avro' | 'JSON Schema', readonly string[]>> {
  const [, table = ''] = read('docs/architecture.md').split('| step | Avro | JSON Schema |');
  const [lines = ''] = table.split('\n\n');
  const rows = [...lines.matchAll(/^\| [a-z ]+ \|([^|]*)\|([^|]*)\|$/gm)];
  const filesIn = (cell: string): string[] => {
    let folder = '';
    return [...cell.matchAll(/`([\w./-]+)`/g)].map(([, path = '']) => {
      if (path.includes('/')) folder = posix.dirname(path);
      return posix.join('src', folder, posix.basename(path));
    });
  };
  const way = (column: 1 | 2): string[] =>
    rows.flatMap((row) => filesIn((row[column] === ' the same ' ? row[1] : row[column]) ?? ''));
  return { Avro: way(1), 'JSON Schema': way(2) };
}

describe('the folders of src', () => {
  const graph = importGraph();
  const linted = foldersSchema.parse(JSON.parse(read('eslint.folders.json')));

  test('the table in the docs is the one that the linter holds', () => {
    expect(documentedFolders()).toEqual(linted);
  });

  test('every folder is in the table', () => {
    expect(readdirSync(new URL('src/', root)).toSorted()).toEqual(Object.keys(linted).toSorted());
  });

  test.each(['Avro', 'JSON Schema'] as const)(
    'each file on the way of %s to its decoder is imported by one before it',
    (format) => {
      const way = documentedWays()[format];
      const unreachable = way.filter(
        (file, index) =>
          !graph.has(file) || (index > 1 && !way.slice(0, index).some((before) => graph.get(before)?.includes(file))),
      );
      expect(unreachable).toEqual([]);
      expect(read('docs/architecture.md')).toContain(`${way.length} for ${format}`);
    },
  );

  test('no import leads back to where it came from, types counted', () => {
    const components = stronglyConnected([...graph.keys()], (file) =>
      (graph.get(file) ?? []).filter((other) => graph.has(other)),
    );
    const circles = components.filter((files) => files.length > 1).map((files) => files.toSorted());
    expect(circles).toEqual([]);
  });
});
