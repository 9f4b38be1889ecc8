import { expect, test } from 'vitest';
import { dateText, decimalText, instantText, localText, timeUnits } from '../../src/runtime/avro/logical.js';

test('a date is written as toISOString writes it: each day of four centuries, and days at the ends of what Date holds', () => {
  const fourCenturies = Array.from({ length: 146_097 }, (_, day) => day - 70_000);
  const ends = [
    -100_000_000, -719_893, -719_529, -719_528, -719_469, -719_468, -719_467, 2_932_896, 2_932_897, 100_000_000,
  ];
  const different = [...fourCenturies, ...ends].filter((day) => dateText(day) !== isoDate(day));

  expect(different).toEqual([]);
});

test('a timestamp is written with all its digits, before 1970 and beyond the year 9999 as well', () => {
  const seconds = [
    0, 1, 59, 3_599, 86_399, 951_782_399, 1_760_000_000, 253_402_300_799, 253_402_300_800, 8_640_000_000_000,
  ];
  for (const second of seconds.flatMap((n) => [n, -n])) {
    for (const digits of [3, 6, 9]) {
      for (const part of [0n, 1n, 999n, 10n ** BigInt(digits) - 1n]) {
        const units = BigInt(second) * 10n ** BigInt(digits) + part;
        const text = instantText(units, digits);
        if (text === undefined) {
          expect(second).toBe(8_640_000_000_000);
          expect(part).toBeGreaterThan(0n);
          continue;
        }
        expect(text).toBe(
          `${new Date(second * 1_000).toISOString().slice(0, -4)}${String(part).padStart(digits, '0')}Z`,
        );
        expect(localText(units, digits)).toBe(text.slice(0, -1));
        expect(timeUnits(text, digits)).toBe(units);
      }
    }
  }
});

test('a decimal is written exactly, whatever its size, its scale and the bytes that repeat its sign', () => {
  const numbers = Array.from({ length: 200 }, (_, bits) => 1n << BigInt(bits))
    .flatMap((power) => [power - 1n, power, power + 1n, power * 3n, 10n ** BigInt(String(power).length)])
    .flatMap((number) => [number, -number]);
  for (const number of numbers) {
    for (const repeated of [0, 1, 7, 8, 9]) {
      const bytes = twosComplement(number, repeated);
      for (const scale of [0, 2, 4, 38]) {
        const behind = Buffer.concat([Buffer.of(0xaa), bytes, Buffer.of(0x55)]);
        expect(decimalText(behind, 1, bytes.length + 1, scale)).toBe(plainDecimal(number, scale));
      }
    }
  }
  expect(decimalText(Buffer.alloc(0), 0, 0, 2)).toBe('0.00');
});

function isoDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().replace(/T.*$/, '');
}

/** The bytes of a number, and before them `repeated` more that only repeat its sign. */
function twosComplement(number: bigint, repeated: number): Buffer {
  const size = Math.ceil((number.toString(2).length + 1) / 8) + repeated;
  return Buffer.from(
    BigInt.asUintN(size * 8, number)
      .toString(16)
      .padStart(size * 2, '0'),
    'hex',
  );
}

function plainDecimal(number: bigint, scale: number): string {
  const digits = String(number < 0n ? -number : number).padStart(scale + 1, '0');
  const text = scale === 0 ? digits : digits.replace(new RegExp(`(\\d{${String(scale)}})$`), '.$1');
  return number < 0n ? `-${text}` : text;
}
