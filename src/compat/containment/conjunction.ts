import type { JsonSchema } from '../../json-schema/schema/json-schema.js';

/**
 * What is known of a value: the schemas that it satisfies, and those that it does not. Schemas of the writer, of the
 * reader and made ones stand side by side.
 */
export interface Conjunction {
  /** With those that they lead to by `refs`, `allOf`, and `dependentSchemas` of required properties. */
  readonly positive: readonly JsonSchema[];
  readonly negative: readonly JsonSchema[];
  /** Keywords whose alternatives are already split; see `case-split.ts`. */
  readonly split: ReadonlySet<string>;
  /** Equal for equal conjunctions. */
  readonly key: string;
}

/** What a case adds to a conjunction. */
export interface Refinement {
  readonly positive: readonly JsonSchema[];
  readonly negative?: readonly JsonSchema[];
  readonly split?: string;
}

/** Makes conjunctions of the schemas of several graphs. */
export interface Conjunctions {
  readonly numberOf: (schema: JsonSchema) => number;
  readonly of: (schemas: readonly JsonSchema[]) => Conjunction;
  /** The same with more known. */
  readonly with: (conjunction: Conjunction, more: Refinement) => Conjunction;
  /** The same without one of the schemas that do not hold. */
  readonly without: (conjunction: Conjunction, not: JsonSchema) => Conjunction;
}

/** Numbers the schemas as they come, so that equal conjunctions have equal keys. */
export function makeConjunctions(): Conjunctions {
  const numbers = new Map<JsonSchema, number>();

  function numberOf(schema: JsonSchema): number {
    const known = numbers.get(schema);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(schema, number);
    return number;
  }

  function of(schemas: readonly JsonSchema[]): Conjunction {
    return close(schemas, [], new Set());
  }

  function extended(conjunction: Conjunction, { positive, negative = [], split }: Refinement): Conjunction {
    const done = split === undefined ? conjunction.split : new Set([...conjunction.split, split]);
    return close([...conjunction.positive, ...positive], [...conjunction.negative, ...negative], done);
  }

  function without(conjunction: Conjunction, not: JsonSchema): Conjunction {
    const negative = conjunction.negative.filter((other) => other !== not);
    return { ...conjunction, negative, key: keyOf(conjunction.positive, negative, conjunction.split) };
  }

  function close(
    schemas: readonly JsonSchema[],
    negated: readonly JsonSchema[],
    split: ReadonlySet<string>,
  ): Conjunction {
    const positive = new Set(schemas);
    const negative = new Set(negated);
    for (let before = -1; before < positive.size;) {
      before = positive.size;
      // A set is gone through with what is added on the way.
      for (const schema of positive) {
        for (const part of [...schema.refs, ...schema.allOf]) positive.add(part);
        if (schema.not !== undefined) negative.add(schema.not);
      }
      for (const schema of dependentOn(positive)) positive.add(schema);
    }
    const [satisfied, not] = [[...positive], [...negative]];
    return { positive: satisfied, negative: not, split, key: keyOf(satisfied, not, split) };
  }

  function keyOf(positive: readonly JsonSchema[], negative: readonly JsonSchema[], split: ReadonlySet<string>): string {
    const numbers = (schemas: readonly JsonSchema[]) =>
      schemas
        .map((schema) => numberOf(schema))
        .sort((a, b) => a - b)
        .join();
    return `${numbers(positive)}!${numbers(negative)}/${[...split].sort().join()}`;
  }

  return { numberOf, of, with: extended, without };
}

/** The schemas that an object has to satisfy since it has a property. */
function dependentOn(positive: ReadonlySet<JsonSchema>): readonly JsonSchema[] {
  const schemas = [...positive];
  const dependent = schemas.filter(({ dependentSchemas }) => dependentSchemas.size > 0);
  // Of a value that may be no object, `required` says nothing.
  if (dependent.length === 0 || !schemas.some(({ types }) => types?.size === 1 && types.has('object'))) return [];
  const required = requiredNames(schemas);
  return dependent.flatMap(({ dependentSchemas }) =>
    [...dependentSchemas].flatMap(([name, schema]) => (required.has(name) ? [schema] : [])),
  );
}

/** The properties that an object has for certain. */
export function requiredNames(schemas: readonly JsonSchema[]): ReadonlySet<string> {
  const required = new Set(schemas.flatMap((schema) => schema.required));
  const dependent = schemas.flatMap(({ dependentRequired }) => [...dependentRequired]);
  for (let before = -1; before < required.size;) {
    before = required.size;
    for (const [name, names] of dependent) if (required.has(name)) names.forEach((other) => required.add(other));
  }
  return required;
}
