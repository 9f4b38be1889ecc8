import fc from 'fast-check';
import { expect, it } from 'vitest';

import { compareJson } from '../../src/compat/json/compare-json.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { arbitraryPair } from './arbitrary-json-pair.js';
import { buildable } from './json-series.js';

const PAIRS = 120;

it(`whatever breaks between ${PAIRS} random pairs of schemas, a change tells of it`, () => {
  const view = (schema: JsonSchema) => ({ reader: { schema }, settings: DEFAULT_JSON_SETTINGS });
  const effects = { safe: 0, types: 0, undecided: 0, breaks: 0 };
  for (const [before, after] of fc.sample(arbitraryPair, { seed: 5, numRuns: PAIRS })) {
    const [older, newer] = [buildable(before), buildable(after)];
    if (older === undefined || newer === undefined) continue;
    const found = compareJson(view(older), view(newer));
    effects[found.effect]++;
    const pair = JSON.stringify([before, after]);
    const isRefused = [found.deployedReadsNew, found.regeneratedReadsOld].some(({ answer }) => answer === 'no');
    expect(found.effect === 'breaks', pair).toBe(isRefused);
    expect(
      found.changes.some(({ effect }) => effect === 'breaks'),
      pair,
    ).toBe(isRefused);
  }
  expect(effects.breaks).toBeGreaterThan(PAIRS / 5);
  expect(effects.undecided).toBeLessThan(PAIRS / 10);
}, 120_000);
