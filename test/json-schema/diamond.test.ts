import { describe, expect, it } from 'vitest';

import { compareJsonSchemas } from '../../src/compat/json/json-compatibility.js';
import { describeJsonChanges } from '../../src/compat/json/json-changes.js';
import { convertValue } from '../../src/json-schema/convert/convert-value.js';
import { sampleJson } from '../../src/json-schema/sample/sample-value.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { generateProject } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';
import { ajvOracle } from './ajv-oracle.js';
import { DIAMONDS, diamond, type Level } from './diamond-schemas.js';
import { codecOf, CONVERTING, schemaOf } from './generated-codec.js';
import { generatedValidators } from './generated-validators.js';
import { typesText } from './types-in-memory.js';

const kinds = Object.entries(DIAMONDS);
/** Far above what any of these takes, and far below what doubling at each level would. */
const SECONDS = { timeout: 60_000 };

const nested = (levels: number, wrap: (inner: unknown) => unknown, leaf: unknown = { id: 'ab' }): unknown =>
  Array.from({ length: levels }).reduce((inner) => wrap(inner), leaf);

/** Values of which some are valid for each kind with so many levels. */
function valuesOf(levels: number): readonly unknown[] {
  const objects = [
    { id: 'ab' },
    { id: 'a' },
    {},
    { id: 'ab', no: 1 },
    { id: 'ab', p1: 'x' },
    { id: 'ab', p1: 2, other: 3 },
  ];
  const arrays = [nested(levels, (inner) => [inner]), nested(levels, (inner) => [inner, 1]), [], [[{ id: 3 }]]];
  return [...objects, ...arrays, nested(levels, (child) => ({ child })), { child: { child: 4 } }, 'a', null];
}

describe.each(kinds)('a diamond of %s', (_, level) => {
  it('has the verdicts of ajv', () => {
    // Seven levels are 128 ways, past those that the printed code takes.
    const json = diamond(level, 7);
    const schema = schemaOf(json);
    const oracle = ajvOracle({ uri: 'https://example.com/c', json, draft: '2020-12' });
    const [printed] = generatedValidators([schema], CONVERTING);
    const verdicts = valuesOf(7).map((value) => oracle?.(value));
    expect(valuesOf(7).map((value) => validate(schema, value, CONVERTING).length === 0)).toEqual(verdicts);
    expect(valuesOf(7).map((value) => printed?.(value).length === 0)).toEqual(verdicts);
  });

  it('is generated and compared in little time', SECONDS, async () => {
    const schema = schemaOf(diamond(level, 30));
    expect((await typesText(schema, CONVERTING)).length).toBeLessThan(20_000);
    const sample = sampleJson(schema, { label: 'C', settings: CONVERTING });
    if (sample.ok) expect(convertValue(schema, sample.value, CONVERTING)).toEqual(sample.value);
    expect(describeJsonChanges(schema, schema)).toEqual([]);
    expect(compareJsonSchemas(schema, schema, CONVERTING).verdict).toBe('compatible');
  });

  it('takes steps in proportion to its levels', () => {
    const [few = 0, many] = [20, 60].map((levels) => mostReads(level, levels));
    expect(few).toBeGreaterThan(0);
    expect(many).toBeLessThan(4 * few + 10);
  });
});

/** How often the printed check reads the `id` of the objects in a value, at most. */
function mostReads(level: Level, levels: number): number {
  const [printed] = generatedValidators([schemaOf(diamond(level, levels))], CONVERTING);
  let count = 0;
  const counting = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map(counting);
    const { id, ...others } = part as Readonly<Record<string, unknown>>;
    const copy = Object.fromEntries(Object.entries(others).map(([name, inner]) => [name, counting(inner)]));
    return Object.defineProperty(copy, 'id', { enumerable: id !== undefined, get: () => (count++, id) });
  };
  const counts = valuesOf(levels).map((value) => {
    count = 0;
    printed?.(counting(value));
    return count;
  });
  return Math.max(...counts);
}

it.each(['allOf', 'anyOf', '$ref next to allOf', 'properties of two schemas'])(
  'a diamond of %s converts each value once',
  (kind) => {
    const leaf = { type: 'object', properties: { at: { type: 'string', format: 'date-time' } }, required: ['at'] };
    const { decode, encode } = codecOf(diamond(DIAMONDS[kind] ?? (() => ({})), 40, leaf));
    const at = { at: '2026-01-02T03:04:05Z' };
    const text = JSON.stringify(kind.startsWith('properties') ? nested(40, (child) => ({ child }), at) : at);
    expect(encode(decode(text))).toBe(text.replace('05Z', '05.000Z'));
  },
);

it('a diamond of 22 levels in 1.5 kB is generated, and the code compiles', SECONDS, async () => {
  const chosen = kinds.filter(([kind]) => ['allOf', 'anyOf', 'unevaluatedProperties'].includes(kind));
  const topics = Object.fromEntries(chosen.map(([kind]) => [kind, { value: `${kind}.json` }]));
  const schemas = Object.fromEntries(chosen.map(([kind, level]) => [`${kind}.json`, diamond(level, 22)]));
  const { root, files } = await generateProject({ config: { topics }, schemas });
  expect(typeErrors(root, sources(files))).toEqual([]);
});
