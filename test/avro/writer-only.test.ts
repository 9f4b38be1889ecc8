import { describe, expect, it } from 'vitest';

import { buildTopics } from '../../src/model/build-topics.js';
import type { ReadSchema } from '../../src/model/read-schema.js';
import { readFetched } from '../../src/runtime/later/read-fetched.js';
import { ByteReader } from '../../src/runtime/byte-reader.js';
import { outcomeOf } from '../oracle/outcome.js';
import { generatedDecoder, planSchemas, plannedTopic } from '../oracle/generated-decoder.js';
import { valueConfig } from '../oracle/value-config.js';
import { shapeFor } from './interpreted.js';

const record = (fields: readonly object[], more: object = {}) => ({ type: 'record', name: 'Cart', ...more, fields });
const field = (name: string, type: unknown, more: object = {}) => ({ name, type, ...more });
const tags = field('tags', { type: 'array', items: 'string' }, { default: [] });
const reader = record([tags]);
const status = (more: object) => ({ type: 'enum', name: 'Status', symbols: ['a'], ...more });

/** The diagnostics of a topic with these versions, the last of them the reader's. */
function diagnosticsOf(...schemas: readonly unknown[]): readonly string[] {
  const versions = schemas.map((schema, index) => ({ id: String(index + 1), file: `v${index + 1}.avsc`, schema }));
  const files = new Map(
    versions.map(({ file, schema }): [string, ReadSchema] => [
      file,
      { file, format: 'avro', json: schema, locate: (pointer) => ({ file, pointer }) },
    ]),
  );
  const built = buildTopics(valueConfig('', [{ topic: 'carts', versions, framing: 'confluent' }]), {
    get: (file) => files.get(file),
    included: () => [],
    documents: () => ({ get: () => undefined, all: () => [] }),
  });
  const found = built.ok ? built.warnings : built.problems;
  return found.map(
    ({ severity, message, location }) => `${severity} ${location?.file ?? ''}${location?.pointer ?? ''}: ${message}`,
  );
}

/** What takes no part in reading, and what is said of it. */
const HARMLESS: readonly (readonly [what: string, schema: object, at: string, message: string])[] = [
  [
    'a default of another type',
    record([{ ...tags, default: null }]),
    '/fields/0/default',
    'default of "tags": expected a list',
  ],
  [
    'a default within a default',
    record([{ ...tags, default: ['x', 1] }]),
    '/fields/0/default/1',
    'default of "tags": expected a string',
  ],
  [
    'a default that rests on a wrong one',
    record([
      tags,
      field('more', { type: 'record', name: 'M', fields: [field('n', 'int', { default: 'x' })] }, { default: {} }),
    ]),
    '/fields/1/type/fields/0/default',
    'default of "n": expected a whole number of 32 bits',
  ],
  [
    'aliases that are not a list',
    record([{ ...tags, aliases: 'labels' }]),
    '/fields/0/aliases',
    'expected a list of names',
  ],
  ['aliases of the record', record([tags], { aliases: { a: 1 } }), '/aliases', 'expected a list of names'],
  ['an order', record([{ ...tags, order: 'up' }]), '/fields/0/order', 'expected "ascending", "descending" or "ignore"'],
  [
    'the default of an enum',
    record([tags, field('status', status({ default: 'z' }))]),
    '/fields/1/type/default',
    'the default "z" is not one of the symbols',
  ],
];

/** What makes bytes unreadable. */
const HARMFUL: readonly (readonly [what: string, schema: object])[] = [
  ['an unknown type', record([tags, field('x', 'Missing')])],
  ['two types of one name', record([tags, field('x', record([])), field('y', record([]))])],
  ['a size that is not a number', record([tags, field('x', { type: 'fixed', name: 'F', size: '4' })])],
  ['an array without items', record([tags, field('x', { type: 'array' })])],
  ['a union in a union', record([tags, field('x', [['int']])])],
];

describe.each(HARMLESS)('%s', (_, schema, at, message) => {
  it('is a warning in a schema that only writes', () => {
    const warnings = diagnosticsOf(schema, reader);
    expect(warnings).toContain(
      `warning v1.avsc${at}: ${message}; it is ignored, since no record is read with this version`,
    );
    expect(warnings.filter((warning) => warning.startsWith('error'))).toEqual([]);
  });

  it('is an error in the schema that reads', () => {
    expect(diagnosticsOf(reader, schema)).toContain(`error v2.avsc${at}: ${message}`);
    expect(diagnosticsOf(schema, schema)).toContain(`error v2.avsc${at}: ${message}`);
  });

  it('keeps no bytes from being read, at generation and at run time', async () => {
    const topic = plannedTopic({
      versions: [
        { id: '1', schema },
        { id: '2', schema: reader },
      ],
    });
    const bytes = Buffer.from('02026100000000', 'hex');
    const { decode } = await generatedDecoder(topic);
    const read = readFetched({ text: JSON.stringify(schema), references: [] }, shapeFor(reader), 'Cart');
    const length =
      JSON.stringify(schema).includes('"name":"more"') || JSON.stringify(schema).includes('Status') ? 5 : 4;
    const own = bytes.subarray(0, length);
    expect(decode(own, '1')).toEqual({ tags: ['a'] });
    expect(read(new ByteReader().openBytes(own))).toEqual({ tags: ['a'] });
  });
});

it.each(HARMFUL)('%s is an error, at generation and at run time', (_, schema) => {
  const planned = planSchemas({
    versions: [
      { id: '1', schema },
      { id: '2', schema: reader },
    ],
  });
  expect('problems' in planned && planned.problems.map(({ code }) => code)).toContain('schema-invalid');
  expect(
    outcomeOf(() => readFetched({ text: JSON.stringify(schema), references: [] }, shapeFor(reader), 'Cart')),
  ).toHaveProperty('error');
});

it('comments are no hindrance at run time either, and texts that look like one are kept', () => {
  const text = `// first\n{ "type": "record", /* second */ "name": "Cart", "doc": "see http://a/*b*/",
    "fields": [{ "name": "tags", "type": { "type": "array", "items": "string" } }] } // last`;
  const read = readFetched({ text, references: [] }, shapeFor(reader), 'Cart');
  expect(read(new ByteReader().openBytes(Buffer.from('02026100', 'hex')))).toEqual({ tags: ['a'] });
});

describe('a default for a float or double', () => {
  const of = (type: string, value: unknown) => record([field('x', type, { default: value })]);

  it.each(['float', 'double'])('may be a text that JSON has no number for: %s', async (type) => {
    for (const [text, value] of [
      ['NaN', NaN],
      ['Infinity', Infinity],
      ['+Infinity', Infinity],
      ['-Infinity', -Infinity],
    ] as const) {
      const topic = plannedTopic({
        versions: [
          { id: '1', schema: record([]) },
          { id: '2', schema: of(type, text) },
        ],
      });
      const { decode } = await generatedDecoder(topic);
      expect(decode(Buffer.of(), '1')).toEqual({ x: value });
    }
  });

  it.each(['1.5', 'inf', 'INF', '-NaN', '', 'infinity', '∞', true, null])('is refused as any other: %j', (value) => {
    expect(diagnosticsOf(of('double', value))).toEqual([
      'error v1.avsc/fields/0/default: default of "x": expected a number, or one of the texts "NaN", "Infinity", "+Infinity" and "-Infinity"',
    ]);
  });

  it('is a branch of a union', () => {
    const union = record([field('x', ['double', 'null'], { default: '+Infinity' })]);
    expect(diagnosticsOf(union)).toEqual([]);
    // Where a text fits too, the first branch that takes it counts.
    expect(diagnosticsOf(record([field('x', ['string', 'double'], { default: 'NaN' })]))).toEqual([]);
  });
});
