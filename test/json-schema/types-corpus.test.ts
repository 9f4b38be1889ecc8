import { format } from 'prettier';
import { describe, expect, it } from 'vitest';

import { convertValue } from '../../src/json-schema/convert/convert-value.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { dayShare } from '../support/day-share.js';
import { builtSchemas, validValues } from './corpus-values.js';
import { prepared, preparedOracle } from './prepared-oracle.js';
import { refusedLines } from './refused-lines.js';
import { jsonLiteral, typesText } from './types-in-memory.js';

const schemas = dayShare(builtSchemas, 3);

describe('the types of the JSON Schemas of the corpus', () => {
  it('are laid out as prettier would', async () => {
    expect(builtSchemas.length).toBe(151);
    const text = (await Promise.all(schemas.map(({ schema }) => typesText(schema)))).join('\n');
    expect(await format(text, { parser: 'typescript', singleQuote: true, printWidth: 100 })).toBe(text);
  }, 120_000);

  it.each([
    ['as they are in the JSON', DEFAULT_JSON_SETTINGS],
    ['converted', { ...DEFAULT_JSON_SETTINGS, dateTime: 'Date', int64: 'bigint' } as const],
  ])(
    'compile strictly, and take every example and sample that satisfies the schema, as their prepared schemas do, %s',
    async (_, settings) => {
      let count = 0;
      const modules: { name: string; text: string }[] = [];
      for (const [index, { file, schema }] of schemas.entries()) {
        const valid = validValues(file, schema, settings);
        for (const indexSignatures of [true, false]) {
          const accepts = preparedOracle(prepared(schema, { ...settings, indexSignatures }));
          expect([file, valid.filter((value) => !accepts(value))]).toEqual([file, []]);
        }
        const values = valid.map((value) => convertValue(schema, structuredClone(value), settings));
        count += values.length;
        const lines = values.map((value, at) => `export const value${at}: OrdersValue = ${jsonLiteral(value)};`);
        modules.push({ name: `schema${index}.ts`, text: [await typesText(schema, settings), ...lines].join('\n') });
      }
      expect([...refusedLines(modules)]).toEqual([]);
      expect(count).toBeGreaterThan(1.5 * schemas.length);
    },
    120_000,
  );

  it('are the same in every run', async () => {
    for (const { schema } of schemas.slice(0, 40)) expect(await typesText(schema)).toBe(await typesText(schema));
  }, 60_000);
});
