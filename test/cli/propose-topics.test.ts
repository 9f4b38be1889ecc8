import { expect, test } from 'vitest';
import { readFoundSchema } from '../../src/init/find-schemas.js';
import type { ProposedPart } from '../../src/init/group-versions.js';
import { proposeTopics } from '../../src/init/propose-topics.js';

function record(name: string, ...types: readonly unknown[]): string {
  return JSON.stringify({ type: 'record', name, fields: types.map((type, index) => ({ name: `f${index}`, type })) });
}

/** What is proposed for files of these texts: `topic: key | versions of the value`. */
async function propose(texts: Readonly<Record<string, string>>) {
  const read = await Promise.all(Object.entries(texts).map(([path, text]) => readFoundSchema(path, text)));
  const { topics, include } = proposeTopics(read.flatMap((each) => (each.ok ? [each.file] : [])));
  const part = (proposed: ProposedPart | undefined): string =>
    (proposed?.versions ?? [])
      .map(({ version, file }) => (version === undefined ? file : `${version.text}=${file}`))
      .join(' ');
  return {
    topics: topics.map(
      ({ topic, key, value }) => `${topic}: ${key === undefined ? '' : `${part(key)} | `}${part(value)}`,
    ),
    include,
  };
}

async function topicsFor(...paths: readonly string[]): Promise<readonly string[]> {
  return (await propose(Object.fromEntries(paths.map((path) => [path, record('Order')])))).topics;
}

test.each([
  [['orders.avsc'], ['orders: orders.avsc']],
  [['schemas/OrderPlaced.avsc'], ['order-placed: schemas/OrderPlaced.avsc']],
  [['HTTPRequest.avsc'], ['http-request: HTTPRequest.avsc']],
  [['my orders!.avsc'], ['my-orders: my orders!.avsc']],
  [['日本.avsc'], ['topic: 日本.avsc']],
  [['orders.v1.avsc'], ['orders: orders.v1.avsc']],
  [['sensor-1.avsc'], ['sensor-1: sensor-1.avsc']],
  [['orders/1.avsc'], ['orders: orders/1.avsc']],
  [['ipv4.avsc'], ['ipv4: ipv4.avsc']],
  [
    ['orders.v10.avsc', 'orders.v2.avsc', 'orders-v1.avsc'],
    ['orders: 1=orders-v1.avsc 2=orders.v2.avsc 10=orders.v10.avsc'],
  ],
  [['orders-2.avsc', 'orders-1.avsc', 'orders.avsc'], ['orders: 1=orders-1.avsc 2=orders-2.avsc orders.avsc']],
  [['OrderV1.avsc', 'OrderV2.avsc'], ['order: 1=OrderV1.avsc 2=OrderV2.avsc']],
  [['orders/1.avsc', 'orders/2.avsc', 'orders/v3.avsc'], ['orders: 1=orders/1.avsc 2=orders/2.avsc 3=orders/v3.avsc']],
  [['orders/value/1.avsc', 'orders/key/1.avsc'], ['orders: orders/key/1.avsc | orders/value/1.avsc']],
  [['orders/value.avsc', 'orders/key.avsc'], ['orders: orders/key.avsc | orders/value.avsc']],
  [['orders-value.avsc', 'orders-key.avsc'], ['orders: orders-key.avsc | orders-value.avsc']],
  [['OrderKey.avsc', 'Order.avsc'], ['order: OrderKey.avsc | Order.avsc']],
  [
    ['a/orders-key.avsc', 'b/orders-value.avsc'],
    ['orders: b/orders-value.avsc', 'orders-key: a/orders-key.avsc'],
  ],
  [
    ['orders-value.v1.avsc', 'orders-value.v2.avsc', 'orders-key.v1.avsc'],
    ['orders: orders-key.v1.avsc | 1=orders-value.v1.avsc 2=orders-value.v2.avsc'],
  ],
  [
    ['a/orders.avsc', 'b/Orders.avsc'],
    ['a.orders: a/orders.avsc', 'b.orders: b/Orders.avsc'],
  ],
  [
    ['orders.avsc', 'order_s.avsc'],
    ['order_s-2: order_s.avsc', 'orders: orders.avsc'],
  ],
  [
    ['x/a/user-events.avsc', 'y/a/user_events.avsc'],
    ['a.user-events: x/a/user-events.avsc', 'a.user_events-2: y/a/user_events.avsc'],
  ],
])('%j become %j', async (paths, topics) => {
  expect(await topicsFor(...paths)).toEqual(topics);
});

test('a file called after the full name of its record is a topic of the short name', async () => {
  expect((await propose({ 'com.shop.OrderPlaced.avsc': record('com.shop.OrderPlaced') })).topics).toEqual([
    'order-placed: com.shop.OrderPlaced.avsc',
  ]);
});

test('numbered files of different records are different topics', async () => {
  expect((await propose({ 'step-1.avsc': record('First'), 'step-2.avsc': record('Second') })).topics).toEqual([
    'step-1: step-1.avsc',
    'step-2: step-2.avsc',
  ]);
});

test('files with types for others are included, also when others include them', async () => {
  expect(
    await propose({
      'order.avsc': JSON.stringify({
        type: 'record',
        name: 'Order',
        namespace: 'shop',
        fields: [
          { name: 'total', type: ['null', 'shop.common.Money'] },
          { name: 'lines', type: { type: 'array', items: 'Line' } },
        ],
      }),
      'line.avsc': record('shop.Line', 'shop.Colour'),
      'colour.avsc': '{ "type": "enum", "name": "shop.Colour", "symbols": ["RED"] }',
      'money.avsc': record('shop.common.Money', 'long'),
      'unused.avsc': '{ "type": "fixed", "name": "Unused", "size": 4 }',
    }),
  ).toEqual({ topics: ['order: order.avsc'], include: ['colour.avsc', 'line.avsc', 'money.avsc'] });
});

test('a type that is nested in one topic and used by another is included with its file', async () => {
  expect(
    await propose({
      'a.avsc': record('A', { type: 'record', name: 'Shared', fields: [] }),
      'b.avsc': record('B', { type: 'map', values: 'Shared' }),
    }),
  ).toEqual({ topics: ['a: a.avsc', 'b: b.avsc'], include: ['a.avsc'] });
});

test('a recursive record is a topic; where all records use each other each is', async () => {
  expect(await propose({ 'tree.avsc': record('Tree', { type: 'array', items: 'Tree' }) })).toEqual({
    topics: ['tree: tree.avsc'],
    include: [],
  });
  expect(await propose({ 'a.avsc': record('A', 'B'), 'b.avsc': record('B', 'A') })).toEqual({
    topics: ['a: a.avsc', 'b: b.avsc'],
    include: ['a.avsc', 'b.avsc'],
  });
});

test('a union of records is a topic; a primitive is one’s key at most', async () => {
  expect(
    (
      await propose({
        'events.avsc': `[${record('A')}, ${record('B')}]`,
        'events-key.avsc': '"string"',
        'count.avsc': '{ "type": "long" }',
      })
    ).topics,
  ).toEqual(['events: events-key.avsc | events.avsc']);
});

test.each([
  ['tsconfig.json', '{ "type": "record", "name": "A", "fields": [] }', undefined],
  ['a.json', '{ "type": "object", "properties": {} }', undefined],
  ['a.json', '{ "type": "array", "items": { "type": "string" } }', undefined],
  ['a.json', '["null", "string"]', undefined],
  ['a.json', '{ "$schema": "x", "type": "record", "name": "A", "fields": [] }', undefined],
  ['a.json', '{ "name": "a-package", "type": "module" }', undefined],
  ['a.json', '{', undefined],
  ['a.avsc', '{', 'it is not JSON'],
  ['a.avsc', '', 'it is not JSON'],
  ['a.avsc', '{ "type": "object" }', 'it is not an Avro schema'],
  ['a.avsc', '{ "type": "record", "name": "A" }', 'it is not an Avro schema'],
  ['a.avsc', '3', 'it is not an Avro schema'],
])('%s with %s is no schema', async (path, text, reason) => {
  expect(await readFoundSchema(path, text)).toEqual({ ok: false, reason });
});

test('a .json file counts when it is an Avro schema, comments and all', async () => {
  expect(
    (await propose({ 'a.json': `// a comment\n${record('A')}`, 'b.json': `[${record('B')}, "null"]` })).topics,
  ).toEqual(['a: a.json', 'b: b.json']);
});
