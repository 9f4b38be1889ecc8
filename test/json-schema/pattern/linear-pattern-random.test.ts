import { afterAll, describe, expect, it } from 'vitest';

import { PatternEngine } from './pattern-engine.js';
import { randomCase, seededRandom } from './random-pattern.js';

// The complete comparison: PATTERN_RUNS=10000 PATTERN_TEXTS=100 npx vitest run test/json-schema/pattern/linear-pattern-random.test.ts
const PATTERNS = Number(process.env.PATTERN_RUNS ?? 250);
const TEXTS = Number(process.env.PATTERN_TEXTS ?? 40);
const SEED = Number(process.env.PATTERN_SEED ?? 1);

describe('linearPattern', () => {
  const native = new PatternEngine('native', 1_000);
  const linear = new PatternEngine('linear', 20_000);
  afterAll(() => {
    native.close();
    linear.close();
  });

  it('matches what RegExp matches, with and without the flag u', { timeout: 7_200_000 }, async () => {
    const random = seededRandom(SEED);
    const differences: string[] = [];
    const tally = { patterns: 0, texts: 0, matches: 0, withinPairs: 0, slow: 0 };
    while (tally.patterns < PATTERNS) {
      const patternCase = randomCase(random, TEXTS);
      const { pattern, flags, texts } = patternCase;
      const [expected, actual] = await Promise.all([native.answers(patternCase), linear.answers(patternCase)]);
      if (actual === undefined) throw new Error(`too slow: ${pattern}`);
      if (expected === undefined) {
        tally.slow++;
        continue;
      }
      tally.patterns++;
      texts.forEach((text, index) => {
        if (expected[index] === undefined) {
          tally.withinPairs++;
          return;
        }
        tally.texts++;
        if (expected[index]) tally.matches++;
        if (actual[index] !== expected[index]) differences.push(JSON.stringify({ pattern, flags, text }));
      });
    }
    console.info('patterns compared', tally);
    expect(differences).toEqual([]);
    expect(tally.matches).toBeGreaterThan(tally.texts / 5);
    expect(tally.texts).toBeGreaterThan(PATTERNS * TEXTS * 0.95);
  });
});
