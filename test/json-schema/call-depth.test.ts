import { describe, expect, it } from 'vitest';

import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { TOO_DEEP } from '../../src/runtime/json/faults.js';
import { documentsOf } from './build-documents.js';
import { validatorOf } from './generated-validator.js';

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `p${index}`);

/** A schema that holds itself as `child`, so many schemas for the same value further in, with so many properties in each. */
function nesting(steps: number, properties = 0): object {
  const leaf = { type: 'object', properties: { x: { type: 'integer' } } };
  const others = Object.fromEntries(names(properties).map((name) => [name, leaf]));
  const $defs: Record<string, unknown> = {
    s0: { type: 'object', properties: { ...others, child: { $ref: `#/$defs/s${steps}` } } },
  };
  for (let step = 1; step <= steps; step++) {
    $defs[`s${step}`] = { allOf: [{ $ref: `#/$defs/s${step - 1}` }, { minProperties: 0 }], properties: { a: leaf } };
  }
  return { $ref: `#/$defs/s${steps}`, $defs };
}

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level++) value = { child: value };
  return value;
}

/** Why the printed check and the interpreter refuse a value; undefined where they accept it. */
function verdicts(json: unknown, value: unknown): readonly (string | undefined)[] {
  const { schema } = buildJsonSchema('schema.json', documentsOf({ 'schema.json': json }), DEFAULT_JSON_SETTINGS);
  if (schema === undefined) throw new Error('the schema is not valid');
  const [printed] = validatorOf(json)(value);
  const [interpreted] = validate(schema, value, DEFAULT_JSON_SETTINGS);
  return [printed?.reason, interpreted?.reason];
}

describe('the calls that a schema makes for one value', () => {
  it.each([
    [0, 300],
    [1, 200],
    [3, 100],
    [10, 40],
    [100, 4],
  ])('are followed: %i in-place steps at depth %i', (steps, depth) => {
    expect(verdicts(nesting(steps), nested(depth))).toEqual([undefined, undefined]);
  });

  it.each([
    [0, 500],
    [1, 500],
    [3, 499],
    [100, 18],
  ])('are followed by the printed check as far as it counts them: %i in-place steps at depth %i', (steps, depth) => {
    expect(validatorOf(nesting(steps))(nested(depth))).toEqual([]);
  });

  it.each([
    [5, 499],
    [10, 250],
    [60, 150],
    [60, 499],
    [100, 30],
    [200, 499],
  ])('are refused before they exhaust the stack: %i in-place steps at depth %i', (steps, depth) => {
    expect(verdicts(nesting(steps), nested(depth))).toEqual([TOO_DEEP, TOO_DEEP]);
  });

  it.each([300, 1_000, 3_000])('count by the variables of a function: %i properties', (properties) => {
    const validator = validatorOf(nesting(0, properties));
    expect(validator(nested(10))).toEqual([]);
    expect(validator(nested(499))).toMatchObject([{ reason: TOO_DEEP }]);
  });

  it('are refused where the caller has left too little of the stack', () => {
    const validator = validatorOf(nesting(0));
    const value = nested(400);
    const deeper = (): string | undefined => {
      try {
        return deeper();
      } catch {
        return validator(value)[0]?.reason;
      }
    };
    expect([undefined, TOO_DEEP]).toContain(deeper());
  });
});

describe('a schema whose alternatives double at each level', () => {
  const child = { properties: { child: { $ref: '#' } } };

  it.each([
    [
      'anyOf',
      {
        anyOf: [
          { ...child, required: ['x'] },
          { ...child, required: ['y'] },
        ],
      },
      false,
    ],
    ['oneOf', { type: 'object', oneOf: [{ ...child, required: ['x'] }, child] }, true],
    ['not', { ...child, not: { ...child, required: ['x'] } }, true],
  ])('is followed to its end, as each result is kept: %s', (_, json, isValid) => {
    expect(validatorOf(json)(nested(490)).length === 0).toBe(isValid);
  });
});
