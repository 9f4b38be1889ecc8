import { wordList } from '../../diagnostics/word-list.js';
import { counted } from '../../diagnostics/counted.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { isStructured } from './alternative-hints.js';
import { formatCheck, type FormatCheck } from './format-check.js';
import type { JsonSchema, JsonType } from './json-schema.js';
import { hasArrayKeywords, hasObjectKeywords, isInPlaceEmpty, possibleTypes, target } from './schema-facts.js';

// What a schema asks of a value, in the words of the faults that decoders and the tool itself report. All of them begin with
// "must", and none contains anything of the value.

export const NOT_EMPTY = 'must not be empty';
export const MATCHES_PATTERN = 'must match its pattern';
export const NO_DUPLICATES = 'must not have duplicate items';
export const MATCHING_CONTAINS = ' matching "contains"';
export const NOT_IN_SCHEMA = 'must not match the schema in "not"';

const TYPE_WORDS: Readonly<Record<JsonType, string>> = {
  null: 'null',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  array: 'an array',
  object: 'an object',
};

/** `must be a string or null`. */
export function typesReason(types: ReadonlySet<JsonType>): string {
  return `must be ${wordList(
    [...distinctTypes(types)].map((type) => TYPE_WORDS[type]),
    'or',
  )}`;
}

/** The types without those that another of them includes. */
export function distinctTypes(types: ReadonlySet<JsonType>): readonly JsonType[] {
  return [...types].filter((type) => type !== 'integer' || !types.has('number'));
}

/** `must be "a" or "b"`; a long list is only counted. */
export function enumReason(values: readonly unknown[]): string {
  const words = values.map((item) => (typeof item === 'bigint' ? `${item}` : JSON.stringify(item)));
  const [only] = words;
  if (words.length === 1 && only !== undefined && only.length <= 60) return `must be ${only}`;
  const all = wordList(words, 'or');
  return all.length <= 100 ? `must be ${all}` : `must be one of the ${values.length} values in the schema`;
}

/** `which`: what distinguishes those that count. */
export function atLeastReason(count: number, noun: string, which = ''): string {
  return `must have at least ${counted(count, noun)}${which}`;
}

export function atMostReason(count: number, noun: string, which = ''): string {
  return `must have at most ${counted(count, noun)}${which}`;
}

export function minLengthReason(length: number): string {
  return length === 1 ? NOT_EMPTY : atLeastReason(length, 'character');
}

export function formatReason({ words }: FormatCheck): string {
  return `must be ${words}`;
}

const LIMIT_WORDS = {
  minimum: 'at least',
  exclusiveMinimum: 'more than',
  maximum: 'at most',
  exclusiveMaximum: 'less than',
} as const;

const LIMITS = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'] as const;

export function limitReason(keyword: (typeof LIMITS)[number], limit: number | bigint): string {
  return `must be ${LIMIT_WORDS[keyword]} ${limit}`;
}

export function multipleReason(step: number | bigint): string {
  return `must be a multiple of ${step}`;
}

/** That an object with one property must have another. */
export function togetherReason(name: string, other: string): string {
  return `must have property ${JSON.stringify(other)} together with ${JSON.stringify(name)}`;
}

export function severalReason(alternatives: readonly JsonSchema[]): string {
  return `must not match more than one of ${alternatives.length} alternatives`;
}

/** Maximum length of what alternatives ask for. */
const MAX_LENGTH = 200;

/**
 * What a value must be that matches no alternative: in words where a few words say it, as `must be a string or null`, else
 * `must match at least one of 3 alternatives`. Of an alternative that is more than a string or a number only the type is
 * named, for a value of that type gets the faults of the alternative.
 */
export function alternativesReason(alternatives: readonly JsonSchema[], settings: JsonSettings): string {
  const demands = alternatives
    .map(target)
    .filter(({ never }) => !never)
    .map((schema) => simpleReasons(schema, settings) ?? typeReasons(schema));
  const clauses = demands.map((reasons) => reasons.map((reason) => reason.replace(/^must /, '')));
  const isOfValues = clauses.every(([clause = '', ...more]) => more.length === 0 && /^be (?!.* or )/.test(clause));
  const words = isOfValues
    ? `be ${wordList([...new Set(clauses.map(([clause = '']) => clause.slice('be '.length)))], 'or')}`
    : [...new Set(clauses.map((clause) => wordList(clause, 'and')))].join(', or ');
  return demands.some(({ length }) => length === 0) || words.length > MAX_LENGTH
    ? `must match at least one of ${alternatives.length} alternatives`
    : `must ${words}`;
}

/** Whether a schema asks for a type, a list of values, and keywords of strings or numbers, and for nothing else. */
export function isSimple(reference: JsonSchema, settings: JsonSettings): boolean {
  return simpleReasons(target(reference), settings) !== undefined;
}

function simpleReasons(schema: JsonSchema, settings: JsonSettings): readonly string[] | undefined {
  if (hasArrayKeywords(schema) || hasObjectKeywords(schema) || !isInPlaceEmpty(schema)) return undefined;
  const types = [...(possibleTypes(schema) ?? [])];
  const text = textReasons(schema, settings);
  if (text.length > 0 && !types.every((type) => type === 'string')) return undefined;
  const number = numberReasons(schema, settings);
  if (number.length > 0 && !types.every((type) => type === 'integer' || type === 'number')) return undefined;
  // A value of the list has its type.
  if (schema.enum !== undefined) return [enumReason(schema.enum), ...text, ...number];
  return schema.types === undefined ? undefined : [typesReason(schema.types), ...text, ...number];
}

function typeReasons(schema: JsonSchema): readonly string[] {
  const types = isStructured(schema) ? possibleTypes(schema) : undefined;
  return types === undefined || types.size === 0 ? [] : [typesReason(types)];
}

function textReasons(schema: JsonSchema, settings: JsonSettings): readonly string[] {
  const { minLength = 0, maxLength, pattern } = schema;
  const format = formatCheck(schema, 'string', settings);
  return [
    ...(minLength > 0 ? [minLengthReason(minLength)] : []),
    ...(maxLength === undefined ? [] : [atMostReason(maxLength, 'character')]),
    ...(pattern === undefined ? [] : [MATCHES_PATTERN]),
    ...(format === undefined ? [] : [formatReason(format)]),
  ];
}

function numberReasons(schema: JsonSchema, settings: JsonSettings): readonly string[] {
  const limits = LIMITS.flatMap((keyword) => {
    const limit = schema[keyword];
    return limit === undefined ? [] : [limitReason(keyword, limit)];
  });
  const format = formatCheck(schema, 'number', settings);
  return [
    ...limits,
    ...(schema.multipleOf === undefined ? [] : [multipleReason(schema.multipleOf)]),
    ...(format === undefined ? [] : [formatReason(format)]),
  ];
}
