import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { check } from '../../src/commands/check.js';
import { exitCodeOf } from '../../src/cli/exit-code.js';
import type { RunResult } from '../../src/commands/compare-with-disk.js';
import { loadConfig } from '../../src/config/load-config.js';
import { withHeader } from '../../src/plan/header.js';
import { tempFolder } from '../support/temp-folder.js';
import { cases } from '../support/day-share.js';
import { repository } from './temp-project.js';

/** The example as a team has it, in a folder of its own. */
let root = '';
/** The files of the tool in it, as they are generated. */
let files: ReadonlyMap<string, Buffer> = new Map();
/** The handlers and their tests. */
let handlers: readonly string[] = [];

beforeAll(async () => {
  root = tempFolder();
  for (const part of ['gen-msk-consumer.config.json', 'schemas', 'src', 'infra', 'tsconfig.json'])
    cpSync(join(repository, 'generated-example', part), join(root, part), { recursive: true });
  const paths = (await check({ cwd: root })).changes.map(({ path }) => path);
  handlers = paths.filter((path) => /\/handler(?:\.test)?\.ts$/.test(path));
  files = new Map(
    paths.filter((path) => !handlers.includes(path)).map((path) => [path, readFileSync(join(root, path))] as const),
  );
});

beforeEach(() => {
  for (const [path, bytes] of files) writeFileSync(join(root, path), bytes);
});

/** The paths that the errors of `check` name; all lead to the exit code 1. */
function namedBy({ diagnostics }: RunResult): ReadonlySet<string> {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.filter((error) => exitCodeOf([error]) !== 1)).toEqual([]);
  return new Set(errors.flatMap(({ location }) => location?.file ?? []));
}

test('after generate check finds nothing', async () => {
  const result = await check({ cwd: root });
  expect([exitCodeOf(result.diagnostics), namedBy(result)]).toEqual([0, new Set()]);
  expect([files.size, handlers.length].every((count) => count > 10)).toBe(true);
});

interface ByteChange {
  readonly how: 'replace' | 'insert' | 'remove';
  /** Where, as a part of the file's length. */
  readonly part: number;
  readonly byte: number;
}

const byteChange: fc.Arbitrary<ByteChange> = fc.record({
  how: fc.constantFrom('replace', 'insert', 'remove'),
  // The header is a small part of a file, and the one that tells whose it is.
  part: fc.oneof(fc.double({ min: 0, max: 0.999_999, noNaN: true }), fc.double({ min: 0, max: 0.02, noNaN: true })),
  byte: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...Buffer.from(' \n\r\t;,|\'"(){}/*-01aZ'))),
});

function changed(bytes: Buffer, { how, part, byte }: ByteChange): Buffer {
  const at = Math.floor(part * bytes.length);
  const other = bytes[at] === byte ? (byte + 1) % 256 : byte;
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(how === 'insert' ? at : at + 1)];
  return Buffer.concat([before, ...(how === 'remove' ? [] : [Buffer.of(other)]), after]);
}

/** Each file with a byte of its own changed. */
async function changedFiles(changes: readonly (readonly [string, ByteChange])[]): Promise<void> {
  const texts = new Map(changes.map(([path, change]) => [path, changed(files.get(path) ?? Buffer.alloc(0), change)]));
  for (const [path, bytes] of texts) writeFileSync(join(root, path), bytes);
  const result = await check({ cwd: root });
  const named = namedBy(result);
  const states = new Map(result.changes.map(({ kind, path }) => [path, kind]));
  for (const [path, change] of changes) {
    if (named.has(path)) continue;
    // What is left are differences of formatting, told as such.
    expect({ path, change, state: states.get(path) }).toEqual({
      path,
      change,
      state: expect.stringMatching(/^(?:formatted|line-endings|unchanged)$/) as string,
    });
    expect({ path, change, ...meaning(path, texts.get(path)) }).toEqual({
      path,
      change,
      ...meaning(path, files.get(path)),
    });
  }
  expect([...named].filter((path) => !texts.has(path))).toEqual([]);
}

/** What no formatter changes: the syntax tree, and every letter, digit and operator of the text. */
function meaning(path: string, bytes: Buffer = Buffer.alloc(0)): { readonly text: string; readonly tree: unknown } {
  const text = bytes.toString('utf8');
  const letters = text.replaceAll(/[\s,;()|&'"]/g, '');
  return { text: letters, tree: path.endsWith('.json') ? JSON.parse(text) : treeOf(text) };
}

function treeOf(text: string): readonly string[] {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, false);
  const nodes: string[] = [];
  const visit = (node: ts.Node): void => {
    const isShell = ts.isParenthesizedExpression(node) || ts.isParenthesizedTypeNode(node) || ts.isEmptyStatement(node);
    const own = 'text' in node && node !== source ? JSON.stringify(node.text) : '';
    const operator = 'operator' in node ? String(node.operator) : '';
    if (!isShell) nodes.push(`${ts.SyntaxKind[node.kind]}${own}${operator}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return nodes;
}

test('a byte of every file of the tool is changed: check names every one of them', async () => {
  const paths = [...files.keys()];
  await fc.assert(
    fc.asyncProperty(fc.array(byteChange, { minLength: paths.length, maxLength: paths.length }), (changes) =>
      changedFiles(changes.flatMap((change, index) => (paths[index] === undefined ? [] : [[paths[index], change]]))),
    ),
    { numRuns: cases({ full: 10, usual: 4 }), seed: 20_261_123, endOnFailure: true },
  );
});

test('a byte of one file of the tool is changed: check names that one and no other', async () => {
  const paths = [...files.keys()];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), byteChange, async (path, change) => {
      writeFileSync(join(root, path), files.get(path) ?? '');
      await changedFiles([[path, change]]);
      writeFileSync(join(root, path), files.get(path) ?? '');
    }),
    { numRuns: cases({ full: 10, usual: 4 }), seed: 20_261_123, endOnFailure: true },
  );
});

test('files are removed, the handlers too: check names every one of them', async () => {
  const paths = [...files.keys(), ...handlers];
  const contents = new Map(paths.map((path) => [path, readFileSync(join(root, path))]));
  for (const third of [0, 1, 2]) {
    const removed = paths.filter((_, index) => index % 3 === third);
    for (const path of removed) rmSync(join(root, path));
    expect([...namedBy(await check({ cwd: root }))].sort()).toEqual(removed.toSorted());
    for (const path of removed) writeFileSync(join(root, path), contents.get(path) ?? '');
  }
});

test('files with our header are added, edited or not, wherever below the output folder: check names every one of them', async () => {
  const places = ['extra.ts', 'orders/extra.ts', '_runtime/extra.ts', 'gone/types.ts', 'gone/deep/er/types.ts'];
  const added = places.flatMap((place, index) => [
    { path: `src/consumers/${place}`, text: withHeader('export {};\n', []) },
    { path: `src/consumers/more-${index}.ts`, text: `${withHeader('export {};\n', ['x.avsc'])}// Edited.\n` },
  ]);
  for (const { path, text } of added) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  expect([...namedBy(await check({ cwd: root }))].sort()).toEqual(added.map(({ path }) => path).sort());
  for (const { path } of added) rmSync(join(root, path));
});

test('a field is added to the schema of a topic: check names the types of that topic', async () => {
  const config = await loadConfig({ cwd: root });
  const parts = (config.ok ? config.value.topics : []).flatMap(({ topic, value }) =>
    value.kind === 'schema' ? [{ topic, file: value.versions.at(-1)?.file ?? '' }] : [],
  );
  const tried: string[] = [];
  for (const { topic, file } of parts) {
    const text = readFileSync(join(root, file), 'utf8');
    const more = withField(/\.ya?ml$/.test(file) ? parse(text) : JSON.parse(text));
    if (more === undefined) continue;
    writeFileSync(join(root, file), JSON.stringify(more));
    expect(namedBy(await check({ cwd: root }))).toContain(`src/consumers/${topic}/types.ts`);
    writeFileSync(join(root, file), text);
    tried.push(topic);
  }
  expect(tried.length).toBeGreaterThan(4);
});

/** A record schema with one more field, or an object schema with one more property. */
function withField(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return undefined;
  if ('fields' in schema && Array.isArray(schema.fields)) {
    const fields: readonly unknown[] = schema.fields;
    return { ...schema, fields: [...fields, { name: 'addedByTest', type: ['null', 'string'], default: null }] };
  }
  if (!('properties' in schema) || typeof schema.properties !== 'object') return undefined;
  return { ...schema, properties: { ...schema.properties, addedByTest: { type: 'string' } } };
}
