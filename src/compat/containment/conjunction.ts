import type { JsonSchema } from '../../json-schema/schema/json-schema.js';

/**
 * What is known of a value: the schemas that it satisfies, and those that it does not. Schemas of the writer, of the
 * reader and made ones stand side by side.
 */
export interface Conjunction {
  /** With those that they lead to by `refs`, `allOf`, and `dependentSchemas` of required properties. */
  readonly all: readonly JsonSchema[];
  readonly nots: readonly JsonSchema[];
  /** Keywords whose alternatives are already split; see `case-split.ts`. */
  readonly split: ReadonlySet<string>;
  /** Equal for equal conjunctions. */
  readonly key: string;
}

/** What a case adds to a conjunction. */
export interface Refinement {
  readonly all: readonly JsonSchema[];
  readonly nots?: readonly JsonSchema[];
  readonly split?: string;
}

/** Makes conjunctions of the schemas of several graphs. */
export class Conjunctions {
  private readonly numbers = new Map<JsonSchema, number>();

  numberOf(schema: JsonSchema): number {
    const known = this.numbers.get(schema);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(schema, number);
    return number;
  }

  of(schemas: readonly JsonSchema[]): Conjunction {
    return this.close(schemas, [], new Set());
  }

  /** The same with more known. */
  with(conjunction: Conjunction, { all, nots = [], split }: Refinement): Conjunction {
    const done = split === undefined ? conjunction.split : new Set([...conjunction.split, split]);
    return this.close([...conjunction.all, ...all], [...conjunction.nots, ...nots], done);
  }

  /** The same without one of the schemas that do not hold. */
  without(conjunction: Conjunction, not: JsonSchema): Conjunction {
    const nots = conjunction.nots.filter((other) => other !== not);
    return { ...conjunction, nots, key: this.keyOf(conjunction.all, nots, conjunction.split) };
  }

  private close(
    schemas: readonly JsonSchema[],
    negated: readonly JsonSchema[],
    split: ReadonlySet<string>,
  ): Conjunction {
    const all = new Set(schemas);
    const nots = new Set(negated);
    for (let before = -1; before < all.size;) {
      before = all.size;
      // A set is gone through with what is added on the way.
      for (const schema of all) {
        for (const part of [...schema.refs, ...schema.allOf]) all.add(part);
        if (schema.not !== undefined) nots.add(schema.not);
      }
      for (const schema of dependentOn(all)) all.add(schema);
    }
    const [satisfied, not] = [[...all], [...nots]];
    return { all: satisfied, nots: not, split, key: this.keyOf(satisfied, not, split) };
  }

  private keyOf(all: readonly JsonSchema[], nots: readonly JsonSchema[], split: ReadonlySet<string>): string {
    const numbers = (schemas: readonly JsonSchema[]) =>
      schemas
        .map((schema) => this.numberOf(schema))
        .sort((a, b) => a - b)
        .join();
    return `${numbers(all)}!${numbers(nots)}/${[...split].sort().join()}`;
  }
}

/** The schemas that an object has to satisfy since it has a property. */
function dependentOn(all: ReadonlySet<JsonSchema>): readonly JsonSchema[] {
  const schemas = [...all];
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
