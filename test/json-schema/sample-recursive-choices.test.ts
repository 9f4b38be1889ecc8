import { expect, it } from 'vitest';

import { sampleJson } from '../../src/json-schema/sample/sample-value.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { CONVERTING as settings, schemaOf } from './generated-codec.js';

const self = { $ref: '#' };
const a = { properties: { a: self } };
const ab = { properties: { a: self, b: self } };

it.each([
  ['dependentSchemas', { dependentSchemas: { a }, ...a }, { a: {} }],
  ['dependentSchemas in allOf', { allOf: [{ dependentSchemas: { a } }, { dependentSchemas: { a } }], ...a }, { a: {} }],
  ['two dependentSchemas', { dependentSchemas: { a, b: ab }, ...ab }, { a: {}, b: {} }],
  ['dependentSchemas that require', { dependentSchemas: { a: { required: ['b'], ...ab } }, ...a }, { a: {}, b: {} }],
  ['additionalProperties', { dependentSchemas: { a }, additionalProperties: self }, { a: {} }],
  ['if and then', { type: 'object', if: { required: ['a'] }, then: a, ...a }, { a: {} }],
  ['if, then and else', { if: { required: ['a'] }, then: a, else: { properties: { b: self } }, ...ab }, { a: {} }],
  ['anyOf', { type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }, {}], ...ab }, { a: {} }],
  ['oneOf', { oneOf: [{ required: ['a'] }, { maxProperties: 0 }], type: 'object', ...a }, { a: {} }],
  ['items', { type: 'array', anyOf: [{ minItems: 1 }, { maxItems: 0 }], items: self }, [[]]],
])('a schema that holds itself by a choice has a shallow sample: %s', (_, json, value) => {
  const schema = schemaOf(json);
  expect(sampleJson(schema, { label: 'Value', settings })).toEqual({ ok: true, value });
  expect(validate(schema, value, settings)).toEqual([]);
});
