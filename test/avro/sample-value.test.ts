import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sampleValue } from '../../src/avro/sample/sample-value.js';
import type { Shape, ValueSettings } from '../../src/runtime/resolution/value-shape.js';
import { avroSchema } from '../arbitrary/avro-schema.js';
import { outcomeOf } from '../oracle/outcome.js';
import { corpusSchemas } from './corpus-schemas.js';
import { encodeShape } from './encode-shape.js';
import { interpreter, shapeFor } from './interpreted.js';

const OTHER_FORMS: ValueSettings = {
  long: 'string',
  bytes: 'base64',
  date: 'Date',
  timestampMillis: 'string',
  timestampMicros: 'Date',
  timestampNanos: 'string',
};

function sampleOf(shape: Shape): unknown {
  const sample = sampleValue(shape, 'Order');
  if (!sample.ok) throw new Error(`${sample.at}: ${sample.reason}`);
  return sample.value;
}

function sampleFor(schema: unknown): unknown {
  return sampleOf(shapeFor(schema));
}

function record(name: string, ...fields: readonly (readonly [name: string, type: unknown])[]): object {
  return { type: 'record', name, fields: fields.map(([field, type]) => ({ name: field, type })) };
}

function isRecord(json: unknown): json is { readonly fields: readonly unknown[] } {
  return typeof json === 'object' && json !== null && 'fields' in json && Array.isArray(json.fields);
}

/** A value without the fields `added`: a record that holds itself has one at every level. */
function withoutAdded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAdded);
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (name === 'added' ? [] : [[name, withoutAdded(part)]])),
  );
}

/** The number of leaves, lists, maps and records in a value. */
function partsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + partsOf(part), 1);
}

describe('a sample', () => {
  it('of every schema of the corpus is written and read back, in whichever forms', () => {
    const without: string[] = [];
    for (const { file, json } of corpusSchemas()) {
      if ('error' in outcomeOf(() => shapeFor(json))) continue;
      for (const values of [{}, OTHER_FORMS, { long: 'number' } as const]) {
        const shape = shapeFor(json, values);
        const sample = sampleValue(shape, 'value');
        if (!sample.ok) {
          without.push(`${file}: ${sample.at}: ${sample.reason}`);
          break;
        }
        const bytes = encodeShape(shape, sample.value);
        expect(interpreter(json, shape)(bytes), file).toStrictEqual(sample.value);
      }
    }
    expect(without).toEqual([
      'hortonworks-registry/schemas/complex.avsc: user.next: "registry.example.user" contains itself without an end',
      'hortonworks-registry/schemas/unions.avsc: addressType.subAddress: "com.hortonworks.types.addressType" contains itself without an end',
    ]);
  });

  it('of any schema is small, written and read back', () => {
    const isRead = fc.property(avroSchema(), (schema) => {
      const shape = shapeFor(schema);
      const sample = sampleValue(shape, 'value');
      if (!sample.ok) return;
      expect(interpreter(schema, shape)(encodeShape(shape, sample.value))).toStrictEqual(sample.value);
    });
    fc.assert(isRead, { seed: 4, numRuns: 500 });
  });

  it('looks like a real record', () => {
    const money = { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 };
    const order = record(
      'Order',
      ['id', 'string'],
      ['customerEmail', 'string'],
      ['placedAt', { type: 'long', logicalType: 'timestamp-millis' }],
      ['status', { type: 'enum', name: 'Status', symbols: ['UNKNOWN', 'PLACED', 'SHIPPED'], default: 'UNKNOWN' }],
      ['lines', { type: 'array', items: record('Line', ['sku', 'string'], ['quantity', 'int'], ['unitPrice', money]) }],
      [
        'shipTo',
        [
          'null',
          record('Address', ['street', 'string'], ['city', 'string'], ['zip', 'string'], ['countryCode', 'string']),
        ],
      ],
      ['traits', { type: 'map', values: 'string' }],
    );
    expect(sampleFor(order)).toMatchInlineSnapshot(`
      {
        "customerEmail": "noor.berg@example.com",
        "id": "ord-31713",
        "lines": [
          {
            "quantity": 9,
            "sku": "SKU-65730",
            "unitPrice": "152.24",
          },
          {
            "quantity": 5,
            "sku": "SKU-53423",
            "unitPrice": "113.98",
          },
        ],
        "placedAt": 2026-12-24T06:01:00.791Z,
        "shipTo": {
          "city": "Utrecht",
          "countryCode": "BE",
          "street": "48 Harbour Street",
          "zip": "03435",
        },
        "status": "SHIPPED",
        "traits": {
          "language": "en",
        },
      }
    `);
  });

  it('keeps every value when a field is added', () => {
    for (const { file, json } of corpusSchemas()) {
      if (!isRecord(json)) continue;
      const before = outcomeOf(() => sampleFor(json));
      if ('error' in before) continue;
      const after = sampleFor({ ...json, fields: [{ name: 'added', type: 'string', default: '' }, ...json.fields] });
      expect(after, file).toHaveProperty('added', 'willow');
      expect(withoutAdded(after), file).toStrictEqual(before.ok);
    }
  });

  it('differs from field to field', () => {
    const names = Array.from({ length: 40 }, (_, index) => `price${index}`);
    const values = Object.values(sampleFor(record('R', ...names.map((name) => [name, 'double'] as const))) ?? {});
    expect(new Set(values).size).toBeGreaterThan(35);
  });

  it('has a value where null is allowed, and one or two items', () => {
    const types = [['null', 'int'], ['int', 'null'], { type: 'array', items: 'int' }, { type: 'map', values: 'int' }];
    const fields = types.flatMap((type, index) => [0, 1, 2, 3].map((copy) => [`f${index}${copy}`, type] as const));
    const sizes = Object.values(sampleFor(record('R', ...fields)) ?? {}).map((value: unknown) =>
      typeof value === 'number' ? 1 : Object.keys(value ?? {}).length,
    );
    expect(sizes).toHaveLength(16);
    expect(new Set(sizes)).toEqual(new Set([1, 2]));
  });

  it('of a union has its first branch, named where JavaScript could not tell', () => {
    expect(sampleFor(['null', 'double', 'int'])).toMatchObject({ $type: 'double' });
    expect(sampleFor([record('A', ['n', 'null']), record('B')])).toEqual({ $type: 'A', n: null });
    expect(sampleFor(['null'])).toBe(null);
  });
});

describe('a recursive sample ends', () => {
  it.each([
    ['with null', record('Node', ['next', ['null', 'Node']], ['prev', ['Node', 'null']]), { next: null, prev: null }],
    ['with an empty list', record('Tree', ['children', { type: 'array', items: 'Tree' }]), { children: [] }],
    ['with an empty map', record('Tree', ['children', { type: 'map', values: ['null', 'Tree'] }]), { children: {} }],
    [
      'with another branch',
      record('Expression', ['left', ['Expression', { type: 'enum', name: 'Constant', symbols: ['PI'] }]]),
      { left: 'PI' },
    ],
    [
      'one record later where another must stand between',
      record('A', ['b', ['null', record('B', ['a', 'A'])]]),
      { b: { a: { b: null } } },
    ],
    [
      'with the smallest branch when none is null',
      record('Sum', ['terms', [record('Pair', ['left', 'Sum'], ['right', 'Sum']), record('Zero')]]),
      {
        terms: {
          $type: 'Pair',
          left: { terms: { $type: 'Zero' } },
          right: { terms: { $type: 'Zero' } },
        },
      },
    ],
  ])('%s', (_, schema, value) => {
    expect(sampleFor(schema)).toEqual(value);
  });

  it('in a size that is bounded, however its records are woven', () => {
    const names = Array.from({ length: 12 }, (_, index) => `R${index}`);
    const woven = names.map((name, index) =>
      record(
        name,
        ...names.slice(0, index + 1).map((other) => [`to${other}`, { type: 'array', items: ['null', other] }] as const),
      ),
    );
    const root = record('Root', ...woven.map((type, index) => [`r${index}`, type] as const));
    expect(partsOf(sampleFor(root))).toBeLessThanOrEqual(2_000);
  });
});

describe('a schema without a sample', () => {
  const twice = (name: string, inner: unknown) =>
    record(name, ['a', inner], ['b', name === 'R1' ? 'int' : `R${Number(name.slice(1)) - 1}`]);
  let doubling: unknown = 'int';
  for (let level = 1; level <= 40; level++) doubling = twice(`R${level}`, doubling);

  it.each([
    ['holds itself', record('shop.R', ['self', 'R']), 'R.self', '"shop.R" contains itself without an end'],
    [
      'holds itself by way of another',
      record('A', ['b', record('B', ['a', ['A']])]),
      'B.a',
      '"A" contains itself without an end',
    ],
    ['doubles with each level', doubling, 'R14.a', 'the smallest "R13" is too large for a sample'],
    [
      'has a fixed of megabytes',
      record('R', ['f', { type: 'fixed', name: 'F', size: 2 ** 31 - 1 }]),
      'R.f',
      'a fixed of 2147483647 bytes is too large for a sample',
    ],
    [
      'has a decimal longer than any is read',
      { type: 'fixed', name: 'F', size: 5_000, logicalType: 'decimal', precision: 4 },
      'Order',
      'a decimal of 5000 bytes is too large for a sample',
    ],
    ['has an enum without symbols', { type: 'enum', name: 'E', symbols: [] }, 'Order', 'the enum "E" has no symbols'],
    ['has a union without branches', [], 'Order', 'the union has no branches'],
  ])('%s', (_, schema, at, reason) => {
    expect(sampleValue(shapeFor(schema), 'Order')).toEqual({ ok: false, at, reason });
  });

  it('still has one where what is impossible can be left out', () => {
    const impossible = { type: 'enum', name: 'E', symbols: [] };
    const schema = record(
      'R',
      ['list', { type: 'array', items: impossible }],
      ['union', ['E', 'null']],
      ['map', { type: 'map', values: 'E' }],
    );
    expect(sampleFor(schema)).toEqual({ list: [], union: null, map: {} });
  });
});
