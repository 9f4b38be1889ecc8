import type { JsonSchema } from '../../json-schema/schema/json-schema.js';

/** An alternative of two versions of a schema, or of one of them. */
interface AlternativePair {
  readonly was: JsonSchema | undefined;
  readonly is: JsonSchema | undefined;
  readonly name: string;
}

/**
 * Pairs the alternatives of two versions: by their discriminating literals, or else by their names, or else by their
 * types. Those of the newer version come in its order, then those that are gone.
 */
export function pairAlternatives(
  before: readonly JsonSchema[],
  after: readonly JsonSchema[],
): readonly AlternativePair[] {
  const left = new Set(before);
  const pairs = new Map<JsonSchema, JsonSchema>();
  for (const markOf of [literalsOf, nameOf, typesOf]) {
    for (const is of after) {
      const mark = markOf(is);
      if (pairs.has(is) || mark === '') continue;
      const was = [...left].find((candidate) => markOf(candidate) === mark);
      if (was === undefined) continue;
      pairs.set(is, was);
      left.delete(was);
    }
  }
  return [
    ...after.map((is, index) => ({ was: pairs.get(is), is, name: titleOf(is, index) })),
    ...[...left].map((was) => ({ was, is: undefined, name: titleOf(was, before.indexOf(was)) })),
  ];
}

function titleOf(schema: JsonSchema, index: number): string {
  return nameOf(schema) || literalsOf(schema) || typesOf(schema) || `alternative ${index + 1}`;
}

/** The properties with one value alone: `type "created"`. */
function literalsOf(schema: JsonSchema): string {
  const literals = new Map<string, string>();
  for (const { properties } of followed(schema)) {
    for (const [name, property] of properties) {
      for (const { enum: values } of followed(property)) {
        const [value] = values ?? [];
        if (values?.length === 1 && (typeof value !== 'object' || value === null)) literals.set(name, String(value));
      }
    }
  }
  return [...literals].map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ');
}

function nameOf(schema: JsonSchema): string {
  for (const { title, definedAs, id } of followed(schema)) {
    const name = definedAs ?? title ?? id;
    if (name !== undefined) return name;
  }
  return '';
}

function typesOf(schema: JsonSchema): string {
  const types = followed(schema).find((part) => part.types !== undefined)?.types;
  return types === undefined ? '' : [...types].sort().join(' or ');
}

function followed(schema: JsonSchema): readonly JsonSchema[] {
  const parts = new Set([schema]);
  for (const { refs, allOf } of parts) for (const part of [...refs, ...allOf]) parts.add(part);
  return [...parts];
}
