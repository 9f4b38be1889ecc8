import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { JsonDecimals } from '../../src/runtime/avro/json-decimal.js';
import { DecodeError } from '../../src/runtime/errors.js';
import { configOf } from '../config/load.js';
import { shapeFor } from './interpreted.js';
import { jsonCodec, type JsonCodec } from './json-codec.js';

const decimal = (precision: number, scale: number, size?: number): object => ({
  ...(size === undefined ? { type: 'bytes' } : { type: 'fixed', name: 'F', size }),
  logicalType: 'decimal',
  precision,
  scale,
});
const price = decimal(9, 2);

const codec = (schema: unknown, decimals?: JsonDecimals): Promise<JsonCodec> =>
  jsonCodec(shapeFor(schema), { decimals });

/** The value, or why there is none. */
async function outcomeOf(schema: unknown, text: string, decimals?: JsonDecimals): Promise<unknown> {
  const { decode } = await codec(schema, decimals);
  try {
    return decode(text);
  } catch (error) {
    if (error instanceof DecodeError) return `refused: ${error.reason}`;
    throw error;
  }
}

const AMBIGUOUS = 'refused: the string may be a decimal or its bytes: set "jsonDecimals"';
const NO_BYTES = 'refused: expected a string of bytes (characters up to U+00FF)';
const NO_TEXT = 'refused: expected a decimal as text';
const NO_NUMBER = 'refused: expected a number';
const TOO_FINE = 'refused: expected a decimal with at most 2 digits after the point';

describe('a decimal in JSON', () => {
  it.each([
    // Text that is a decimal, and whose characters could be its bytes.
    [price, '"1.00"', AMBIGUOUS, '8251105.76', '1.00', NO_NUMBER],
    [price, '"5"', AMBIGUOUS, '0.53', '5.00', NO_NUMBER],
    [price, '"-5"', AMBIGUOUS, '115.73', '-5.00', NO_NUMBER],
    [price, '"12"', AMBIGUOUS, '125.94', '12.00', NO_NUMBER],
    [decimal(38, 2), '"1.005"', AMBIGUOUS, '2112283075.09', TOO_FINE, NO_NUMBER],
    [decimal(9, 2, 4), '"1.00"', AMBIGUOUS, '8251105.76', '1.00', NO_NUMBER],
    // Text with more digits, as bytes, than the decimal has.
    [price, '"12.34"', '12.34', '2112952860.68', '12.34', NO_NUMBER],
    [
      decimal(9, 2, 4),
      '"12.34"',
      '12.34',
      'refused: expected a string of 4 bytes (characters up to U+00FF)',
      '12.34',
      NO_NUMBER,
    ],
    [price, '"1234.567"', TOO_FINE, '35449521559005568.55', TOO_FINE, NO_NUMBER],
    // Text that is not a decimal.
    [price, '"\\u0004Ò"', '12.34', '12.34', NO_TEXT, NO_NUMBER],
    [price, '"ÿ"', '-0.01', '-0.01', NO_TEXT, NO_NUMBER],
    [price, '""', '0.00', '0.00', NO_TEXT, NO_NUMBER],
    [price, '"1."', '125.90', '125.90', NO_TEXT, NO_NUMBER],
    [price, '"1e3"', '32371.71', '32371.71', NO_TEXT, NO_NUMBER],
    [price, '"€"', NO_BYTES, NO_BYTES, NO_TEXT, NO_NUMBER],
    // Numbers.
    [price, '1.00', '1.00', NO_BYTES, NO_TEXT, '1.00'],
    [price, '-5', '-5.00', NO_BYTES, NO_TEXT, '-5.00'],
    [decimal(9, 9), '4.8e-8', '0.000000048', NO_BYTES, NO_TEXT, '0.000000048'],
    [decimal(30, 2), '-1.5e22', '-15000000000000000000000.00', NO_BYTES, NO_TEXT, '-15000000000000000000000.00'],
    [decimal(30, 0), '1e22', '10000000000000000000000', NO_BYTES, NO_TEXT, '10000000000000000000000'],
    [price, '1e999', TOO_FINE, NO_BYTES, NO_TEXT, TOO_FINE],
    [price, '1.005', TOO_FINE, NO_BYTES, NO_TEXT, TOO_FINE],
    [decimal(20, 0), '9007199254740993', '9007199254740993', NO_BYTES, NO_TEXT, '9007199254740993'],
    [price, 'true', NO_BYTES, NO_BYTES, NO_TEXT, NO_NUMBER],
  ])('%j %s: without the setting, as bytes, text and number', async (schema, text, ...expected) => {
    const settings = [undefined, 'bytes', 'text', 'number'] as const;
    expect(await Promise.all(settings.map((setting) => outcomeOf(schema, text, setting)))).toEqual(expected);
  });

  it('in a union is the branch that the setting says', async () => {
    const union = ['null', 'boolean', price];
    expect(await outcomeOf(union, '"1.00"')).toBe(AMBIGUOUS);
    expect(await outcomeOf(union, '{"bytes":"1.00"}')).toBe(AMBIGUOUS);
    expect(await outcomeOf(union, '"1.00"', 'text')).toBe('1.00');
    expect(await outcomeOf(union, '{"bytes":"1.00"}', 'text')).toBe('1.00');
    expect(await outcomeOf(union, '1.00', 'number')).toBe('1.00');
    expect(await outcomeOf(union, '"5"', 'bytes')).toBe('0.53');
    expect(await outcomeOf(union, '1.00', 'text')).toMatch(/^refused/);
  });

  const unscaled = fc.bigInt({ min: -(10n ** 9n) + 1n, max: 10n ** 9n - 1n });

  it('is written so that it is read again, with every setting and without', async () => {
    for (const schema of [price, decimal(9, 2, 4), decimal(9, 0), decimal(9, 9), decimal(38, 2), ['null', price]]) {
      const shape = shapeFor(schema);
      for (const decimals of [undefined, 'bytes', 'text', 'number'] as const) {
        const { decode, encode } = await jsonCodec(shape, { decimals });
        const scale = JSON.stringify(schema).includes('"scale":0')
          ? 0
          : JSON.stringify(schema).includes('"scale":9')
            ? 9
            : 2;
        fc.assert(
          fc.property(fc.oneof(unscaled, fc.bigInt({ min: 0x30n, max: 0x39n })), (value) => {
            const text = decimalOf(value, scale);
            expect(decode(encode(text)), encode(text)).toBe(text);
          }),
          { numRuns: 200 },
        );
      }
    }
  });

  it('is refused by the encoder where a number cannot hold its digits', async () => {
    const { encode } = await codec(decimal(38, 2), 'number');
    expect(() => encode('12345678901234567890.12')).toThrow(
      'a number of JSON cannot hold all digits of the decimal (value)',
    );
    expect(encode('1234567890123.12')).toBe('1234567890123.12');
  });
});

it('the setting comes from the part, its topic or the defaults', async () => {
  const { topics } = await configOf(
    JSON.stringify({
      defaults: { framing: 'lambda-json', jsonDecimals: 'number' },
      topics: {
        a: { value: 'a.avsc', key: { file: 'k.avsc', jsonDecimals: 'bytes' } },
        b: { value: 'b.avsc', jsonDecimals: 'text' },
      },
    }),
  );
  const settings = topics.flatMap(({ key, value }) =>
    [key, value].map((part) => (part.kind === 'schema' ? part.jsonDecimals : part.kind)),
  );
  expect(settings).toEqual(['bytes', 'number', 'bytes', 'text']);
});

/** The text of a decimal: its digits with that many of them after the point. */
function decimalOf(unscaled: bigint, scale: number): string {
  const digits = `${unscaled < 0n ? -unscaled : unscaled}`.padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
