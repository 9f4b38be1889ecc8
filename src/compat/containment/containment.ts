import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { casesOf } from './cases.js';
import { arrayDifferences } from './contain-arrays.js';
import { objectDifferences } from './contain-objects.js';
import { combinedDifferences } from './contain-combined.js';
import { numberDifferences, textDifferences, typeDifferences, valueDifferences } from './contain-values.js';
import { found, under, type Found } from './difference.js';
import { emptinessOf } from './emptiness.js';
import { Equality } from './equality.js';
import { madeSchema } from './compat-schema.js';
import { Proof } from './proof.js';
import { Situations, type Addition, type Situation } from './situation.js';
import { valuesIn } from './value-facts.js';

/** What a situation does not prove of a value. */
export type Obligation = (situation: Situation) => readonly Found[];

/**
 * Decides whether every value of a situation satisfies a schema. It is right where it finds no difference; where it
 * finds one, that may be one that no value shows, since containment of schemas cannot be decided in general.
 */
export class Containment {
  readonly situations = new Situations();
  readonly settings: JsonSettings;
  readonly proof = new Proof();
  private readonly equality: Equality;
  private readonly made = new Map<string, JsonSchema>();
  private readonly values = new Map<string, readonly unknown[] | undefined>();

  constructor(settings: JsonSettings) {
    this.settings = settings;
    this.equality = new Equality(this.proof, settings);
  }

  /** What of the schema a value of the situation may not satisfy. */
  differences(situation: Situation, reader: JsonSchema): readonly Found[] {
    if (situation.all.includes(reader)) return [];
    const circular = [found(reader, '', { kind: 'limit', reason: 'refers to itself', counters: [] })];
    const key = `${situation.key}<${this.situations.numberOf(reader)}`;
    return this.proof.claim(key, circular, () => this.settle(situation, reader));
  }

  fits(situation: Situation, reader: JsonSchema): boolean {
    return this.differences(situation, reader).length === 0;
  }

  /** Whether it is certain that no value is of the situation. */
  isEmpty(situation: Situation): boolean {
    const some = [found(NEVER, '', { kind: 'never', reason: 'may be', counters: [] })];
    return this.proof.claim(`${situation.key}!`, some, () => (emptinessOf(this, situation) ? [] : some)).length === 0;
  }

  /** Whether it is certain that a schema is satisfied by no value of the situation. */
  excludes(situation: Situation, schema: JsonSchema): boolean {
    return this.isEmpty(this.with(situation, { all: [schema] }));
  }

  with(situation: Situation, addition: Addition): Situation {
    this.proof.tick(situation.all.length);
    return this.situations.with(situation, addition);
  }

  /** The situation of a value that satisfies the schemas. */
  of(schemas: readonly JsonSchema[]): Situation {
    this.proof.tick(schemas.length);
    return this.situations.of(schemas);
  }

  /** The values of the situation, where they are listed. */
  valuesIn(situation: Situation): readonly unknown[] | undefined {
    const { key } = situation;
    if (!this.values.has(key)) {
      const listed = situation.all.reduce((sum, schema) => sum + (schema.enum?.length ?? 0), 0);
      this.proof.tick(listed * situation.all.length);
      this.values.set(key, valuesIn(situation, this.settings));
    }
    return this.values.get(key);
  }

  /** A schema that is made once for a name, so that situations with it are equal. */
  named(name: string, make: () => Parameters<typeof madeSchema>[0]): JsonSchema {
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const schema = madeSchema(make());
    this.made.set(name, schema);
    return schema;
  }

  /** What of the differences remains when the situation's alternatives are looked at one by one. */
  apart(situation: Situation, obligation: Obligation, reader: JsonSchema, depth = 0): readonly Found[] {
    const whole = knowing(situation, obligation(situation));
    if (whole.length === 0 || this.isEmpty(situation)) return [];
    const cases = casesOf(this, situation, reader);
    if (cases === undefined) return whole;
    const remaining: Found[] = [];
    for (const { all, nots = [], split } of cases) {
      const narrowed = this.with(situation, { all, nots, ...(split === undefined ? {} : { split }) });
      remaining.push(...under({ kind: 'case', all, nots }, this.apart(narrowed, obligation, reader, depth + 1)));
      // One case of a case is enough to tell: all of them may be many.
      if (remaining.length > 0 && depth > 0) break;
    }
    return distinct(remaining);
  }

  private settle(situation: Situation, reader: JsonSchema): readonly Found[] {
    if (situation.all.some((schema) => this.equality.isEqual(schema, reader))) return [];
    const passedOn = [...reader.refs, ...reader.allOf].flatMap((part) => this.differences(situation, part));
    const values = this.valuesIn(situation);
    if (values !== undefined) {
      return distinct([...passedOn, ...knowing(situation, valueDifferences(this, values, reader))]);
    }
    const own = [typeDifferences, numberDifferences, textDifferences, objectDifferences, arrayDifferences];
    const differences = own.flatMap((differencesOf) =>
      this.apart(situation, (narrowed) => differencesOf(this, narrowed, reader), NEVER),
    );
    const combined = combinedDifferences(this, reader).flatMap((obligation) =>
      this.apart(situation, obligation, reader),
    );
    return distinct([...passedOn, ...differences, ...combined]);
  }
}

export const NEVER = madeSchema({ never: true });

/** The differences of the value itself, with what is known of it. */
function knowing({ all }: Situation, differences: readonly Found[]): readonly Found[] {
  return differences.map((difference) =>
    difference.known === undefined && difference.trail.length === 0 ? { ...difference, known: all } : difference,
  );
}

/** Without those that are told already, of the same value. */
export function distinct(differences: readonly Found[]): readonly Found[] {
  const told = new Map<string, Found>();
  for (const difference of differences) {
    const words = difference.trail.map((step) => ('word' in step ? step.word : ''));
    const key = JSON.stringify([words, difference.property, difference.place, difference.kind, difference.reason]);
    if (!told.has(key)) told.set(key, difference);
  }
  return [...told.values()];
}
