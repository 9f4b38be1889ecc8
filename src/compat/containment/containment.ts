import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { caseSplit } from './case-split.js';
import { arrayDifferences } from './contain-arrays.js';
import { objectDifferences } from './contain-objects.js';
import { combinedDifferences } from './contain-combined.js';
import { numberDifferences, textDifferences, typeDifferences, valueDifferences } from './contain-values.js';
import { found, under, type Found } from './difference.js';
import { emptinessOf } from './emptiness.js';
import { Equality } from './equality.js';
import { syntheticSchema } from './compat-schema.js';
import { Prover } from './prover.js';
import { Conjunctions, type Refinement, type Conjunction } from './conjunction.js';
import { valuesIn } from './value-facts.js';

/** What a conjunction does not prove of a value. */
export type Obligation = (conjunction: Conjunction) => readonly Found[];

/**
 * Decides whether every value of a conjunction satisfies a schema. It is right where it finds no difference; where it
 * finds one, that may be one that no value shows, since containment of schemas cannot be decided in general.
 */
export class Containment {
  readonly conjunctions = new Conjunctions();
  readonly settings: JsonSettings;
  readonly prover = new Prover();
  private readonly equality: Equality;
  private readonly made = new Map<string, JsonSchema>();
  private readonly values = new Map<string, readonly unknown[] | undefined>();

  constructor(settings: JsonSettings) {
    this.settings = settings;
    this.equality = new Equality(this.prover, settings);
  }

  /** What of the schema a value of the conjunction may not satisfy. */
  differences(conjunction: Conjunction, reader: JsonSchema): readonly Found[] {
    if (conjunction.all.includes(reader)) return [];
    const circular = [found(reader, '', { kind: 'limit', reason: 'refers to itself', counters: [] })];
    const key = `${conjunction.key}<${this.conjunctions.numberOf(reader)}`;
    return this.prover.claim(key, circular, () => this.settle(conjunction, reader));
  }

  fits(conjunction: Conjunction, reader: JsonSchema): boolean {
    return this.differences(conjunction, reader).length === 0;
  }

  /** Whether it is certain that no value is of the conjunction. */
  isEmpty(conjunction: Conjunction): boolean {
    const some = [found(NEVER, '', { kind: 'never', reason: 'may be', counters: [] })];
    return (
      this.prover.claim(`${conjunction.key}!`, some, () => (emptinessOf(this, conjunction) ? [] : some)).length === 0
    );
  }

  /** Whether it is certain that a schema is satisfied by no value of the conjunction. */
  excludes(conjunction: Conjunction, schema: JsonSchema): boolean {
    return this.isEmpty(this.with(conjunction, { all: [schema] }));
  }

  with(conjunction: Conjunction, refinement: Refinement): Conjunction {
    this.prover.tick(conjunction.all.length);
    return this.conjunctions.with(conjunction, refinement);
  }

  /** The conjunction of a value that satisfies the schemas. */
  of(schemas: readonly JsonSchema[]): Conjunction {
    this.prover.tick(schemas.length);
    return this.conjunctions.of(schemas);
  }

  /** The values of the conjunction, where they are listed. */
  valuesIn(conjunction: Conjunction): readonly unknown[] | undefined {
    const { key } = conjunction;
    if (!this.values.has(key)) {
      const listed = conjunction.all.reduce((sum, schema) => sum + (schema.enum?.length ?? 0), 0);
      this.prover.tick(listed * conjunction.all.length);
      this.values.set(key, valuesIn(conjunction, this.settings));
    }
    return this.values.get(key);
  }

  /** A schema that is made once for a name, so that conjunctions with it are equal. */
  named(name: string, make: () => Parameters<typeof syntheticSchema>[0]): JsonSchema {
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const schema = syntheticSchema(make());
    this.made.set(name, schema);
    return schema;
  }

  /** What of the differences remains when the conjunction's alternatives are looked at one by one. */
  apart(conjunction: Conjunction, obligation: Obligation, reader: JsonSchema, depth = 0): readonly Found[] {
    const whole = knowing(conjunction, obligation(conjunction));
    if (whole.length === 0 || this.isEmpty(conjunction)) return [];
    const cases = caseSplit(this, conjunction, reader);
    if (cases === undefined) return whole;
    const remaining: Found[] = [];
    for (const { all, nots = [], split } of cases) {
      const narrowed = this.with(conjunction, { all, nots, ...(split === undefined ? {} : { split }) });
      remaining.push(...under({ kind: 'case', all, nots }, this.apart(narrowed, obligation, reader, depth + 1)));
      // One case of a case is enough: there may be many.
      if (remaining.length > 0 && depth > 0) break;
    }
    return distinct(remaining);
  }

  private settle(conjunction: Conjunction, reader: JsonSchema): readonly Found[] {
    if (conjunction.all.some((schema) => this.equality.isEqual(schema, reader))) return [];
    const passedOn = [...reader.refs, ...reader.allOf].flatMap((part) => this.differences(conjunction, part));
    const values = this.valuesIn(conjunction);
    if (values !== undefined) {
      return distinct([...passedOn, ...knowing(conjunction, valueDifferences(this, values, reader))]);
    }
    const own = [typeDifferences, numberDifferences, textDifferences, objectDifferences, arrayDifferences];
    const differences = own.flatMap((differencesOf) =>
      this.apart(conjunction, (narrowed) => differencesOf(this, narrowed, reader), NEVER),
    );
    const combined = combinedDifferences(this, reader).flatMap((obligation) =>
      this.apart(conjunction, obligation, reader),
    );
    return distinct([...passedOn, ...differences, ...combined]);
  }
}

export const NEVER = syntheticSchema({ never: true });

/** The differences of the value itself, with what is known of it. */
function knowing({ all }: Conjunction, differences: readonly Found[]): readonly Found[] {
  return differences.map((difference) =>
    difference.known === undefined && difference.path.length === 0 ? { ...difference, known: all } : difference,
  );
}

/** Without those already reported for the same value. */
export function distinct(differences: readonly Found[]): readonly Found[] {
  const told = new Map<string, Found>();
  for (const difference of differences) {
    const words = difference.path.map((step) => ('word' in step ? step.word : ''));
    const key = JSON.stringify([words, difference.property, difference.place, difference.kind, difference.reason]);
    if (!told.has(key)) told.set(key, difference);
  }
  return [...told.values()];
}
