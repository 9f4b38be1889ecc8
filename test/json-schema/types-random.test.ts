import fc from 'fast-check';
import { expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { convertValue } from '../../src/json-schema/convert/convert-value.js';
import { DEFAULT_JSON_SETTINGS, type JsonSettings } from '../../src/config/json-settings.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { documentsOf } from './build-documents.js';
import { refusedLines } from './refused-lines.js';
import { jsonLiteral, typesText } from './types-in-memory.js';
import { randomRoot, randomValue } from './types-random.js';

it.each([
  ['as they are in the JSON', {}],
  ['converted', { dateTime: 'Date', int64: 'bigint', formats: 'assert' }],
] as const)(
  'the types of random schemas take every value that satisfies them, %s',
  async (_, chosen) => {
    const settings: JsonSettings = { ...DEFAULT_JSON_SETTINGS, ...chosen };
    const values = fc.sample(randomValue, { numRuns: 200, seed: 1 });
    const modules: { name: string; text: string }[] = [];
    let count = 0;
    for (const [index, json] of fc.sample(randomRoot, { numRuns: 150, seed: 1 }).entries()) {
      const { schema } = buildJsonSchema('order.json', documentsOf({ 'order.json': json }), settings);
      // A reference may lead in a circle; such a schema has no types.
      if (schema === undefined) continue;
      const valid = values.filter((value) => validate(schema, value, settings).length === 0).slice(0, 20);
      count += valid.length;
      const lines = valid.map((value, at) => {
        const converted = convertValue(schema, structuredClone(value), settings);
        return `export const value${at}: OrdersValue = ${jsonLiteral(converted)};`;
      });
      modules.push({ name: `schema${index}.ts`, text: [await typesText(schema, settings), ...lines].join('\n') });
    }
    expect(count).toBeGreaterThan(1000);
    expect([...refusedLines(modules)]).toEqual([]);
  },
  120_000,
);
