import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { encodeValue } from '../../src/avro/encode-value.js';
import { ByteWriter } from '../../src/runtime/simulate/byte-writer.js';
import { avscDecode, avscType } from '../oracle/avsc-oracle.js';
import { generatedDecoder, generatedFixture, plannedTopic } from '../oracle/generated-decoder.js';
import { generateProject } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';
import { shapeFor } from './interpreted.js';

const field = (name: string, type: unknown, more: object = {}) => ({ name, type, ...more });
const line = {
  type: 'record',
  name: 'Line',
  fields: [
    field('sku', 'string'),
    field('qty', 'int', { default: 1 }),
    field('note', ['null', 'string'], { default: null }),
  ],
};
const order = {
  type: 'record',
  name: 'Order',
  fields: [
    field('id', 'string'),
    field('currency', 'string', { default: 'EUR' }),
    field('status', { type: 'enum', name: 'Status', symbols: ['new', 'done'] }, { default: 'new' }),
    field('rate', 'double', { default: 'Infinity' }),
    field('lines', { type: 'array', items: line }),
    field('byRegion', { type: 'map', values: 'Line' }, { default: {} }),
    field('gift', ['null', 'Line'], { default: null }),
    field('hash', 'bytes', { default: '\u00ff' }),
    field('__proto__', 'int', { default: 7 }),
    field('main', 'Line', { default: { sku: 'none' } }),
    field('label', ['string', 'null'], { default: 'x' }),
  ],
};

describe('an encoder takes a value without the fields that have defaults', () => {
  it('and writes the defaults, as avsc reads them', async () => {
    const topic = plannedTopic({ versions: [{ id: null, schema: order }] });
    const fixture = await generatedFixture(topic);
    const { decode } = await generatedDecoder(topic);
    const least = { id: 'a', lines: [{ sku: 's' }] };
    const bytes = fixture?.encodeValue(least) ?? Buffer.of();
    const filled = {
      id: 'a',
      currency: 'EUR',
      status: 'new',
      rate: Infinity,
      lines: [{ sku: 's', qty: 1, note: null }],
      byRegion: {},
      gift: null,
      hash: Uint8Array.of(0xff),
      ['__proto__']: 7,
      main: { sku: 'none', qty: 1, note: null },
      label: 'x',
    };
    expect(decode(bytes)).toEqual(filled);
    expect(Buffer.from(fixture?.encodeValue(filled) ?? [])).toEqual(Buffer.from(bytes));
    const w = new ByteWriter();
    encodeValue(w, shapeFor(order), least, 'Order');
    expect(Buffer.from(w.finish())).toEqual(Buffer.from(bytes));
    const plain = { ...order, fields: order.fields.filter(({ name }) => name === 'id' || name === 'lines') };
    const some = await generatedFixture(plannedTopic({ versions: [{ id: null, schema: plain }] }));
    expect(avscDecode(avscType(plain), Buffer.from(some?.encodeValue(least) ?? []))).toEqual({
      record: 'Order',
      fields: [
        ['id', 'a'],
        [
          'lines',
          {
            array: [
              {
                record: 'Line',
                fields: [
                  ['sku', 's'],
                  ['qty', { int: '1' }],
                  ['note', { union: 'null', value: null }],
                ],
              },
            ],
          },
        ],
      ],
    });
  });

  it('keeps what is given, null too', async () => {
    const topic = plannedTopic({ versions: [{ id: null, schema: order }] });
    const fixture = await generatedFixture(topic);
    const { decode } = await generatedDecoder(topic);
    const bytes = fixture?.encodeValue({ id: 'a', lines: [], label: null, currency: '', gift: { sku: 'g', qty: 0 } });
    expect(decode(bytes ?? Buffer.of())).toMatchObject({
      label: null,
      currency: '',
      gift: { sku: 'g', qty: 0, note: null },
    });
  });

  it('refuses one without another field', async () => {
    const fixture = await generatedFixture(plannedTopic({ versions: [{ id: null, schema: order }] }));
    expect(() => fixture?.encodeValue({ lines: [] })).toThrow(/Order\.id/);
  });
});

it('the types say which fields may be left out, for records, unions of records and Lambda JSON', async () => {
  const taken = { type: 'record', name: 'OrderInput', fields: [field('x', 'int', { default: 1 })] };
  const shadowing = ['Required', 'Omit', 'Partial'].map((name) => ({
    type: 'record',
    name,
    fields: [field('x', 'int', { default: 1 })],
  }));
  const { root, files } = await generateProject({
    config: {
      topics: {
        orders: { framing: 'none', value: { file: 'order.avsc' } },
        json: { framing: 'lambda-json', value: { file: 'order.avsc' } },
        events: { framing: 'none', value: { file: 'events.avsc' } },
        shadowing: { framing: 'none', value: { file: 'shadowing.avsc' } },
      },
    },
    schemas: {
      'order.avsc': { ...order, fields: order.fields.filter(({ name }) => name !== '__proto__') },
      'events.avsc': [order, taken, 'Line'],
      'shadowing.avsc': {
        type: 'record',
        name: 'Root',
        fields: shadowing.map((type, index) => field(`f${index}`, type)),
      },
    },
  });
  const use = [
    `import { encodeOrdersValue } from './orders/fixture.js';`,
    `import { encodeEventsValue } from './events/fixture.js';`,
    `import { encodeJsonValue } from './json/fixture.js';`,
    `import { encodeShadowingValue } from './shadowing/fixture.js';`,
    `import { orderSample } from './orders/fixture.js';`,
    `encodeOrdersValue(orderSample);`,
    `encodeOrdersValue({ id: 'a', lines: [{ sku: 's' }] });`,
    `encodeJsonValue({ id: 'a', lines: [{ sku: 's', qty: 2 }] });`,
    `encodeEventsValue({ $type: 'OrderInput' });`,
    `encodeEventsValue({ $type: 'Order', id: 'a', lines: [{ $type: 'Line', sku: 's' }] });`,
    `encodeShadowingValue({ f0: {}, f1: { x: 2 }, f2: {} });`,
    `// @ts-expect-error "id" has no default.`,
    `encodeOrdersValue({ lines: [] });`,
    `// @ts-expect-error "sku" has no default.`,
    `encodeOrdersValue({ id: 'a', lines: [{}] });`,
    `// @ts-expect-error "status" is one of the symbols.`,
    `encodeOrdersValue({ id: 'a', lines: [], status: 'other' });`,
  ];
  writeFileSync(join(root, 'src/consumers/use.ts'), `${use.join('\n')}\n`);
  const paths = [...sources(files), 'src/consumers/use.ts'];
  expect(typeErrors(root, paths)).toEqual([]);
  expect(typeErrors(root, paths, { exactOptionalPropertyTypes: false })).toEqual([]);
});
