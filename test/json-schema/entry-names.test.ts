import { describe, expect, it } from 'vitest';

import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import type { DecodeError } from '../../src/runtime/errors.js';
import { codecOf, CONVERTING } from './generated-codec.js';

const SECRET = 'ada@example.com';
const number = { type: 'number' };

/** What a decoder says of a text that it refuses. */
function refusal(
  schema: unknown,
  value: unknown,
  settings = DEFAULT_JSON_SETTINGS,
): Pick<DecodeError, 'at' | 'byteOffset' | 'faults' | 'message'> {
  try {
    codecOf(schema, settings).decode(JSON.stringify(value));
  } catch (error) {
    // The bundle has a class of its own.
    if (isDecodeError(error)) return error;
    throw error;
  }
  return expect.fail('it was accepted');
}

/** Schemas in whose objects the payload gives the names, values that they refuse, and the pointers of the faults. */
const MAPS: readonly (readonly [string, object, unknown, readonly string[]])[] = [
  ['additionalProperties', { additionalProperties: number }, { [SECRET]: 'x' }, ['/*']],
  ['patternProperties', { patternProperties: { '@': number } }, { [SECRET]: 'x' }, ['/*']],
  ['propertyNames', { propertyNames: { maxLength: 3 } }, { [SECRET]: 1 }, ['/*']],
  ['unevaluatedProperties', { unevaluatedProperties: number, allOf: [{}] }, { [SECRET]: 'x' }, ['/*']],
  ['a closed map', { patternProperties: { '^a$': number }, additionalProperties: false }, { [SECRET]: 1 }, ['/*']],
  [
    'a closed map of unevaluated entries',
    { patternProperties: { '^a$': number }, unevaluatedProperties: false },
    { [SECRET]: 1 },
    ['/*'],
  ],
  [
    'a map of maps in a list',
    { properties: { list: { items: { additionalProperties: { additionalProperties: number } } } } },
    { list: [{}, { [SECRET]: { [SECRET]: 'x' } }] },
    ['/list/1/*/*'],
  ],
  [
    'a map of objects',
    { additionalProperties: { properties: { amount: number }, required: ['amount'] } },
    { [SECRET]: { amount: 'x' } },
    ['/*/amount'],
  ],
  [
    'a map next to properties',
    { properties: { id: number }, additionalProperties: { minimum: 5 } },
    { id: 'x', [SECRET]: 1 },
    ['/id', '/*'],
  ],
  ['several entries', { additionalProperties: number }, { [SECRET]: 'x', other: 'y' }, ['/*', '/*']],
];

describe('names that the payload gives', () => {
  it.each(MAPS)('do not stand in messages: %s', (_, schema, value, pointers) => {
    for (const errors of ['first', 'all'] as const) {
      const error = refusal(schema, value, { ...DEFAULT_JSON_SETTINGS, errors });
      expect(error.faults?.map(({ pointer }) => pointer)).toEqual(errors === 'all' ? pointers : pointers.slice(0, 1));
      expect(error.at).toBe(pointers[0]);
      expect(`${error.message}${JSON.stringify(error)}`).not.toContain(SECRET);
    }
  });

  it('still lead to the byte of the fault', () => {
    const schema = { additionalProperties: { additionalProperties: number } };
    const value = { a: { b: 1 }, [SECRET]: { c: 1, [SECRET]: 'x' } };
    expect(refusal(schema, value).byteOffset).toBe(JSON.stringify(value).indexOf('"x"'));
  });

  it('do not stand in messages about conversions', () => {
    const schema = {
      properties: { days: { additionalProperties: { items: { type: 'string', format: 'date-time' } } } },
    };
    const value = { days: { fine: ['2024-05-01T12:00:00Z'], [SECRET]: ['2016-12-31T23:59:60Z'] } };
    const error = refusal(schema, value, CONVERTING);
    expect(error.at).toBe('/days/*/0');
    expect(error.byteOffset).toBe(JSON.stringify(value).indexOf('"2016'));
    const direct = refusal(
      { additionalProperties: { type: 'string', format: 'date-time' } },
      { [SECRET]: '2016-12-31T23:59:60Z' },
      CONVERTING,
    );
    expect(direct.at).toBe('/*');
  });

  it('are reported where an object lists all its properties', () => {
    expect(refusal({ properties: { address: {} }, additionalProperties: false }, { adress: 1 }).at).toBe('/adress');
    expect(refusal({ properties: { address: {} }, unevaluatedProperties: false }, { adress: 1 }).at).toBe('/adress');
  });
});

function isDecodeError(error: unknown): error is Pick<DecodeError, 'at' | 'byteOffset' | 'faults' | 'message'> {
  return error instanceof Error && error.name === 'DecodeError' && 'byteOffset' in error;
}
