import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { caseSplit } from './case-split.js';
import { arrayDifferences } from './contain-arrays.js';
import { objectDifferences } from './contain-objects.js';
import { combinedDifferences } from './contain-combined.js';
import { numberDifferences, textDifferences, typeDifferences, valueDifferences } from './contain-values.js';
import { violation, under, type Violation, distinct } from './difference.js';
import { emptinessOf } from './emptiness.js';
import { schemaEquality, type SchemaEquality } from './equality.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import { Prover } from './prover.js';
import { Conjunctions, type Refinement, type Conjunction } from './conjunction.js';
import { valuesIn } from './value-facts.js';
import type { Containment, Obligation } from './containment.js';

/**
 * Decides whether every value of a conjunction satisfies a schema. It is right where it finds no difference; where it
 * finds one, that may be one that no value shows, since containment of schemas cannot be decided in general.
 */
export class SchemaContainment implements Containment {
  readonly conjunctions = new Conjunctions();
  readonly settings: JsonSettings;
  readonly prover = new Prover();
  private readonly isEqual: SchemaEquality;
  private readonly made = new Map<string, JsonSchema>();
  private readonly values = new Map<string, readonly unknown[] | undefined>();

  constructor(settings: JsonSettings) {
    this.settings = settings;
    this.isEqual = schemaEquality(this.prover, settings);
  }

  differences(conjunction: Conjunction, reader: JsonSchema): readonly Violation[] {
    if (conjunction.positive.includes(reader)) return [];
    const circular = [violation(reader, '', { kind: 'limit', reason: 'refers to itself', counterexamples: [] })];
    const key = `${conjunction.key}<${this.conjunctions.numberOf(reader)}`;
    return this.prover.assume(key, circular, () => this.settle(conjunction, reader));
  }

  fits(conjunction: Conjunction, reader: JsonSchema): boolean {
    return this.differences(conjunction, reader).length === 0;
  }

  isEmpty(conjunction: Conjunction): boolean {
    const some = [violation(NEVER, '', { kind: 'never', reason: 'may be', counterexamples: [] })];
    return (
      this.prover.assume(`${conjunction.key}!`, some, () => (emptinessOf(this, conjunction) ? [] : some)).length === 0
    );
  }

  excludes(conjunction: Conjunction, schema: JsonSchema): boolean {
    return this.isEmpty(this.with(conjunction, { positive: [schema] }));
  }

  with(conjunction: Conjunction, refinement: Refinement): Conjunction {
    this.prover.spend(conjunction.positive.length);
    return this.conjunctions.with(conjunction, refinement);
  }

  of(schemas: readonly JsonSchema[]): Conjunction {
    this.prover.spend(schemas.length);
    return this.conjunctions.of(schemas);
  }

  valuesIn(conjunction: Conjunction): readonly unknown[] | undefined {
    const { key } = conjunction;
    if (!this.values.has(key)) {
      const listed = conjunction.positive.reduce((sum, schema) => sum + (schema.enum?.length ?? 0), 0);
      this.prover.spend(listed * conjunction.positive.length);
      this.values.set(key, valuesIn(conjunction, this.settings));
    }
    return this.values.get(key);
  }

  named(name: string, make: () => Parameters<typeof syntheticSchema>[0]): JsonSchema {
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const schema = syntheticSchema(make());
    this.made.set(name, schema);
    return schema;
  }

  /**
   * What of the differences remains when the conjunction's alternatives are looked at one by one. `splitBy` has the
   * alternatives of the reader's that are looked at, too.
   */
  apart(
    conjunction: Conjunction,
    obligation: Obligation,
    { reader, splitBy }: Reader,
    depth = 0,
  ): readonly Violation[] {
    const whole = knowing(conjunction, obligation(conjunction));
    if (whole.length === 0 || this.isEmpty(conjunction)) return [];
    const values = depth === 0 ? undefined : this.valuesIn(conjunction);
    if (values !== undefined) {
      const refused = knowing(conjunction, valueDifferences(this, values, reader));
      const isListed = conjunction.positive.some((schema) => schema.enum !== undefined);
      return isListed || refused.length === 0 ? refused : whole;
    }
    const cases = caseSplit(this, conjunction, splitBy);
    if (cases === undefined) return whole;
    const remaining: Violation[] = [];
    for (const { positive, negative = [], split } of cases) {
      const narrowed = this.with(conjunction, { positive, negative, ...(split === undefined ? {} : { split }) });
      remaining.push(
        ...under(
          { kind: 'case', positive, negative },
          this.apart(narrowed, obligation, { reader, splitBy }, depth + 1),
        ),
      );
      // One case of a case is enough: there may be many.
      if (remaining.length > 0 && depth > 0) break;
    }
    return distinct(remaining);
  }

  private settle(conjunction: Conjunction, reader: JsonSchema): readonly Violation[] {
    if (conjunction.positive.some((schema) => this.isEqual(schema, reader))) return [];
    const passedOn = [...reader.refs, ...reader.allOf].flatMap((part) => this.differences(conjunction, part));
    const values = this.valuesIn(conjunction);
    if (values !== undefined) {
      return distinct([...passedOn, ...knowing(conjunction, valueDifferences(this, values, reader))]);
    }
    const own = [typeDifferences, numberDifferences, textDifferences, objectDifferences, arrayDifferences];
    const differences = own.flatMap((differencesOf) =>
      this.apart(conjunction, (narrowed) => differencesOf(this, narrowed, reader), { reader, splitBy: NEVER }),
    );
    const combined = combinedDifferences(this, reader).flatMap((obligation) =>
      this.apart(conjunction, obligation, { reader, splitBy: reader }),
    );
    return distinct([...passedOn, ...differences, ...combined]);
  }
}

/** The schema that values are compared with, and the one whose alternatives are split. */
interface Reader {
  readonly reader: JsonSchema;
  readonly splitBy: JsonSchema;
}

const NEVER = syntheticSchema({ never: true });

/** The differences of the value itself, with what is known of it. */
function knowing({ positive }: Conjunction, differences: readonly Violation[]): readonly Violation[] {
  return differences.map((difference) =>
    difference.known === undefined && difference.path.length === 0 ? { ...difference, known: positive } : difference,
  );
}
