import { afterAll, describe, expect, it } from 'vitest';

import { isNativelyLinear } from '../../../src/json-schema/pattern/prove-linear.js';
import { readPattern } from '../../../src/json-schema/pattern/read-pattern.js';
import { cases } from '../../support/day-share.js';
import { PatternEngine } from './pattern-engine.js';
import { randomCase, seededRandom } from './random-pattern.js';

const PATTERNS = Number(process.env.PATTERN_RUNS ?? cases({ full: 250, usual: 80 }));

describe('isNativelyLinear', () => {
  const native = new PatternEngine('native', 5_000);
  afterAll(() => native.close());

  it('is right about random patterns: those are fast on texts made to be slow', { timeout: 7_200_000 }, async () => {
    const random = seededRandom(3);
    const slow: string[] = [];
    let linear = 0;
    for (let count = 0; count < PATTERNS; count++) {
      const { pattern, flags, texts } = randomCase(random, 8);
      if (!isNativelyLinear({ pattern, flags, root: readPattern(pattern, flags) })) continue;
      linear++;
      // Near matches over and over, and one character over and over, with an end that does not fit.
      const attacks = texts.flatMap((text) => {
        const repeated = [text, text.slice(0, 1), text.slice(1, 2)].filter((part) => part !== '');
        return repeated.map((part) => `${part.repeat(10_000 / part.length)}\0!`);
      });
      if ((await native.answers({ pattern, flags, texts: attacks })) === undefined) slow.push(pattern);
    }
    expect(slow).toEqual([]);
    expect(linear).toBeGreaterThan(PATTERNS / 3);
  });
});
