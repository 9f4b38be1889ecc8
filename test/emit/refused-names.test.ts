import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generate } from '../../src/commands/generate.js';
import { loadTopics } from '../pipeline/load-topics.js';
import { generateProject, writeProject } from '../pipeline/temp-project.js';

/** What no name may hold: it would end a literal, a comment, a line or a folder. */
const hostile = [
  "a'b",
  'a"b',
  'a`b',
  'a${b}',
  'a*/b',
  'a/*b',
  'a//b',
  '../a',
  'a\\b',
  'a\nb',
  'a\u2028b',
  'a b',
  'a\u0000b',
  'a;b',
  'a<b>',
  '{a}',
  '[a]',
  'a(b)',
  '',
];

const record = (name: unknown, fields: readonly unknown[] = []) => ({ type: 'record', name, fields });

/** Every place where a schema has a name, with the pointer to it. */
const places: Readonly<Record<string, { readonly schema: (name: string) => unknown; readonly at: string }>> = {
  record: { schema: (name) => record(name), at: '/name' },
  'record with a namespace before it': { schema: (name) => record(`ns.${name}`), at: '/name' },
  enum: { schema: (name) => ({ type: 'enum', name, symbols: ['A'] }), at: '/name' },
  fixed: { schema: (name) => ({ type: 'fixed', name, size: 1 }), at: '/name' },
  symbol: { schema: (name) => ({ type: 'enum', name: 'E', symbols: ['A', name] }), at: '/symbols/1' },
  field: { schema: (name) => record('R', [{ name, type: 'int' }]), at: '/fields/0/name' },
  'reference to a type': {
    schema: (name) => record('R', [{ name: 'x', type: { type: 'array', items: name } }]),
    at: '/fields/0/type/items',
  },
  'type of a type': { schema: (name) => record('R', [{ name: 'x', type: { type: name } }]), at: '/fields/0/type/type' },
};

/** The errors of a project with one topic of that schema; nothing may have been written. */
async function refusal(schema: unknown): Promise<readonly (string | undefined)[][]> {
  const root = writeProject({ config: { topics: { orders: { value: 'a.avsc' } } }, schemas: { 'a.avsc': schema } });
  const { diagnostics } = await generate({ cwd: root });
  expect(existsSync(join(root, 'src'))).toBe(false);
  return diagnostics.map(({ code, severity, location }) => [code, severity, location?.file, location?.pointer]);
}

describe.each(Object.entries(places))('the name of a %s', (_, { schema, at }) => {
  test.each(hostile.map((name) => [name]))('%j is refused at its place, and nothing is written', async (name) => {
    expect(await refusal(schema(name))).toEqual([['schema-invalid', 'error', 'a.avsc', at]]);
  });
});

test.each(["a'b", 'a"b', 'a`b', '{a}', 'a*/b', 'a b', 'a\nb', 'a\u2028b', 'a\\b', 'a/b', 'a..b', '.a', 'a<b', 'a(b'])(
  'the namespace %j is refused at its place',
  async (namespace) => {
    expect(await refusal({ ...record('R'), namespace })).toEqual([['schema-invalid', 'error', 'a.avsc', '/namespace']]);
  },
);

test.each([
  record(1),
  record(null),
  record(['a']),
  record({}),
  record(true),
  { type: 'enum', name: 'E', symbols: [1] },
  { type: 'enum', name: 'E', symbols: [null] },
  record('R', ['x']),
  record('R', [null]),
])('what is no text where a name belongs is refused: %j', async (schema) => {
  expect((await refusal(schema)).map(([code]) => code)).toEqual(['schema-invalid']);
});

test.each(['', '// a comment\n'])(
  'a key __proto__ of the JSON is a key like any other (%j before it)',
  async (comment) => {
    const file = `${comment}{ "type": "record", "name": "R", "__proto__": { "type": "int", "polluted": true }, "fields": [
    { "name": "__proto__", "type": { "type": "map", "values": "int", "__proto__": 1 }, "default": { "__proto__": 5 } }
  ] }`;
    const { root } = await generateProject({
      config: { topics: { odd: { value: { versions: { 1: 'none.avsc', 2: 'odd.avsc' } }, framing: 'confluent' } } },
      schemas: { 'odd.avsc': file, 'none.avsc': record('R') },
    });
    const { odd } = await loadTopics(root);

    const value = odd?.decodeValue(Uint8Array.of(0, 0, 0, 0, 1));

    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"__proto__":5}}');
    expect('polluted' in {}).toBe(false);
  },
);

test('maps and records of a message pollute nothing', async () => {
  const { root } = await generateProject({
    config: { topics: { maps: { value: 'maps.avsc' } } },
    schemas: {
      'maps.avsc': record('R', [{ name: 'm', type: { type: 'map', values: { type: 'map', values: 'string' } } }]),
    },
  });
  const { maps } = await loadTopics(root);
  const value: unknown = JSON.parse(
    '{"m":{"__proto__":{"polluted":"1","__proto__":"2"},"constructor":{"prototype":"3"},"toString":{}}}',
  );

  const decoded = maps?.decodeValue(maps.fixture?.encodeValue(value) ?? null);

  expect(JSON.stringify(decoded)).toBe(JSON.stringify(value));
  expect(
    Object.entries(decoded ?? {}).map(([name, map]) => [name, Object.getPrototypeOf(map) === Object.prototype]),
  ).toEqual([['m', true]]);
  expect('polluted' in {}).toBe(false);
});
