import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import type { JsonFault } from '../../src/runtime/json/faults.js';
import { documentsOf } from './build-documents.js';

function faultsOf(json: unknown, value: unknown, others: Readonly<Record<string, unknown>> = {}): readonly JsonFault[] {
  const { schema, faults } = buildJsonSchema(
    'a.json',
    documentsOf({ 'a.json': json, ...others }),
    DEFAULT_JSON_SETTINGS,
  );
  if (schema === undefined) throw new Error(JSON.stringify(faults));
  return validate(schema, value, DEFAULT_JSON_SETTINGS);
}

describe('a fault', () => {
  it('names the place in the value, the keyword as the schema spells it, and the reason', () => {
    const schema = {
      properties: { 'a/b': { items: { $schema: 'http://json-schema.org/draft-04/schema#', id: 'x', minimum: 1 } } },
    };
    expect(faultsOf(schema, { 'a/b': [1, 0] })).toEqual([
      { pointer: '/a~1b/1', schemaPointer: '#/properties/a~1b/items/minimum', reason: 'must be at least 1' },
    ]);
  });

  it('names the file of a schema that stands in another', () => {
    const faults = faultsOf(
      { properties: { total: { $ref: 'money.json' } } },
      { total: 'x' },
      { 'money.json': { type: 'number' } },
    );
    expect(faults).toEqual([{ pointer: '/total', schemaPointer: 'money.json#/type', reason: 'must be a number' }]);
  });

  it('is told of a number that JSON.parse could not hold, and not of one read as a bigint', () => {
    const schema = { type: 'integer', maximum: 2 ** 60 };
    expect(faultsOf(schema, Infinity)).toEqual([
      { pointer: '', schemaPointer: '#/type', reason: 'must be an integer' },
    ]);
    expect(faultsOf(schema, 2n ** 60n)).toEqual([]);
    expect(faultsOf(schema, 2n ** 60n + 1n)).toEqual([
      { pointer: '', schemaPointer: '#/maximum', reason: 'must be at most 1152921504606847000' },
    ]);
  });

  it('is told of a value that nests too deep for any schema', () => {
    let value: unknown = [];
    for (let depth = 0; depth < 5_000; depth++) value = [value];
    expect(faultsOf({ items: { $ref: '#' } }, value)).toMatchObject([{ reason: 'is nested too deeply to check' }]);
  });
});
