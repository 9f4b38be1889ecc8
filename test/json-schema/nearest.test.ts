import { describe, expect, it } from 'vitest';

import { DEFAULT_JSON_SETTINGS as settings } from '../../src/config/json-settings.js';
import { sampleJson } from '../../src/json-schema/sample/sample-value.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { cases, dayShare, daySeed } from '../support/day-share.js';
import { builtSchemas, validValues } from './corpus-values.js';
import { schemaOf } from './generated-codec.js';
import { validatorOf } from './generated-validator.js';
import { generatedValidators } from './generated-validators.js';
import { randomNumbers } from './near-valid.js';
import { plantFault, unionPlaces, type Planted } from './planted-faults.js';
import { randomUnion } from './random-unions.js';

const object = (properties: Readonly<Record<string, unknown>>, ...required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
});
const text = { type: 'string' };
const IBAN = object({ iban: { ...text, minLength: 5 }, note: text }, 'iban');
const CLOSED = { ...IBAN, additionalProperties: false };
const SHORT = { ...text, maxLength: 3 };
const NUMBER = { type: 'number' };
const ABC = (type: unknown) => object({ a: type, b: type, c: type });
const KIND = object({ kind: { const: 1 }, x: text }, 'kind', 'x');
const CARD = object({ card: text, cvc: { type: 'integer' } }, 'card', 'cvc');

describe('a value that matches no alternative', () => {
  it.each([
    ['required properties', [IBAN, CARD], { card: 'c', cvc: 'x' }, '/cvc must be an integer'],
    ['required properties, one missing', [IBAN, CARD], { card: 'c' }, ' must have property "cvc"'],
    ['types of properties', [ABC(text), ABC(NUMBER)], { a: 1, b: '', c: 2 }, '/b must be a number'],
    ['a discriminator', [IBAN, KIND], { kind: 1, iban: '1' }, ' must have property "x"'],
    ['no discriminator that fits', [object({ y: text }, 'z'), KIND], { kind: 2, x: '' }, '/kind must be 1'],
    ['names that are not allowed', [CLOSED, CARD], { card: 'c', iban: 1, note: '', a: 1 }, ' must have property "cvc"'],
    ['no type in common', [IBAN, CARD], 5, ' must be an object'],
    ['a type next to objects', [IBAN, CARD, { type: 'null' }], { iban: '1' }, '/iban must have at least 5 characters'],
    ['a text next to an object', [SHORT, CARD], 'long', ' must have at most 3 characters'],
    [
      'neither a text nor an object',
      [SHORT, CARD],
      5,
      ' must be a string and have at most 3 characters, or be an object',
    ],
    ['one of one type', [IBAN, { type: 'array', items: text }], [1], '/0 must be a string'],
  ])('has the faults of the nearest: %s', (_, anyOf, value, expected) => {
    const [fault] = validatorOf({ anyOf })(value);
    expect(`${fault?.pointer} ${fault?.reason}`).toEqual(expected);
    const [own] = validate(schemaOf({ anyOf }), value, settings);
    expect(`${own?.pointer} ${own?.reason}`).toBe(expected);
  });

  it.each([
    [[text, { type: 'null' }], 5, 'must be a string or null'],
    [[{ ...text, format: 'date' }, { type: 'null' }], 5, 'must be a string or null'],
    [[{ type: 'integer', minimum: 0 }, { type: 'null' }], -1, 'must be an integer and be at least 0, or be null'],
    [[{ enum: ['a', 'b'] }, { type: 'null' }], 'c', 'must be "a" or "b", or be null'],
    [[{ const: 'a' }, { const: 'b' }, { type: 'null' }], 'c', 'must be "a", "b" or null'],
    [[{ type: ['string', 'null'] }, NUMBER], true, 'must be a string or null, or be a number'],
    [
      [{ ...text, minLength: 1, pattern: '^a' }, NUMBER],
      '',
      'must be a string, not be empty and match its pattern, or be a number',
    ],
    [[{ anyOf: [text, NUMBER] }, { type: 'null' }], true, 'must be a string or a number'],
  ])('reads what it must be where alternatives ask for little: %j', (anyOf, value, reason) => {
    for (const schema of [{ anyOf }, { oneOf: anyOf }]) {
      expect(validatorOf(schema)(value)[0]?.reason).toBe(reason);
      expect(validate(schemaOf(schema), value, settings)[0]?.reason).toBe(reason);
    }
  });

  it('has the faults of all where all are reported, the nearest first', () => {
    const validate = validatorOf({ properties: { pay: { anyOf: [IBAN, CARD] } } }, { settings: { errors: 'all' } });
    expect(validate({ pay: { card: 1, cvc: 'x' } }).map(({ pointer, reason }) => `${pointer} ${reason}`)).toEqual([
      '/pay/card must be a string',
      '/pay/cvc must be an integer',
      '/pay must have property "iban"',
    ]);
  });
});

interface Example {
  readonly schema: JsonSchema;
  readonly values: readonly unknown[];
}

function randomExamples(count: number, random: () => number): readonly Example[] {
  return Array.from({ length: count }, () => {
    const { json, branches } = randomUnion(random);
    const schema = schemaOf(json);
    const samples = branches.map((branch) => sampleJson(schemaOf(branch), { label: 'Value', settings }));
    const values = samples.flatMap((sample) => (sample.ok ? [sample.value] : []));
    return { schema, values: values.filter((value) => validate(schema, value, settings).length === 0) };
  });
}

/** Documents with one fault each, and where the generated check and the interpreter find it. */
function found(examples: readonly Example[], each: number, random: () => number) {
  const checks = generatedValidators(
    examples.map(({ schema }) => schema),
    settings,
  );
  return examples.flatMap(({ schema, values }, index) => {
    const places = values.flatMap((value) => unionPlaces(schema, value).map((place) => ({ value, place })));
    const planted: Planted[] = [];
    for (let tries = 0; tries < 8 * each && planted.length < each; tries++) {
      const chosen = places[Math.floor(random() * places.length)];
      const one = chosen === undefined ? undefined : plantFault(chosen.value, chosen.place, random);
      if (one !== undefined && validate(schema, one.value, settings).length > 0) planted.push(one);
    }
    return planted.map(({ value, pointer }) => ({
      pointer,
      printed: checks[index]?.(value)[0]?.pointer,
      interpreted: validate(schema, value, settings)[0]?.pointer,
    }));
  });
}

describe('one fault in a branch', () => {
  it.each([
    ['random schemas', (random: () => number) => randomExamples(cases({ full: 400, usual: 35 }), random), 5, 140],
    [
      'the schemas of the corpus',
      () =>
        dayShare(builtSchemas, 3)
          .map(({ file, schema }) => ({ schema, values: validValues(file, schema, settings) }))
          .filter(({ schema, values }) => values.some((value) => unionPlaces(schema, value).length > 0)),
      10,
      30,
    ],
  ])('is named by its pointer in 95 of 100 documents, by the interpreter too: %s', (_, examples, each, atLeast) => {
    const random = randomNumbers(daySeed);
    const all = found(examples(random), each, random);
    expect(all.length).toBeGreaterThan(atLeast);
    const wrong = all.filter(({ pointer, printed }) => printed !== pointer);
    const different = all.filter(({ printed, interpreted }) => printed !== interpreted);
    expect(wrong.length / all.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.05);
    expect(different.length / all.length, JSON.stringify(different)).toBeLessThanOrEqual(0.05);
  });
});
