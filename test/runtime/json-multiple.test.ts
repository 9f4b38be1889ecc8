import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { equalsJson, hasDuplicates } from '../../src/runtime/json/equal.js';
import { isMultipleOf } from '../../src/runtime/json/multiple.js';

/** A number as the fraction of whole numbers that its decimal text means. */
function fraction(value: number): { readonly top: bigint; readonly bottom: bigint } {
  const [, sign = '', whole = '', part = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(`${value}`) ?? [];
  const digits = BigInt(`${sign}${whole}${part}`);
  const power = Number(exponent) - part.length;
  return power < 0
    ? { top: digits, bottom: 10n ** BigInt(-power) }
    : { top: digits * 10n ** BigInt(power), bottom: 1n };
}

function isMultipleByFractions(value: number, step: number): boolean {
  const a = fraction(value);
  const b = fraction(step);
  return (a.top * b.bottom) % (a.bottom * b.top) === 0n;
}

/** The scale that the printer gives. */
function scaleOf(step: number): number {
  const digits = /\.(\d+)$/.exec(`${step}`)?.[1]?.length ?? 0;
  return `${step}`.includes('e') ? 0 : Number(`1e${digits}`);
}

const steps = fc.oneof(
  fc.constantFrom(0.1, 0.01, 0.001, 0.05, 0.25, 2.5, 1, 3, 7, 100, 1e-8, 1e-300, 5e-324, 1e308, 0.123456789),
  fc.integer({ min: 1, max: 1_000_000 }).map((units) => units / 1000),
  fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true }),
);

describe('isMultipleOf', () => {
  it('is exact for decimals', () => {
    expect([0.3, 0.7, 1.1, 19.99, 4.35, -0.3, 0].map((value) => isMultipleOf(value, 0.01, 100))).toEqual(
      Array(7).fill(true),
    );
    expect(isMultipleOf(0.305, 0.01, 100)).toBe(false);
    expect(isMultipleOf(1e308, 0.123456789, 1e9)).toBe(false);
    expect(isMultipleOf(9007199254740993n, 3, 1)).toBe(true);
  });

  it('says what fractions of whole numbers say', () => {
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (step, times, any) => {
          for (const value of [step * times, times / 1000, times, any]) {
            if (!Number.isFinite(value)) continue;
            expect(isMultipleOf(value, step, scaleOf(step))).toBe(isMultipleByFractions(value, step));
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('JSON equality', () => {
  it('does not look at the order of properties, nor at how a number is written', () => {
    expect(equalsJson({ a: 1, b: [1.0, -0] }, { b: [1, 0], a: 1n })).toBe(true);
    expect(equalsJson({ a: undefined }, { b: undefined })).toBe(false);
    expect(equalsJson([1], { 0: 1 })).toBe(false);
    expect(
      [
        [1, true],
        ['1', 1],
        [null, 0],
        [{}, []],
        [{ a: 1 }, { a: 2 }],
      ].map(hasDuplicates),
    ).toEqual(Array(5).fill(false));
    expect(
      [
        [0, -0],
        [1n, 1],
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
        ['x', 'y', 'x'],
      ].map(hasDuplicates),
    ).toEqual(Array(4).fill(true));
    expect(hasDuplicates([2n ** 64n, 2 ** 64])).toBe(true);
  });

  it('finds the equal items that comparing each with each finds', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 12 }), (items) => {
        const pairwise = items.some((item, index) => items.slice(0, index).some((other) => equalsJson(item, other)));
        expect(hasDuplicates(items)).toBe(pairwise);
      }),
    );
  });
});
