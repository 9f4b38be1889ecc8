import { compilePattern } from '../../json-schema/pattern/compile-pattern.js';
import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import { propertySchemas } from '../../json-schema/schema/property-schemas.js';
import { validate } from '../../json-schema/validate/validate.js';
import type { Containment } from './containment.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import { requiredNames, type Conjunction } from './conjunction.js';
import type { Count } from './value-facts.js';

/** Undeclared properties, as far as schemas distinguish them. */
export interface OtherProperties {
  /** The pattern that their names match; undefined for those that match none of the conjunction's patterns. */
  readonly pattern: string | undefined;
  readonly conjunction: Conjunction;
}

/** The names that the schemas of a conjunction have something to say of, one by one. */
export function namesIn(containment: Containment, { positive }: Conjunction): ReadonlySet<string> {
  const names = new Set(requiredNames(positive));
  for (const schema of positive) {
    for (const name of schema.properties.keys()) names.add(name);
    if (schema.unevaluatedProperties === undefined) continue;
    for (const part of evaluators(schema)) for (const name of part.properties.keys()) names.add(name);
  }
  containment.prover.spend(names.size);
  return names;
}

/** What is known of a property's value, where the object has it. */
export function propertyAt(containment: Containment, conjunction: Conjunction, name: string): Conjunction {
  const schemas: JsonSchema[] = [];
  for (const schema of conjunction.positive) {
    containment.prover.spend(schema.patternProperties.size);
    schemas.push(...propertySchemas(schema, name));
    const { propertyNames, unevaluatedProperties } = schema;
    if (propertyNames !== undefined && validate(propertyNames, name, containment.settings).length > 0) {
      schemas.push(never(containment));
    }
    if (unevaluatedProperties !== undefined && !mayEvaluate(schema, name)) schemas.push(unevaluatedProperties);
  }
  if (isFull(conjunction) && !requiredNames(conjunction.positive).has(name)) schemas.push(never(containment));
  return containment.of(schemas);
}

/** Whether an object has as many properties as are required, and may have no others. */
function isFull({ positive }: Conjunction): boolean {
  const bounds = positive.flatMap(({ maxProperties }) => maxProperties ?? []);
  return bounds.length > 0 && requiredNames(positive).size >= Math.min(...bounds);
}

function never(containment: Containment): JsonSchema {
  return containment.named('never', () => ({ never: true }));
}

/** What is known of the properties that no schema names. */
export function otherProperties(containment: Containment, known: Conjunction): readonly OtherProperties[] {
  const { positive } = known;
  const absent = isFull(known) ? [never(containment)] : [];
  const patterns = new Set(positive.flatMap(({ patternProperties }) => [...patternProperties.keys()]));
  const matching = [...patterns].map((pattern) => ({
    pattern,
    conjunction: containment.of([
      ...absent,
      ...positive.flatMap((schema) => {
        const own = schema.patternProperties.get(pattern);
        if (own !== undefined) return [own];
        // Names that match may match another of its patterns as well, but where it has none nothing else applies.
        return schema.patternProperties.size > 0 ? [] : restOf(schema, new Set());
      }),
    ]),
  }));
  const rest = containment.of([...absent, ...positive.flatMap((schema) => restOf(schema, patterns))]);
  return [...matching, { pattern: undefined, conjunction: rest }];
}

/** The schemas that one schema has for a name that it does not have and that matches none of the patterns. */
function restOf(schema: JsonSchema, patterns: ReadonlySet<string>): readonly JsonSchema[] {
  const { additionalProperties, unevaluatedProperties } = schema;
  const schemas = additionalProperties === undefined ? [] : [additionalProperties];
  if (unevaluatedProperties === undefined) return schemas;
  const isEvaluated = evaluators(schema).some(
    (part) =>
      part.additionalProperties !== undefined ||
      (part !== schema && part.unevaluatedProperties !== undefined) ||
      [...part.patternProperties.keys()].some((pattern) => !patterns.has(pattern)),
  );
  return isEvaluated ? schemas : [...schemas, unevaluatedProperties];
}

/** How many properties an object may have. */
export function propertyCountIn(containment: Containment, conjunction: Conjunction): Count {
  const { positive } = conjunction;
  const required = requiredNames(positive).size;
  const min = Math.max(required, ...positive.map(({ minProperties }) => minProperties ?? 0));
  const max = Math.min(...positive.map(({ maxProperties }) => maxProperties ?? Infinity));
  return { min, max: Math.min(max, countOfNames(containment, conjunction)) };
}

function countOfNames(containment: Containment, conjunction: Conjunction): number {
  const { prover } = containment;
  const isOpen = otherProperties(containment, conjunction).some(
    (others) => !prover.contains(() => containment.isEmpty(others.conjunction)),
  );
  if (isOpen) return Infinity;
  return [...namesIn(containment, conjunction)].filter(
    (name) => !prover.contains(() => containment.isEmpty(propertyAt(containment, conjunction, name))),
  ).length;
}

/** The schemas that a schema may apply to the same value, itself first: those whose properties and items count as evaluated. */
export function evaluators(schema: JsonSchema): readonly JsonSchema[] {
  const parts = new Set([schema]);
  for (const { refs, allOf, anyOf, oneOf, if: condition, then, else: otherwise, dependentSchemas } of parts) {
    for (const part of [...refs, ...allOf, ...anyOf, ...oneOf, ...dependentSchemas.values()]) parts.add(part);
    for (const part of [condition, then, otherwise]) if (part !== undefined) parts.add(part);
  }
  return [...parts];
}

function mayEvaluate(schema: JsonSchema, name: string): boolean {
  return evaluators(schema).some(
    (part) => propertySchemas(part, name).length > 0 || (part !== schema && part.unevaluatedProperties !== undefined),
  );
}

/** Whether a name matches a pattern. */
export function matches(pattern: string, name: string): boolean {
  return compilePattern(pattern).test(name);
}

/** What is known of a property's name that matches a pattern. */
export function nameOf(containment: Containment, { positive }: Conjunction, pattern: string | undefined): Conjunction {
  const text = containment.named(`name ${pattern ?? ''}`, () => ({
    types: new Set(['string'] as const),
    ...(pattern === undefined ? {} : { pattern }),
  }));
  return containment.of([text, ...positive.flatMap(({ propertyNames }) => propertyNames ?? [])]);
}

/** Objects that have a property. */
export function having(name: string): JsonSchema {
  return syntheticSchema({ types: new Set(['object']), required: [name] });
}

/** Objects that lack a property. */
export function lacking(name: string): JsonSchema {
  const properties = new Map([[name, syntheticSchema({ never: true })]]);
  return syntheticSchema({ types: new Set(['object']), properties });
}
