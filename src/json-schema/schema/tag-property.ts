import { isInherited } from './inherited-names.js';
import type { JsonSchema } from './json-schema.js';
import { scalarLiteral } from '../../code/value-literal.js';
import { possibleTypes, target } from './schema-facts.js';

/** The discriminator of alternatives. */
export interface Tag {
  readonly property: string;
  /** The values of each alternative, as code. */
  readonly literals: readonly (readonly string[])[];
  /** All of them. */
  readonly values: readonly unknown[];
}

/** The property that all alternatives, objects each, require with values of its own in each; undefined if there is none. */
export function findTag(alternatives: readonly JsonSchema[]): Tag | undefined {
  const values = alternatives.map((schema) => tagValues(schema));
  const [first, ...others] = values;
  if (first === undefined || others.length === 0) return undefined;
  for (const property of first.keys()) {
    const lists = values.map((one) => one?.get(property) ?? []);
    const all = lists.flat();
    if (lists.every((list) => list.length > 0) && new Set(all).size === all.length) {
      return { property, literals: lists.map((list) => list.map(scalarLiteral)), values: all };
    }
  }
  return undefined;
}

/** The required properties of an object that have one of a few plain values; undefined for what may be no object. */
function tagValues(reference: JsonSchema): ReadonlyMap<string, readonly unknown[]> | undefined {
  const schema = target(reference);
  const types = possibleTypes(schema);
  if (types?.size !== 1 || !types.has('object')) return undefined;
  const found = new Map<string, readonly unknown[]>();
  collect(schema, found, new Set());
  return found;
}

function collect(schema: JsonSchema, found: Map<string, readonly unknown[]>, seen: Set<JsonSchema>): void {
  if (seen.has(schema)) return;
  seen.add(schema);
  for (const [name, property] of schema.properties) {
    const values = target(property).enum;
    const required = schema.required.includes(name) && !isInherited(name);
    if (required && values?.every(isPlain) === true) found.set(name, values);
  }
  for (const part of [...schema.refs, ...schema.allOf]) collect(part, found, seen);
}

/** Whether a value is equal to another just where `===` says so. */
export function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value);
}
