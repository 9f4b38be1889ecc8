import { expect, test } from 'vitest';

import { loadTopics } from './load-topics.js';
import { generateProject } from './temp-project.js';
import { sources, typeErrors } from './type-check.js';

const api = `
openapi: 3.0.3
info: { title: Orders, version: '1' }
paths: {}
components:
  schemas:
    OrderId: { type: string, pattern: '^o-' }
    Money:
      type: object
      required: [amount]
      properties:
        amount: { type: number, minimum: 0, exclusiveMinimum: true }
        currency: { type: string, nullable: true }
    Order:
      type: object
      required: [id, total]
      properties:
        id: { $ref: '#/components/schemas/OrderId' }
        total: { $ref: '#/components/schemas/Money' }
        previous: { $ref: '#/components/schemas/Order' }
`;

const events = `
asyncapi: 3.0.0
info: { title: Orders, version: '1' }
channels: { orders: { messages: { placed: { $ref: '#/components/messages/OrderPlaced' } } } }
components:
  messages:
    OrderPlaced: { payload: { $ref: '#/components/schemas/Placed' } }
  schemas:
    Placed: { type: object, required: [id], properties: { id: { type: string }, at: { type: string } } }
`;

test('schemas inside documents, as key, value and version: from the config to decoded records', async () => {
  const { root, files, result } = await generateProject({
    config: {
      topics: {
        orders: { key: 'api.yaml#/components/schemas/OrderId', value: 'api.yaml#/components/schemas/Order' },
        placed: {
          framing: 'confluent',
          value: {
            versions: {
              1: 'old.json#/$defs/Placed',
              2: 'events.yaml#/components/messages/OrderPlaced/payload',
            },
          },
        },
      },
    },
    schemas: {
      'api.yaml': api,
      'events.yaml': events,
      'old.json': { $defs: { Placed: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } } },
    },
  });
  expect(result.diagnostics.map(({ code, location }) => [code, location?.file, location?.pointer])).toEqual([
    ['version-incompatible', 'events.yaml', '/components/messages/OrderPlaced/payload'],
  ]);
  expect(typeErrors(root, sources(files))).toEqual([]);
  expect(files['orders/types.ts']).toContain(`export interface Order {
  id: string;
  total: Money;
  previous?: Order;
  [key: string]: unknown;
}`);
  expect(files['orders/types.ts']).toContain('currency?: string | null;');
  expect(files['placed/types.ts']).toContain('export interface OrderPlaced {');

  const { orders, placed } = await loadTopics(root);
  const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
  const order = { id: 'o-1', total: { amount: 2, currency: null } };
  expect(orders?.decodeValue(json(order))).toEqual(order);
  expect(orders?.decodeKey(json('o-1'))).toBe('o-1');
  expect(() => orders?.decodeKey(json('1'))).toThrow(/pattern/);
  expect(() => orders?.decodeValue(json({ id: 'o-1', total: { amount: 0 } }))).toThrow('/total/amount');
  const framed = Buffer.concat([Buffer.of(0, 0, 0, 0, 1), json({ id: 'a' })]);
  expect(placed?.decodeValue(framed)).toEqual({ id: 'a' });
});
