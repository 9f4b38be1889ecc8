import { wordList } from '../../diagnostics/word-list.js';
import { formatCheck } from '../../json-schema/schema/format-check.js';
import type { JsonSchema, JsonType } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { validate } from '../../json-schema/validate/validate.js';
import { isMultipleOf } from '../../runtime/json/multiple.js';
import { shownValue, withVisibleSigns } from '../shown-text.js';
import type { Containment } from './containment.js';
import { violation, type Violation } from './difference.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import type { Conjunction } from './conjunction.js';
import { sizeDifferences } from './size-differences.js';
import {
  atomsIn,
  atomsOf,
  closed,
  fewValuesIn,
  isAbove,
  isBelow,
  lengthIn,
  open,
  rangeIn,
  type Atom,
} from './value-facts.js';

/** As much of a value as a reason shows. */
const MAX_SHOWN = 60;

/** Which of the listed values a schema refuses: exact. */
export function valueDifferences(
  { settings, prover }: Containment,
  values: readonly unknown[],
  reader: JsonSchema,
): readonly Violation[] {
  prover.spend(values.length * (1 + (reader.enum?.length ?? 0)));
  const refused = values.filter((value) => validate(reader, value, settings).length > 0);
  if (refused.length === 0) return [];
  const shown = refused.map((value) => withVisibleSigns(shownValue(value))).join(', ');
  const keyword = reader.enum === undefined ? '' : 'enum';
  const reason = `may be ${shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown}`;
  return [
    violation(reader, keyword, { kind: 'values', reason, counterexamples: [syntheticSchema({ enum: refused })] }),
  ];
}

/** Finds the types, and the unlisted values, that a schema rejects. */
export function typeDifferences(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  if (reader.never)
    return [violation(reader, '', { kind: 'never', reason: 'may be present', counterexamples: [syntheticSchema({})] })];
  const atoms = atomsIn(conjunction);
  const read = atomsOf(reader.types);
  const refused = [...atoms].filter((atom) => !read.has(atom));
  if (refused.length > 0) {
    const counterexamples = refused.flatMap(ofAtom);
    return [
      violation(reader, 'type', {
        kind: 'type',
        reason: `may be ${wordList(refused.map(atomWord), 'or')}`,
        counterexamples,
      }),
    ];
  }
  if (reader.enum === undefined || atoms.size === 0) return [];
  const few = fewValuesIn(conjunction, containment.settings);
  if (few !== undefined) return valueDifferences(containment, few, reader);
  const reason = 'may have a value that the reader does not list';
  const counterexamples = [syntheticSchema({ not: syntheticSchema({ enum: reader.enum }) })];
  return [violation(reader, 'enum', { kind: 'values', reason, counterexamples })];
}

/** Which numbers a schema refuses. */
export function numberDifferences(
  { settings }: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  const atoms = atomsIn(conjunction);
  if (!atoms.has('integer') && !atoms.has('fraction')) return [];
  const { low, high } = rangeIn(conjunction);
  const differences: Violation[] = [];
  const differs = (
    keyword: string,
    kind: Violation['kind'],
    reason: string,
    ...counterexamples: readonly JsonSchema[]
  ) => differences.push(violation(reader, keyword, { kind, reason, counterexamples }));
  const types = new Set<JsonType>(['number']);
  for (const keyword of ['minimum', 'exclusiveMinimum'] as const) {
    const at = reader[keyword];
    const bound = keyword === 'minimum' ? closed(at) : open(at);
    if (at === undefined || bound === undefined || isAbove(low, bound)) continue;
    const counterexample = syntheticSchema({ types, ...(bound.open ? { maximum: at } : { exclusiveMaximum: at }) });
    differs(keyword, 'range', bound.open ? `may be ${at} or less` : `may be less than ${at}`, counterexample);
  }
  for (const keyword of ['maximum', 'exclusiveMaximum'] as const) {
    const at = reader[keyword];
    const bound = keyword === 'maximum' ? closed(at) : open(at);
    if (at === undefined || bound === undefined || isBelow(high, bound)) continue;
    const counterexample = syntheticSchema({ types, ...(bound.open ? { minimum: at } : { exclusiveMinimum: at }) });
    differs(keyword, 'range', bound.open ? `may be ${at} or more` : `may be more than ${at}`, counterexample);
  }
  const { multipleOf } = reader;
  if (multipleOf !== undefined) {
    const steps = conjunction.positive.flatMap((schema) => schema.multipleOf ?? []);
    if (!atoms.has('fraction')) steps.push(1);
    if (!steps.some((step) => isMultipleOf(step, multipleOf, 0))) {
      const counterexample = refusedOf(NUMBERS, reader, settings);
      differs(
        'multipleOf',
        'multiple',
        `may not be a multiple of ${multipleOf}`,
        counterexample,
        syntheticSchema({ types }),
      );
    }
  }
  const format = formatCheck(reader, 'number', settings);
  if (format !== undefined) {
    const known = conjunction.positive.map((schema) => formatCheck(schema, 'number', settings)?.name);
    if (!known.some((name) => implies(name, format.name))) {
      differs('format', 'format', `may not be ${format.words}`, refusedOf(NUMBERS, reader, settings));
    }
  }
  return differences;
}

/** Which texts a schema refuses. */
export function textDifferences(
  { settings }: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  if (!atomsIn(conjunction).has('string')) return [];
  const types = new Set<JsonType>(['string']);
  const { pattern } = reader;
  const differences = [...sizeDifferences(reader, LENGTH, () => lengthIn(conjunction, settings))];
  const differs = (
    keyword: string,
    kind: Violation['kind'],
    reason: string,
    ...counterexamples: readonly JsonSchema[]
  ) => differences.push(violation(reader, keyword, { kind, reason, counterexamples }));
  if (pattern !== undefined && !conjunction.positive.some((schema) => schema.pattern === pattern)) {
    differs(
      'pattern',
      'pattern',
      'may not match the pattern',
      refusedOf(TEXTS, reader, settings),
      syntheticSchema({ types }),
    );
  }
  const format = formatCheck(reader, 'string', settings);
  if (format !== undefined) {
    const known = conjunction.positive.map((schema) => formatCheck(schema, 'string', settings)?.name);
    if (!known.some((name) => implies(name, format.name))) {
      differs(
        'format',
        'format',
        `may not be ${format.words}`,
        refusedOf(TEXTS, reader, settings),
        syntheticSchema({ types }),
      );
    }
  }
  return differences;
}

/** The keywords that bound the length of a text. */
const LENGTH = { type: 'string', least: 'minLength', most: 'maxLength', unit: 'character' } as const;

/** Texts and numbers of many kinds, of which most schemas refuse some. */
const TEXTS = ['', ' ', '~', 'x', 'X', '0', '-', '%', '\u00E9', '<', 'a b', '1a', 'abc', '\\', 'x~y', '0~0', '???'];
const NUMBERS = [0.5, 1, 2, 3, 5, 7, 1.5, 10.5, -0.5, 0.25, 0.1, 100.5, 11, 13, 101, -1, 1e10, -1e10, 1e20, 1e300];

/** Those of the values that a schema refuses. */
function refusedOf(values: readonly unknown[], reader: JsonSchema, settings: JsonSettings): JsonSchema {
  return syntheticSchema({ enum: values.filter((value) => validate(reader, value, settings).length > 0) });
}

/** Formats whose values are all of other formats, too, by the functions that check them. */
const WIDER: ReadonlyMap<string, readonly string[]> = new Map([
  ['isUri', ['isUriReference', 'isIri', 'isIriReference']],
  ['isUriReference', ['isIriReference']],
  ['isIri', ['isIriReference']],
  ['isInt32', ['isInt64']],
  ['isUint32', ['isInt64', 'isUint64']],
]);

function implies(name: string | undefined, wider: string): boolean {
  return name === wider || (name !== undefined && WIDER.get(name)?.includes(wider) === true);
}

function ofAtom(atom: Atom): readonly JsonSchema[] {
  if (atom !== 'fraction') return [syntheticSchema({ types: new Set([atom]) })];
  return [syntheticSchema({ enum: NUMBERS.filter((number) => !Number.isInteger(number)) })];
}

function atomWord(atom: Atom): string {
  switch (atom) {
    case 'null':
      return 'null';
    case 'boolean':
    case 'string':
      return `a ${atom}`;
    case 'integer':
    case 'array':
    case 'object':
      return `an ${atom}`;
    case 'fraction':
      return 'a number with a fraction';
  }
}
