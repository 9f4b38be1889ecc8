import { compilePattern } from '../pattern/compile-pattern.js';
import { conjunctionOf, isEmpty, isFree } from './conjunction.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';

/** What several schemas that all hold say of an object. */
export interface ObjectFacts {
  readonly properties: ReadonlyMap<string, PropertyFacts>;
  /** What properties without a schema of their own have to be: one of the groups of schemas; undefined where there are none. */
  readonly others: readonly (readonly JsonSchema[])[] | undefined;
}

export interface PropertyFacts {
  /** Every schema that holds for it. */
  readonly schemas: readonly JsonSchema[];
  readonly required: boolean;
}

/** Undefined where no object satisfies them. */
export function objectFacts(own: readonly JsonSchema[], settings: JsonSettings): ObjectFacts | undefined {
  const required = new Set(own.flatMap((schema) => schema.required));
  const names = new Set([...own.flatMap(({ properties }) => [...properties.keys()]), ...required]);
  const properties = new Map<string, PropertyFacts>();
  for (const name of names) {
    const schemas = [...new Set(own.flatMap((schema) => schemasOf(schema, name)))];
    const isRequired = required.has(name);
    const isImpossible = isEmpty(conjunctionOf(schemas, settings));
    if (isImpossible && isRequired) return undefined;
    const isForbidden = own.some((schema) => schema.properties.get(name)?.never === true);
    // A property that one schema declares and another has no room for says nothing that the closed type does not say.
    if (!isImpossible || isForbidden) properties.set(name, { schemas, required: isRequired });
  }
  return { properties, others: otherProperties(own, settings) };
}

/** The schemas that a schema gives a property. */
function schemasOf(schema: JsonSchema, name: string): readonly JsonSchema[] {
  const declared = schema.properties.get(name);
  const matching = [...schema.patternProperties].filter(([pattern]) => compilePattern(pattern).test(name));
  const schemas = [...(declared === undefined ? [] : [declared]), ...matching.map(([, inner]) => inner)];
  if (schemas.length > 0 || schema.additionalProperties === undefined) return schemas;
  return [schema.additionalProperties];
}

function otherProperties(own: readonly JsonSchema[], settings: JsonSettings): ObjectFacts['others'] {
  const isPossible = (schema: JsonSchema) => !isEmpty(conjunctionOf([schema], settings));
  for (const schema of own) {
    if (schema.unevaluatedProperties?.never !== true) continue;
    const evaluated = evaluatedOthers(schema);
    if (evaluated !== undefined) return groupsOf(evaluated.filter(isPossible));
  }
  const limits = own.filter(
    ({ additionalProperties }) =>
      additionalProperties !== undefined && !isFree(conjunctionOf([additionalProperties], settings)),
  );
  const [first] = limits;
  if (first === undefined) return [[]];
  if (limits.every(({ patternProperties }) => patternProperties.size === 0)) {
    const all = limits.flatMap(({ additionalProperties }) => additionalProperties ?? []);
    return isEmpty(conjunctionOf(all, settings)) ? undefined : [all];
  }
  // One limit says enough: the type is wider for it, not wrong.
  const narrow = limits.find(({ additionalProperties }) => additionalProperties?.never === true) ?? first;
  const { additionalProperties, patternProperties } = narrow;
  const schemas = [
    ...patternProperties.values(),
    ...(additionalProperties === undefined ? [] : [additionalProperties]),
  ];
  return groupsOf(schemas.filter(isPossible));
}

function groupsOf(schemas: readonly JsonSchema[]): ObjectFacts['others'] {
  return schemas.length === 0 ? undefined : schemas.map((schema) => [schema]);
}

/**
 * The schemas of properties that `unevaluatedProperties: false` allows without naming them; undefined if schemas that
 * the type does not show may allow any.
 */
function evaluatedOthers(schema: JsonSchema, seen = new Set<JsonSchema>()): readonly JsonSchema[] | undefined {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const { additionalProperties, unevaluatedProperties } = schema;
  if (schema.if !== undefined || schema.dependentSchemas.size > 0) return undefined;
  if ([additionalProperties, unevaluatedProperties].some((others) => others !== undefined && !others.never))
    return undefined;
  const parts = [...schema.refs, ...schema.allOf, ...schema.anyOf, ...schema.oneOf];
  const found = [[...schema.patternProperties.values()], ...parts.map((part) => evaluatedOthers(part, seen))];
  return found.every((schemas) => schemas !== undefined) ? found.flat() : undefined;
}
