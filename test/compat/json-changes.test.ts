import { expect, it } from 'vitest';

import { describeJsonChanges } from '../../src/compat/json/json-changes.js';
import { schemaOf } from './json-series.js';

/** Each change in one line: where, what, from what to what, and the keyword. */
function told(before: unknown, after: unknown): readonly string[] {
  return describeJsonChanges(schemaOf(before), schemaOf(after)).map((change) => {
    const { kind, pointer, alternatives, before: was, after: is, place } = change;
    const within = alternatives.length === 0 ? '' : ` [${alternatives.join(', ')}]`;
    return `${pointer}${within} ${kind}: ${was ?? '-'} > ${is ?? '-'} at ${place.pointer}`;
  });
}

it('tells property by property what was added, removed and changed', () => {
  const before = {
    description: 'An order',
    type: 'object',
    properties: {
      id: { type: 'string' },
      gone: { type: 'integer' },
      state: { enum: ['open', 'paid'] },
      items: { type: 'array', items: { properties: { price: { type: 'integer', minimum: 1 } } } },
      note: { type: 'string', default: '' },
    },
    required: ['id', 'state'],
  };
  const after = {
    description: 'An order of a shop',
    type: 'object',
    properties: {
      id: { type: ['string', 'null'] },
      state: { enum: ['open', 'closed'] },
      items: { type: 'array', items: { properties: { price: { type: 'number', minimum: 0 } } }, maxItems: 9 },
      note: { type: 'string', pattern: '^a', deprecated: true },
      added: { $ref: '#/$defs/text' },
    },
    required: ['id', 'added'],
    additionalProperties: false,
    $defs: { text: { type: 'string' } },
  };
  expect(told(before, after)).toEqual([
    ' other-properties: any > none at /additionalProperties',
    ' documentation: An order > An order of a shop at /description',
    '/id type: string > null or string at /properties/id/type',
    '/gone property-removed: integer > - at /properties/gone',
    '/state became-optional: - > - at /properties/state',
    '/state value-added: - > "closed" at /properties/state/enum',
    '/state value-removed: "paid" > - at /properties/state/enum',
    '/items constraint: - > maxItems 9 at /properties/items/maxItems',
    '/items/*/price type: integer > number at /properties/items/items/properties/price/type',
    '/items/*/price constraint: minimum 1 > minimum 0 at /properties/items/items/properties/price/minimum',
    '/note constraint: - > pattern "^a" at /properties/note/pattern',
    '/note default: "" > - at /properties/note/default',
    '/note deprecated: - > deprecated at /properties/note/deprecated',
    '/added property-added: - > string at /properties/added',
    '/added became-required: - > - at /properties/added',
  ]);
});

it('pairs alternatives by what tells them apart, not by their order', () => {
  const event = (type: string, data: unknown) => ({ properties: { type: { const: type }, data }, required: ['type'] });
  const before = { oneOf: [event('created', { type: 'string' }), event('closed', { type: 'string' })] };
  const after = {
    oneOf: [event('moved', {}), event('closed', { type: 'null' }), event('created', { type: 'string' })],
  };
  expect(told(before, after)).toEqual([
    ' alternative-added: - > type "moved" at /oneOf/0',
    '/data [type "closed"] type: string > null at /oneOf/1/properties/data/type',
  ]);
});

it('tells changes of a schema that holds itself no deeper than where it does so first', () => {
  const tree = (value: unknown) => ({ properties: { value, kids: { items: { $ref: '#' } } } });
  expect(told(tree({ type: 'string' }), tree({ type: 'integer' }))).toEqual([
    '/value type: string > integer at /properties/value/type',
    '/kids/*/value type: string > integer at /properties/value/type',
  ]);
});

it('finds nothing between spellings of the same', () => {
  const before = {
    $schema: 'http://json-schema.org/draft-04/schema#',
    definitions: { a: { minimum: 0, exclusiveMinimum: true } },
    properties: { a: { $ref: '#/definitions/a' } },
  };
  const after = { properties: { a: { exclusiveMinimum: 0 } }, not: false };
  expect(told(before, { properties: after.properties })).toEqual([]);
  expect(told(before, after)).toEqual([' constraint: - > not at /not']);
});
