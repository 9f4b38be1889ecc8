import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { validate } from '../../src/json-schema/validate/validate.js';
import { DEFAULT_JSON_SETTINGS, type JsonSettings } from '../../src/config/json-settings.js';
import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DRAFTS } from '../../src/json-schema/read/keywords.js';
import type { PreparedSchema } from '../../src/json-schema/types/type-schema.js';
import { documentsOf } from './build-documents.js';
import { SUITE_FILE, suiteDocuments, suiteGroups } from './build-suite.js';
import { builtSchemas } from './corpus-values.js';
import { prepared, preparedOracle } from './prepared-oracle.js';
import { randomRoot, randomValue } from './types-random.js';

const CONVERTED: JsonSettings = { ...DEFAULT_JSON_SETTINGS, dateTime: 'Date', int64: 'bigint' };

describe('the schemas prepared for json-schema-to-typescript', () => {
  it('accept every instance of the official suite that the original accepts, and refuse what a type can refuse', () => {
    const wrong: string[] = [];
    const accepted = new Set<string>();
    const refused = new Set<string>();
    const groups = DRAFTS.flatMap((draft) => [...suiteGroups(draft, 'required'), ...suiteGroups(draft, 'optional')]);
    for (const group of groups) {
      const { schema } = buildJsonSchema(SUITE_FILE, suiteDocuments(group), DEFAULT_JSON_SETTINGS);
      if (schema === undefined) throw new Error(`${group.path}: ${group.description} is not a schema`);
      const accepts = preparedOracle(prepared(schema, DEFAULT_JSON_SETTINGS));
      const keyword = group.path.replace(/^[^/]*\/|\.json$/g, '');
      for (const { data, valid, description } of group.tests) {
        if (valid && !accepts(data)) wrong.push(`${group.path}: ${group.description}: ${description}`);
        if (!valid) (accepts(data) ? accepted : refused).add(keyword);
      }
    }
    expect(wrong).toEqual([]);
    const beyondTypes = [...accepted].filter((keyword) => !refused.has(keyword) && !keyword.startsWith('optional/'));
    expect(beyondTypes.sort().join(' ')).toBe(
      'default dependencies dependentRequired dependentSchemas exclusiveMaximum exclusiveMinimum if-then-else maxItems ' +
        'maxLength maxProperties maximum minLength minProperties minimum multipleOf not pattern patternProperties ' +
        'propertyNames uniqueItems unknownKeyword',
    );
  }, 120_000);

  it('accept every value that a random schema accepts', () => {
    const values = fc.sample(randomValue, { numRuns: 200, seed: 1 });
    for (const json of fc.sample(randomRoot, { numRuns: 300, seed: 1 })) {
      const { schema } = buildJsonSchema('order.json', documentsOf({ 'order.json': json }), DEFAULT_JSON_SETTINGS);
      // A reference may lead in a circle; such a schema has no types.
      if (schema === undefined) continue;
      const accepts = preparedOracle(prepared(schema, DEFAULT_JSON_SETTINGS));
      const valid = values.filter((value) => validate(schema, value, DEFAULT_JSON_SETTINGS).length === 0);
      expect([json, valid.filter((value) => !accepts(value))]).toEqual([json, []]);
    }
  }, 120_000);

  it.each([
    ['99 of 100 declarations without conversions', DEFAULT_JSON_SETTINGS, 0.99],
    ['9 of 10 declarations with conversions', CONVERTED, 0.9],
  ])('leave at least %s to the library', (_, settings, share) => {
    const all = builtSchemas.flatMap(({ schema }) => {
      const { declarations } = prepared(schema, settings);
      const names = new Set(declarations.map(({ name }) => name));
      return declarations.map((declaration) => wordsOf(declaration.schema).every((word) => names.has(word)));
    });
    expect(all.length).toBeGreaterThan(800);
    expect(all.filter((isOfLibrary) => isOfLibrary).length / all.length).toBeGreaterThanOrEqual(share);
  });
});

/** Every `tsType` in a schema. */
function wordsOf(schema: PreparedSchema): readonly string[] {
  const words: string[] = [];
  JSON.stringify(schema, (keyword, part: unknown) => {
    if (keyword === 'tsType' && typeof part === 'string') words.push(part);
    return part;
  });
  return words;
}
