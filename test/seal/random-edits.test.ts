import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../../src/commands/check.js';
import { generate } from '../../src/commands/generate.js';
import { avroSchema } from '../arbitrary/avro-schema.js';
import { arbitraryJsonSchema } from '../arbitrary/arbitrary-json-schema.js';
import { tempFolder } from '../support/temp-folder.js';
import { agreed, projectFiles, sealProject } from './seal-project.js';

const isThorough = process.env['TEST_ALL'] === '1';
const PROJECTS = isThorough ? 8 : 1;
const EDITS_A_PROJECT = isThorough ? 25 : 10;
const SEED = 20_261_130;

/** A change of one file: which one and where in it are given as shares, so that any edit fits any project. */
interface Edit {
  readonly kind: 'insert' | 'remove' | 'double' | 'swap' | 'lines' | 'marked' | 'tabs' | 'gone' | 'copied' | 'value';
  readonly file: number;
  readonly at: number;
  readonly other: number;
  readonly text: string;
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('insert', 'remove', 'double', 'swap', 'lines', 'marked', 'tabs', 'gone', 'copied', 'value'),
  file: share,
  at: share,
  other: share,
  text: fc.constantFrom(
    ' ',
    '\n',
    'x',
    '7',
    '"',
    '//',
    '/*',
    '}',
    ';',
    '`',
    '\u00E9',
    '// Seal: x\n',
    'import "./a";\n',
  ),
});

/** The bundled project with two topics more, of random schemas. */
async function randomProject(avro: unknown, json: unknown): Promise<string> {
  // As `projectFiles` has it.
  const config = projectFiles['gen-msk-consumer.config.json'] as { readonly topics: object };
  const topics = { ...config.topics, avro: { value: 'schemas/a.avsc' }, json: { value: 'schemas/j.json' } };
  const { root } = await sealProject({
    ...projectFiles,
    'gen-msk-consumer.config.json': { ...config, topics },
    'schemas/a.avsc': avro,
    'schemas/j.json': json,
  });
  return root;
}

function apply(root: string, { kind, file, at, other, text }: Edit): void {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    // Of the runtime's many files few are enough.
    .filter((path) => !path.includes('_runtime') || path.endsWith('errors.ts'))
    .sort();
  const pick = (place: number): string => paths[Math.floor(place * paths.length)] ?? '';
  const path = pick(file);
  if (kind === 'gone') {
    rmSync(path);
    return;
  }
  const old = readFileSync(path, 'utf8');
  const index = Math.floor(at * old.length);
  const lines = old.split('\n');
  const line = Math.floor(at * lines.length);
  const content = {
    insert: () => old.slice(0, index) + text + old.slice(index),
    remove: () => old.slice(0, index) + old.slice(index + 1 + Math.floor(other * 3)),
    double: () => lines.toSpliced(line, 0, lines[line] ?? '').join('\n'),
    swap: () => lines.toSpliced(line, 2, ...lines.slice(line, line + 2).reverse()).join('\n'),
    lines: () => old.replaceAll('\n', '\r\n'),
    marked: () => `\uFEFF${old}`,
    tabs: () => old.replaceAll('  ', '\t'),
    copied: () => readFileSync(pick(other), 'utf8'),
    value: () => old.replace(/"(\w+)"/g, (word, name: string, place: number) => (place > index ? `"${name}s"` : word)),
  }[kind]();
  writeFileSync(path, content);
}

test('whatever is edited, check answers by the seals as it does without them, and after generate too', async () => {
  const runs = fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), {
    minLength: EDITS_A_PROJECT,
    maxLength: EDITS_A_PROJECT,
  });
  const samples = fc.sample(fc.tuple(avroSchema(), arbitraryJsonSchema(), runs), { seed: SEED, numRuns: PROJECTS });
  for (const [avro, { schema }, edits] of samples) {
    const original = await randomProject(avro, schema);
    for (const each of edits) {
      const root = tempFolder();
      cpSync(original, root, { recursive: true });
      for (const one of each) apply(root, one);
      const context = JSON.stringify({ avro, schema, each }, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      await expect(agreed(root), context).resolves.toBeDefined();
      const { diagnostics } = await generate({ cwd: root, impacts: false });
      if (diagnostics.some(({ severity }) => severity === 'error')) continue;
      await expect(agreed(root), context).resolves.toBeDefined();
    }
    expect((await check({ cwd: original })).changes.every(({ kind }) => kind === 'unchanged')).toBe(true);
  }
});
