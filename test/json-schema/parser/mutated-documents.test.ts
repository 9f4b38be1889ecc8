import { describe, expect, it } from 'vitest';

import { ajvOracle } from '../ajv-oracle.js';
import { CONVERTING, schemaOf } from '../generated-codec.js';
import { nearValid, randomNumbers } from '../near-valid.js';
import { parserRefusal } from '../../../src/json-schema/parser/parser-refusal.js';
import { exactText } from './exact-text.js';
import { FUZZED_SCHEMAS } from './fuzzed-schemas.js';
import { generatedParsers, type TwoWays } from './generated-parsers.js';
import { mutated, writtenText } from './mutated-text.js';

const DOCUMENTS = process.env.TEST_ALL === undefined ? 20_000 : 1_000_000;

const cases = Object.entries(FUZZED_SCHEMAS).map(([name, json]) => {
  const schema = schemaOf({ $schema: 'http://json-schema.org/draft-07/schema#', ...json });
  return { name, schema, json };
});
const ways = generatedParsers(
  cases.map(({ schema }) => schema),
  CONVERTING,
);

/** What reading the text by way of JSON.parse gives; undefined where it is refused. */
function readText({ read }: TwoWays, bytes: Uint8Array): string | undefined {
  try {
    return exactText(read(bytes));
  } catch {
    return undefined;
  }
}

describe.each(cases.map((one, index) => ({ ...one, index })))('$name', ({ name, schema, json, index }) => {
  it('is parsed to the same values as by way of JSON.parse, or given up', () => {
    const two = ways[index];
    if (two === undefined) throw new Error('no parser');
    expect(parserRefusal(schema, CONVERTING)).toBeUndefined();
    const converts = name === 'converted' || name === 'open';
    const oracle = converts ? undefined : ajvOracle({ uri: 'order.json', json, draft: '7' });
    const random = randomNumbers(index + 1);
    const different: string[] = [];
    const counts = { parsed: 0, valid: 0 };
    for (let i = 0; i < DOCUMENTS / cases.length; i++) {
      const text = Buffer.from(writtenText(nearValid(schema, random), random, i % 32));
      const bytes = i % 3 === 0 ? text : mutated(text, random);
      const parsed = two.parse(bytes);
      const expected = readText(two, bytes);
      if (expected !== undefined) counts.valid++;
      if (parsed === undefined) continue;
      counts.parsed++;
      const byAjv = oracle === undefined ? parsed : (JSON.parse(bytes.toString()) as unknown);
      const isValid = oracle?.(byAjv) !== false;
      if (exactText(parsed) !== expected || exactText(byAjv) !== expected || !isValid) {
        different.push(`${bytes.toString()}: ${exactText(parsed)}, ${expected ?? 'refused'}`);
      }
    }
    expect(different).toEqual([]);
    // Nearly all valid texts are taken.
    expect(counts.parsed / counts.valid).toBeGreaterThan(0.9);
  });
});
