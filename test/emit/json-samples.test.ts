import { expect, test } from 'vitest';

import { loadTopics } from '../pipeline/load-topics.js';
import { expectRoundTrip } from '../pipeline/round-trip.js';
import { generateProject } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';

const wide =
  '{ "id": 9223372036854775807, "other": 9223372036854775807, "at": "2024-05-01T10:00:00Z", "__proto__": { "x": 1 } }';
const order = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Order',
  type: 'object',
  properties: {
    id: { type: 'integer', format: 'int64' },
    other: { type: 'integer' },
    at: { type: 'string', format: 'date-time' },
  },
  required: ['id', 'at'],
};
const events = {
  oneOf: ['a', 'b'].map((kind) => ({
    title: `Event ${kind}`,
    type: 'object',
    properties: { kind: { const: kind }, name: { type: 'string' } },
    required: ['kind', 'name'],
  })),
};

test("a team's own sample is the fixture's, with Dates and bigints where the settings say so", async () => {
  const { root, files, result } = await generateProject({
    config: {
      defaults: { dateTime: 'Date' },
      topics: {
        orders: { value: { file: 'order.json', sample: 'order.sample.json', int64: 'bigint' } },
        plain: {
          value: { file: 'order.json', sample: 'order.sample.json' },
          key: { file: 'any.json', sample: 'text.json' },
        },
        events: { value: { file: 'events.json', sample: 'event.json' } },
        wide: { value: 'wide.json', key: { file: 'wide.json', int64: 'bigint' } },
      },
    },
    schemas: {
      'order.json': order,
      'order.sample.json': wide,
      'any.json': {},
      'text.json': '"a text"',
      'events.json': events,
      'event.json': { kind: 'b', name: 'own' },
      'wide.json': '{ "enum": [9007199254740993], "$comment": "past what a number holds" }',
    },
  });
  // Of the key that accepts anything.
  expect(result.diagnostics.map(({ code }) => code)).toEqual(['schema-unconstrained']);
  expect(typeErrors(root, sources(files))).toEqual([]);
  const topics = await loadTopics(root);
  for (const topic of Object.values(topics)) await expectRoundTrip(topic);
  const at = new Date('2024-05-01T10:00:00Z');
  const [own, plain] = [topics.orders, topics.plain].map((topic) =>
    Object.entries(Object.values(topic?.fixture?.samples.value ?? {})[0] ?? {}),
  );
  expect(own).toEqual([
    ['id', 9223372036854775807n],
    ['other', 9223372036854775807],
    ['at', at],
    ['__proto__', { x: 1 }],
  ]);
  expect(plain).toEqual([
    ['id', 9223372036854775807],
    ['other', 9223372036854775807],
    ['at', at],
    ['__proto__', { x: 1 }],
  ]);
  expect(topics.plain?.fixture?.samples.key).toEqual({ plainKeySample: 'a text' });
  expect(Object.values(topics.events?.fixture?.samples.value ?? {})).toEqual([
    { kind: 'a', name: expect.any(String) as string },
    { kind: 'b', name: 'own' },
  ]);
  // The file of the event has every digit that the sample's has.
  const [[record] = []] = Object.values(
    (
      JSON.parse(files['orders/event.json'] ?? '') as {
        readonly records: Record<string, readonly { readonly value: string }[]>;
      }
    ).records,
  );
  expect(Buffer.from(record?.value ?? '', 'base64').toString()).toContain('"id":9223372036854775807,');
});
