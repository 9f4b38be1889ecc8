import { formatCheck } from '../../json-schema/schema/format-check.js';
import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { isOneOf } from '../../runtime/json/equal.js';
import type { Prover } from './prover.js';

/** Schemas that are to be equal, and those that they are parts of. */
interface Pair {
  readonly one: JsonSchema;
  readonly other: JsonSchema;
  readonly around: Pair | undefined;
}

/** Whether schemas say the same in the same words, whatever their annotations. */
export type SchemaEquality = (a: JsonSchema, b: JsonSchema) => boolean;

/** Makes the comparison, which remembers what it found; its steps are spent from the prover's budget. */
export function schemaEquality(prover: Prover, settings: JsonSettings): SchemaEquality {
  const unequal = new Map<JsonSchema, Set<JsonSchema>>();
  const equal = new Map<JsonSchema, Set<JsonSchema>>();
  return (a, b) => {
    if (a === b) return true;
    if (has(unequal, a, b)) return false;
    const pairs: Pair[] = [{ one: a, other: b, around: undefined }];
    const seen = new Map<JsonSchema, Set<JsonSchema>>();
    // A set of pairs that call for no other pairs: equal ones, because nothing distinguishes them.
    for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
      const { one, other } = pair;
      if (one === other || has(equal, one, other) || has(seen, one, other)) continue;
      prover.spend();
      const parts = has(unequal, one, other) ? undefined : partsToCompare(one, other, settings);
      if (parts === undefined) {
        for (let at: Pair | undefined = pair; at !== undefined; at = at.around) add(unequal, at.one, at.other);
        return false;
      }
      add(seen, one, other);
      for (const [part, otherPart] of parts) pairs.push({ one: part, other: otherPart, around: pair });
    }
    for (const [one, others] of seen) for (const other of others) add(equal, one, other);
    return true;
  };
}

/** The schemas within that have to be equal, too; undefined where the schemas differ already. */
function partsToCompare(
  a: JsonSchema,
  b: JsonSchema,
  settings: JsonSettings,
): (readonly [JsonSchema, JsonSchema])[] | undefined {
  if (!saysSame(a, b) || !isSameFormat(a, b, settings)) return undefined;
  const [parts, others] = [partsOf(a), partsOf(b)];
  if (parts.size !== others.size) return undefined;
  const pairs: (readonly [JsonSchema, JsonSchema])[] = [];
  for (const [key, part] of parts) {
    const other = others.get(key);
    if (other === undefined) return undefined;
    pairs.push([part, other]);
  }
  return pairs;
}

function saysSame(a: JsonSchema, b: JsonSchema): boolean {
  return (
    SCALARS.every((keyword) => a[keyword] === b[keyword]) &&
    isSameSet(a.types, b.types) &&
    isSameSet(new Set(a.required), new Set(b.required)) &&
    a.contains?.min === b.contains?.min &&
    a.contains?.max === b.contains?.max &&
    a.contains?.evaluates === b.contains?.evaluates &&
    isSameList(a.enum, b.enum) &&
    a.dependentRequired.size === b.dependentRequired.size &&
    [...a.dependentRequired].every(([name, names]) => {
      const others = b.dependentRequired.get(name);
      return others !== undefined && isSameSet(new Set(names), new Set(others));
    })
  );
}

const SCALARS = [
  'never',
  'multipleOf',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'pattern',
  'minProperties',
  'maxProperties',
  'minItems',
  'maxItems',
  'uniqueItems',
] as const;

function isSameFormat(a: JsonSchema, b: JsonSchema, settings: JsonSettings): boolean {
  return (['string', 'number'] as const).every(
    (type) => formatCheck(a, type, settings)?.name === formatCheck(b, type, settings)?.name,
  );
}

/** The schemas within a schema, by where they stand. */
function partsOf(schema: JsonSchema): ReadonlyMap<string, JsonSchema> {
  const parts = new Map<string, JsonSchema>();
  for (const keyword of ['refs', 'allOf', 'anyOf', 'oneOf', 'prefixItems'] as const) {
    schema[keyword].forEach((part, index) => parts.set(`${keyword} ${index}`, part));
  }
  for (const keyword of ['properties', 'patternProperties', 'dependentSchemas'] as const) {
    for (const [name, part] of schema[keyword]) parts.set(`${keyword} ${name}`, part);
  }
  for (const keyword of SINGLE) {
    const part = schema[keyword];
    if (part !== undefined) parts.set(keyword, part);
  }
  if (schema.contains !== undefined) parts.set('contains', schema.contains.schema);
  return parts;
}

const SINGLE = [
  'not',
  'if',
  'then',
  'else',
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'items',
  'unevaluatedItems',
] as const;

function isSameSet<T>(a: ReadonlySet<T> | undefined, b: ReadonlySet<T> | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.size === b.size && [...a].every((item) => b.has(item));
}

function isSameList(a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((value) => isOneOf(value, b)) && b.every((value) => isOneOf(value, a));
}

function has(pairs: ReadonlyMap<JsonSchema, ReadonlySet<JsonSchema>>, a: JsonSchema, b: JsonSchema): boolean {
  return pairs.get(a)?.has(b) === true;
}

function add(pairs: Map<JsonSchema, Set<JsonSchema>>, a: JsonSchema, b: JsonSchema): void {
  const others = pairs.get(a);
  if (others === undefined) pairs.set(a, new Set([b]));
  else others.add(b);
}
