import { expect, it } from 'vitest';

import { sampleJson } from '../../src/json-schema/sample/sample-value.js';
import { schemaOf, CONVERTING as settings } from './generated-codec.js';

const kinds = Array.from({ length: 24 }, (_, index) => `k${String(index)}`);
const isKind = (kind: string): object => ({ properties: { kind: { const: kind } }, required: ['kind'] });
const within = (name: string, inner: object): object => ({ properties: { [name]: inner }, required: [name] });
const detail = (index: number): object => within(`detail${String(index)}`, { type: 'integer', maximum: 0, minimum: 0 });
const event = {
  type: 'object',
  properties: { kind: { enum: kinds } },
  required: ['kind'],
  allOf: kinds.map((kind, index) => ({ if: isKind(kind), then: detail(index) })),
};
const value = { kind: 'k0', detail0: 0 };

it.each([
  ['on a required property', event, value],
  ['on an optional one', { ...event, required: [] }, value],
  ['of a schema that gives no type', { properties: event.properties, allOf: event.allOf }, value],
  [
    'that also hold without the property',
    {
      ...event,
      allOf: kinds.map((kind, index) => ({ if: { properties: { kind: { const: kind } } }, then: detail(index) })),
    },
    value,
  ],
  ['in an array', { type: 'array', items: event, minItems: 1, maxItems: 1 }, [value]],
  [
    'on a property of a property',
    {
      ...within('meta', { type: 'object', ...within('kind', { enum: kinds }) }),
      type: 'object',
      allOf: kinds.map((kind, index) => ({ if: within('meta', isKind(kind)), then: detail(index) })),
    },
    { meta: { kind: 'k0' }, detail0: 0 },
  ],
])('24 conditions %s have a sample: those that exclude each other are not tried together', (_, json, expected) => {
  expect(sampleJson(schemaOf(json), { label: 'Event', settings })).toEqual({ ok: true, value: expected });
});
