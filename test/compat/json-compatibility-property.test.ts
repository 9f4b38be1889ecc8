import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { compareJsonSchemas } from '../../src/compat/json/json-compatibility.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { cases } from '../support/day-share.js';
import { arbitraryPair, arbitraryValue } from './arbitrary-json-pair.js';
import { buildable } from './json-series.js';

const PAIRS = cases({ full: 150, usual: 75 });
const VALUES = 300;

type Check = (value: unknown) => boolean;

/** Two opinions of a schema; ajv's only where it has no known faults, which is without `unevaluated*`. */
function checksOf(json: unknown, schema: JsonSchema): readonly Check[] {
  const own: Check = (value) => validate(schema, value, DEFAULT_JSON_SETTINGS).length === 0;
  if (JSON.stringify(json).includes('unevaluated')) return [own];
  // The pair is JSON, an object or a boolean.
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).compile(json as object | boolean);
  return [own, (value) => ajv(value)];
}

it('a verdict is true: no value contradicts "compatible", and the counterexample shows "incompatible"', () => {
  const values = fc.sample(arbitraryValue, { numRuns: VALUES, seed: 1 });
  const counts = { compatible: 0, incompatible: 0, undecided: 0 };
  let checked = 0;
  fc.assert(
    fc.property(arbitraryPair, ([writerJson, readerJson]) => {
      const [writer, reader] = [buildable(writerJson), buildable(readerJson)];
      fc.pre(writer !== undefined && reader !== undefined);
      const result = compareJsonSchemas(writer, reader, DEFAULT_JSON_SETTINGS);
      counts[result.verdict]++;
      const [writes, reads] = [checksOf(writerJson, writer), checksOf(readerJson, reader)];
      if (result.verdict === 'incompatible') {
        expect(writes.map((check) => check(result.counterexample))).not.toContain(false);
        expect(reads.map((check) => check(result.counterexample))).not.toContain(true);
      }
      if (result.verdict === 'compatible') {
        for (const value of values) {
          if (!writes.every((check) => check(value))) continue;
          checked++;
          expect(reads.map((check) => check(value))).not.toContain(false);
        }
      }
    }),
    { numRuns: PAIRS, seed: 20261123, endOnFailure: true },
  );
  expect(counts.incompatible).toBeGreaterThan(PAIRS / 9);
  expect(counts.undecided).toBeLessThan(PAIRS / 20);
  expect(checked).toBeGreaterThan(PAIRS * 85);
}, 120_000);
