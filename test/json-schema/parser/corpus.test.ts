import { describe, expect, it } from 'vitest';

import { DEFAULT_JSON_SETTINGS, type JsonSettings } from '../../../src/config/json-settings.js';
import { parserRefusal } from '../../../src/json-schema/parser/parser-refusal.js';
import { buildJsonSchema } from '../../../src/json-schema/read/build-schema.js';
import { DRAFTS } from '../../../src/json-schema/read/keywords.js';
import type { JsonSchema } from '../../../src/json-schema/schema/json-schema.js';
import { SUITE_FILE, suiteDocuments, suiteGroups } from '../build-suite.js';
import { builtSchemas, validValues } from '../corpus-values.js';
import { nearValid, randomNumbers } from '../near-valid.js';
import { exactText } from './exact-text.js';
import { generatedParsers, type TwoWays } from './generated-parsers.js';
import { mutated, writtenText } from './mutated-text.js';

const DRAWN = process.env.TEST_ALL === undefined ? 2 : 20;

interface Case {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly values: readonly unknown[];
}

function differencesOf(cases: readonly Case[], settings: JsonSettings) {
  const taken = cases.filter(({ schema }) => parserRefusal(schema, settings) === undefined);
  const ways = generatedParsers(
    taken.map(({ schema }) => schema),
    settings,
  );
  const random = randomNumbers(7);
  const counts = { parsed: 0, valid: 0 };
  const different: string[] = [];
  for (const [index, { name, schema, values }] of taken.entries()) {
    const two = ways[index];
    const drawn = Array.from({ length: DRAWN }, () => nearValid(schema, random));
    for (const [style, value] of [...values, ...drawn].entries()) {
      const text = Buffer.from(style === 0 ? JSON.stringify(value) : writtenText(value, random, style));
      for (const bytes of [text, mutated(text, random)]) {
        const parsed = two?.parse(bytes);
        const expected = two === undefined ? undefined : readText(two, bytes);
        if (expected !== undefined) counts.valid++;
        if (parsed === undefined) continue;
        counts.parsed++;
        if (exactText(parsed) !== expected) different.push(`${name}: ${bytes.toString()}`);
      }
    }
  }
  return { taken: taken.length, of: cases.length, different, share: counts.parsed / counts.valid };
}

function readText({ read }: TwoWays, bytes: Uint8Array): string | undefined {
  try {
    return exactText(read(bytes));
  } catch {
    return undefined;
  }
}

it.each([
  ['as they are', DEFAULT_JSON_SETTINGS],
  ['converted', { ...DEFAULT_JSON_SETTINGS, formats: 'assert', dateTime: 'Date', int64: 'bigint' }],
] as const)('the parsers of the corpus’ schemas make the values of JSON.parse, %s', (_, settings) => {
  const cases = builtSchemas.map(({ file, schema }) => {
    return { name: file, schema, values: validValues(file, schema, settings) };
  });
  const { taken, of, different, share } = differencesOf(cases, settings);
  expect(different).toEqual([]);
  expect(taken / of).toBeGreaterThan(0.5);
  expect(share).toBeGreaterThan(0.8);
});

describe.each(DRAFTS)('draft %s of the official suite', (draft) => {
  it('parsers make the values of JSON.parse of its instances, or give up', () => {
    const settings = { ...DEFAULT_JSON_SETTINGS, formats: 'assert', impliedTypes: true } as const;
    const cases = (['required', 'optional'] as const).flatMap((which) =>
      suiteGroups(draft, which).flatMap((group): Case[] => {
        const { schema } = buildJsonSchema(SUITE_FILE, suiteDocuments(group), settings);
        const values = group.tests.map(({ data }) => data);
        return schema === undefined ? [] : [{ name: `${group.path} ${group.description}`, schema, values }];
      }),
    );
    const { taken, different } = differencesOf(cases, settings);
    expect(different).toEqual([]);
    expect(taken).toBeGreaterThan(20);
  });
});
