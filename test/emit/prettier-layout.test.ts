import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, type Options } from 'prettier';
import { expect, test } from 'vitest';
import { planOutput } from '../../src/commands/pipeline.js';
import { loadConfig } from '../../src/config/load-config.js';
import { writeProject } from '../pipeline/temp-project.js';
import { dayShare } from '../support/day-share.js';

const OPTIONS: Options = { parser: 'typescript', singleQuote: true, printWidth: 100 };

const pathOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The TypeScript below a folder, by its path. */
function sourcesIn(folder: string, ending: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(ending));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** The files that are not as prettier prints them. */
async function unlike(files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [path, text] of files) if ((await format(text, OPTIONS)) !== text) found.push(path);
  return found;
}

/** Lines of comments that have more than 100 columns and could be wrapped; code is as prettier leaves it. */
function overlong(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.length > 100 && /^\s*(?:\/\/|\/?\*+) \S+ \S/.test(line));
}

test.each([
  ['the example', 'generated-example/src/consumers', '.ts'],
  ['the golden files', 'test/golden', '.ts.golden'],
])('%s is exactly as prettier prints it, with no comment over 100 columns', async (_, folder, ending) => {
  const files = sourcesIn(pathOf(folder), ending);
  expect(files.size).toBeGreaterThan(20);
  expect(await unlike(files)).toEqual([]);
  // Copied from the sources, or the team's.
  const printed = [...files].filter(([path]) => !path.includes('_runtime/') && !path.includes('handler'));
  expect(printed.flatMap(([, text]) => overlong(text))).toEqual([]);
});

test('99 of 100 files generated from the corpus are as prettier prints them', { timeout: 300_000 }, async () => {
  const corpus = pathOf('test/corpus');
  const schemas = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:avsc|json)$/.test(path) && !path.includes('json-schema-test-suite'))
    .sort();
  const files = new Map<string, string>();
  for (const path of dayShare(schemas, 24)) {
    const text = readFileSync(join(corpus, path), 'utf8');
    for (const [name, content] of await generatedFrom(path, text)) files.set(`${path} ${name}`, content);
  }
  expect(files.size).toBeGreaterThan(63);
  const others = await unlike(files);
  expect(others.length, others.join('\n')).toBeLessThanOrEqual(Math.ceil(files.size / 100));
});

/** What one schema makes, without the runtime; nothing for one that does not stand alone. */
async function generatedFrom(path: string, text: string): Promise<readonly (readonly [string, string])[]> {
  const topic = path.replace(/^.*\//, '').replace(/[^\w.-]/g, '-');
  const root = writeProject({
    config: { output: 'gen', importExtension: '.js', topics: { [topic]: { value: path } } },
    schemas: { [path]: text },
  });
  const config = await loadConfig({ cwd: root });
  const planned = config.ok ? await planOutput(config.value) : config;
  if (!planned.ok) return [];
  const printed = planned.value.files.filter(({ path: of }) => of.endsWith('.ts') && !of.includes('/_runtime/'));
  return printed.map((file) => [file.path, file.content] as const);
}
