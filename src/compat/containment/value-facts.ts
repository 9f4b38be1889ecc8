import type { JsonSchema, JsonType } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { formatCheck } from '../../json-schema/schema/format-check.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import { validate } from '../../json-schema/validate/validate.js';
import type { Conjunction } from './conjunction.js';
import type { Count } from './count.js';
import { patternLength } from './pattern-length.js';

/** Types that no value shares: `fraction` is a number that is not an integer. */
export type Atom = 'null' | 'boolean' | 'integer' | 'fraction' | 'string' | 'array' | 'object';

const ATOMS: readonly Atom[] = ['null', 'boolean', 'integer', 'fraction', 'string', 'array', 'object'];

export function atomsOf(types: ReadonlySet<JsonType> | undefined): ReadonlySet<Atom> {
  if (types === undefined) return new Set(ATOMS);
  return new Set(
    ATOMS.filter((atom) =>
      atom === 'fraction' ? types.has('number') : types.has(atom) || (atom === 'integer' && types.has('number')),
    ),
  );
}

/** The types that a value can have. */
export function atomsIn({ positive }: Conjunction): ReadonlySet<Atom> {
  const atoms = new Set(ATOMS);
  for (const schema of positive) {
    if (schema.never) return new Set();
    if (schema.types !== undefined) {
      const own = atomsOf(schema.types);
      for (const atom of atoms) if (!own.has(atom)) atoms.delete(atom);
    }
    if (schema.multipleOf !== undefined && Number.isInteger(schema.multipleOf)) atoms.delete('fraction');
  }
  return atoms;
}

/** The values that it can be one of, where they are listed; undefined where they are not. */
export function valuesIn({ positive, negative }: Conjunction, settings: JsonSettings): readonly unknown[] | undefined {
  const lists = positive.flatMap((schema) => (schema.enum === undefined ? [] : [schema.enum]));
  const shortest = lists.toSorted((a, b) => a.length - b.length)[0] ?? smallType(positive);
  return shortest?.filter(
    (value) =>
      positive.every((schema) => validate(schema, value, settings).length === 0) &&
      negative.every((schema) => validate(schema, value, settings).length > 0),
  );
}

/** All values of `null` and `boolean`, where there are no other types. */
function smallType(positive: readonly JsonSchema[]): readonly unknown[] | undefined {
  const atoms = atomsIn({ positive, negative: [], split: new Set(), key: '' });
  if ([...atoms].some((atom) => atom !== 'null' && atom !== 'boolean')) return undefined;
  return [...(atoms.has('null') ? [null] : []), ...(atoms.has('boolean') ? [true, false] : [])];
}

/** An end of a range of numbers. */
interface Bound {
  readonly at: number;
  readonly open: boolean;
}

interface Range {
  readonly low: Bound;
  readonly high: Bound;
}

/** Between what bounds a number lies. */
export function rangeIn(conjunction: Conjunction): Range {
  let low: Bound = { at: -Infinity, open: false };
  let high: Bound = { at: Infinity, open: false };
  for (const schema of conjunction.positive) {
    for (const bound of [closed(schema.minimum), open(schema.exclusiveMinimum)]) {
      if (bound !== undefined && isAbove(bound, low)) low = bound;
    }
    for (const bound of [closed(schema.maximum), open(schema.exclusiveMaximum)]) {
      if (bound !== undefined && isBelow(bound, high)) high = bound;
    }
  }
  if (atomsIn(conjunction).has('fraction')) return { low, high };
  return { low: wholeFrom(low), high: wholeTo(high) };
}

/** Whether a lower bound admits no number that another does not. */
export function isAbove(bound: Bound, other: Bound): boolean {
  return bound.at > other.at || (bound.at === other.at && (bound.open || !other.open));
}

/** Whether an upper bound admits no number that another does not. */
export function isBelow(bound: Bound, other: Bound): boolean {
  return bound.at < other.at || (bound.at === other.at && (bound.open || !other.open));
}

export function closed(at: number | undefined): Bound | undefined {
  return at === undefined ? undefined : { at, open: false };
}

export function open(at: number | undefined): Bound | undefined {
  return at === undefined ? undefined : { at, open: true };
}

/** The first whole number from a bound on. Past 2^53, where not all are numbers, bounds stay as they are. */
function wholeFrom(bound: Bound): Bound {
  if (!(Math.abs(bound.at) < 2 ** 52)) return bound;
  return { at: bound.open ? Math.floor(bound.at) + 1 : Math.ceil(bound.at), open: false };
}

function wholeTo(bound: Bound): Bound {
  if (!(Math.abs(bound.at) < 2 ** 52)) return bound;
  return { at: bound.open ? Math.ceil(bound.at) - 1 : Math.floor(bound.at), open: false };
}

/** The length of a text, in code points. A pattern or format that refuses the empty text asks for one at least. */
export function lengthIn({ positive }: Conjunction, settings: JsonSettings): Count {
  const refusesEmpty = positive.some(
    (schema) =>
      (schema.pattern !== undefined || schema.format !== undefined) && validate(schema, '', settings).length > 0,
  );
  const counts = positive.flatMap((schema): readonly Count[] => {
    const { minLength = 0, maxLength = Infinity, pattern, format = '' } = schema;
    const ofFormat = formatCheck(schema, 'string', settings) && FORMAT_LENGTHS.get(format);
    return [
      { min: minLength, max: maxLength },
      ...(pattern === undefined ? [] : [patternLength(pattern)]),
      ...(ofFormat === undefined ? [] : [ofFormat]),
    ];
  });
  return {
    min: Math.max(refusesEmpty ? 1 : 0, ...counts.map(({ min }) => min)),
    max: Math.min(...counts.map(({ max }) => max)),
  };
}

/** How long the texts are that the runtime's checks accept. */
const FORMAT_LENGTHS: ReadonlyMap<string, Count> = new Map([
  ['date-time', { min: 20, max: Infinity }],
  ['date', { min: 10, max: 10 }],
  ['time', { min: 9, max: Infinity }],
  ['duration', { min: 3, max: Infinity }],
  ['email', { min: 3, max: Infinity }],
  ['hostname', { min: 1, max: 253 }],
  ['ipv4', { min: 7, max: 15 }],
  ['ipv6', { min: 2, max: 45 }],
  ['uuid', { min: 36, max: 36 }],
]);

/** All values, where the types of a conjunction leave a few: whole numbers between bounds, what is empty. */
export function fewValuesIn(conjunction: Conjunction, settings: JsonSettings): readonly unknown[] | undefined {
  const values: unknown[] = [];
  for (const atom of atomsIn(conjunction)) {
    const ofType = fewOfType(conjunction, atom, settings);
    if (ofType === undefined) return undefined;
    values.push(...ofType);
  }
  return values.filter((value) =>
    conjunction.positive.every((schema) => validate(schema, value, settings).length === 0),
  );
}

/** Maximum number of whole numbers that are listed. */
const MAX_NUMBERS = 200;

function fewOfType(conjunction: Conjunction, atom: Atom, settings: JsonSettings): readonly unknown[] | undefined {
  const isEmptyBy = (keyword: 'maxItems' | 'maxProperties') =>
    conjunction.positive.some((schema) => schema[keyword] === 0);
  switch (atom) {
    case 'null':
      return [null];
    case 'boolean':
      return [true, false];
    case 'integer': {
      const { low, high } = rangeIn({ ...conjunction, positive: [...conjunction.positive, WHOLE] });
      const count = high.at - low.at + 1;
      if (!(count <= MAX_NUMBERS) || !Number.isSafeInteger(low.at)) return undefined;
      return Array.from({ length: Math.max(0, count) }, (_, index) => low.at + index);
    }
    case 'fraction':
      return undefined;
    case 'string':
      return lengthIn(conjunction, settings).max === 0 ? [''] : undefined;
    case 'array':
      return isEmptyBy('maxItems') ? [[]] : undefined;
    case 'object':
      return isEmptyBy('maxProperties') ? [{}] : undefined;
  }
}

const WHOLE = syntheticSchema({ types: new Set(['integer']) });
