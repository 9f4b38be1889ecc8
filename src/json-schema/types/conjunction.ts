import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { conversionOf } from '../convert/conversion.js';

/** The types of values that TypeScript distinguishes. */
type ValueType = Exclude<JsonType, 'integer'>;

export const VALUE_TYPES: readonly ValueType[] = ['object', 'array', 'string', 'number', 'boolean', 'null'];

/**
 * The constraints of several schemas on one value: a schema and those it refers to or lists in `allOf` are
 * one conjunction, and so are the schemas that several of them give one property.
 */
export interface Conjunction {
  /** Schemas whose own keywords affect the type. */
  readonly own: readonly JsonSchema[];
  /** Lists of schemas of which one holds at least. */
  readonly choices: readonly Choice[];
  readonly types: ReadonlySet<ValueType>;
  /** The values to choose from; undefined where there is no such list. */
  readonly values: readonly unknown[] | undefined;
  /** Equal for conjunctions that say the same. */
  readonly key: string;
}

export interface Choice {
  readonly key: string;
  readonly branches: readonly JsonSchema[];
}

/** Maximum number of schemas considered in one conjunction; ignoring the rest makes a type wider, never wrong. */
const MAX_SCHEMAS = 400;

/** All that the schemas say of one value. `without`: choices that are left out. */
export function conjunctionOf(
  schemas: readonly JsonSchema[],
  settings: JsonSettings,
  without: ReadonlySet<string> = NONE,
): Conjunction {
  const [only, ...others] = schemas;
  if (only === undefined || others.length > 0 || without.size > 0) return conjoin(schemas, settings, without);
  const known = ofOne.get(settings) ?? new WeakMap<JsonSchema, Conjunction>();
  ofOne.set(settings, known);
  const conjunction = known.get(only) ?? conjoin(schemas, settings, without);
  known.set(only, conjunction);
  return conjunction;
}

const NONE: ReadonlySet<string> = new Set();

/** The keywords with branches of which one holds at least. */
const CHOICES = ['anyOf', 'oneOf'] as const;

/** The conjunctions of one schema each, which are asked for wherever it stands. */
const ofOne = new WeakMap<JsonSettings, WeakMap<JsonSchema, Conjunction>>();

function conjoin(schemas: readonly JsonSchema[], settings: JsonSettings, without: ReadonlySet<string>): Conjunction {
  const seen = new Set<JsonSchema>();
  const own: JsonSchema[] = [];
  const choices = new Map<string, Choice>();
  const types = new Set(VALUE_TYPES);
  const lists: (readonly unknown[])[] = [];
  const visit = (schema: JsonSchema): void => {
    if (seen.has(schema) || seen.size >= MAX_SCHEMAS) return;
    seen.add(schema);
    if (schema.never) types.clear();
    if (schema.types !== undefined) {
      for (const type of VALUE_TYPES) if (!admits(schema.types, type)) types.delete(type);
    }
    if (schema.enum !== undefined) lists.push(schema.enum);
    if (saysType(schema, settings)) own.push(schema);
    schema.refs.forEach(visit);
    schema.allOf.forEach(visit);
    for (const keyword of CHOICES) {
      if (schema[keyword].length === 0) continue;
      const branches = schema[keyword].filter(({ never }) => !never);
      const [only] = branches;
      const key = `${schema.key} ${keyword}`;
      if (only === undefined) types.clear();
      else if (branches.length === 1) visit(only);
      else if (!without.has(key)) choices.set(key, { key, branches });
    }
  };
  schemas.forEach(visit);
  const [first, ...others] = lists;
  const values = first?.filter(
    (value) => types.has(typeOfValue(value)) && others.every((list) => list.some((other) => isSame(value, other))),
  );
  if (values?.length === 0) types.clear();
  const kept = types.size === 0 ? [] : own;
  const keptChoices = types.size === 0 ? [] : [...choices.values()];
  const keys = [...kept.map(({ key }) => `own ${key}`), ...keptChoices.map(({ key }) => key)].sort();
  const key = JSON.stringify([VALUE_TYPES.filter((type) => types.has(type)), keys, values?.map(valueKey)]);
  return { own: kept, choices: keptChoices, types, values, key };
}

/** Whether a schema adds nothing to another's conjunction but what its references and lists do. */
export function isTransparent(schema: JsonSchema, settings: JsonSettings): boolean {
  return (
    !schema.never &&
    schema.types === undefined &&
    schema.enum === undefined &&
    schema.anyOf.length === 0 &&
    schema.oneOf.length === 0 &&
    !saysType(schema, settings)
  );
}

/** Checks whether no value satisfies it, without looking into properties and items. */
export function isEmpty(conjunction: Conjunction): boolean {
  return conjunction.types.size === 0;
}

/** Whether any value satisfies it. */
export function isFree({ own, choices, types, values }: Conjunction): boolean {
  return own.length === 0 && choices.length === 0 && types.size === VALUE_TYPES.length && values === undefined;
}

function typeOfValue(value: unknown): ValueType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'object':
      return 'object';
    default:
      return 'number';
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return valueKey(a) === valueKey(b);
}

/** The value as a text in which the order of properties makes no difference. */
function valueKey(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(valueKey).join(',')}]`;
  if (typeof value !== 'object' || value === null) return value === 0 ? '0' : JSON.stringify(value);
  const entries = Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}:${valueKey(inner)}`);
  return `{${entries.sort().join(',')}}`;
}

function admits(types: ReadonlySet<JsonType>, type: ValueType): boolean {
  return types.has(type) || (type === 'number' && types.has('integer'));
}

/** Checks whether the schema's own keywords, other than `type` and `enum`, affect the TypeScript type. */
function saysType(schema: JsonSchema, settings: JsonSettings): boolean {
  return (
    schema.properties.size > 0 ||
    schema.patternProperties.size > 0 ||
    schema.additionalProperties !== undefined ||
    schema.unevaluatedProperties?.never === true ||
    schema.required.length > 0 ||
    schema.prefixItems.length > 0 ||
    schema.items !== undefined ||
    (schema.minItems ?? 0) > 0 ||
    schema.maxItems === 0 ||
    (schema.contains?.min ?? 0) > 0 ||
    conversionOf(schema, settings) !== undefined
  );
}
