import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { caseSplit } from './case-split.js';
import { arrayDifferences } from './contain-arrays.js';
import { objectDifferences } from './contain-objects.js';
import { combinedDifferences } from './contain-combined.js';
import { numberDifferences, textDifferences, typeDifferences, valueDifferences } from './contain-values.js';
import { violation, under, type Violation, distinct } from './difference.js';
import { emptinessOf } from './emptiness.js';
import { schemaEquality } from './equality.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import { makeProver } from './prover.js';
import { makeConjunctions, type Conjunction } from './conjunction.js';
import { valuesIn } from './value-facts.js';
import type { Containment, Obligation } from './containment.js';

/**
 * Decides whether every value of a conjunction satisfies a schema. It is right where it finds no difference; where it
 * finds one, that may be one that no value shows, since containment of schemas cannot be decided in general.
 */
export function schemaContainment(settings: JsonSettings): Containment {
  const conjunctions = makeConjunctions();
  const prover = makeProver();
  const isEqual = schemaEquality(prover, settings);
  const made = new Map<string, JsonSchema>();
  const listedValues = new Map<string, readonly unknown[] | undefined>();

  const containment: Containment = {
    conjunctions,
    settings,
    prover,

    differences(conjunction, reader) {
      if (conjunction.positive.includes(reader)) return [];
      const circular = [violation(reader, '', { kind: 'limit', reason: 'refers to itself', counterexamples: [] })];
      const key = `${conjunction.key}<${conjunctions.numberOf(reader)}`;
      return prover.assume(key, circular, () =>
        conjunction.positive.some((schema) => isEqual(schema, reader)) ? [] : settle(containment, conjunction, reader),
      );
    },

    fits(conjunction, reader) {
      return containment.differences(conjunction, reader).length === 0;
    },

    isEmpty(conjunction) {
      const some = [violation(NEVER, '', { kind: 'never', reason: 'may be', counterexamples: [] })];
      const settled = () => (emptinessOf(containment, conjunction) ? [] : some);
      return prover.assume(`${conjunction.key}!`, some, settled).length === 0;
    },

    excludes(conjunction, schema) {
      return containment.isEmpty(containment.with(conjunction, { positive: [schema] }));
    },

    with(conjunction, refinement) {
      prover.spend(conjunction.positive.length);
      return conjunctions.with(conjunction, refinement);
    },

    of(schemas) {
      prover.spend(schemas.length);
      return conjunctions.of(schemas);
    },

    valuesIn(conjunction) {
      const { key, positive } = conjunction;
      if (!listedValues.has(key)) {
        const listed = positive.reduce((sum, schema) => sum + (schema.enum?.length ?? 0), 0);
        prover.spend(listed * positive.length);
        listedValues.set(key, valuesIn(conjunction, settings));
      }
      return listedValues.get(key);
    },

    named(name, make) {
      const schema = made.get(name) ?? syntheticSchema(make());
      made.set(name, schema);
      return schema;
    },
  };
  return containment;
}

function settle(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Violation[] {
  const passedOn = [...reader.refs, ...reader.allOf].flatMap((part) => containment.differences(conjunction, part));
  const values = containment.valuesIn(conjunction);
  if (values !== undefined) {
    return distinct([...passedOn, ...knowing(conjunction, valueDifferences(containment, values, reader))]);
  }
  const own = [typeDifferences, numberDifferences, textDifferences, objectDifferences, arrayDifferences];
  const differences = own.flatMap((differencesOf) =>
    apart(containment, conjunction, {
      obligation: (narrowed) => differencesOf(containment, narrowed, reader),
      reader,
      splitBy: NEVER,
    }),
  );
  const combined = combinedDifferences(containment, reader).flatMap((obligation) =>
    apart(containment, conjunction, { obligation, reader, splitBy: reader }),
  );
  return distinct([...passedOn, ...differences, ...combined]);
}

/** What is to be proven of a conjunction, and how it may be split. */
interface Claim {
  readonly obligation: Obligation;
  /** The schema that values are compared with. */
  readonly reader: JsonSchema;
  /** The schema whose alternatives are looked at one by one, too. */
  readonly splitBy: JsonSchema;
}

/** What of the differences remains when the conjunction's alternatives are looked at one by one. */
function apart(containment: Containment, conjunction: Conjunction, claim: Claim, depth = 0): readonly Violation[] {
  const { obligation, reader, splitBy } = claim;
  const whole = knowing(conjunction, obligation(conjunction));
  if (whole.length === 0 || containment.isEmpty(conjunction)) return [];
  const values = depth === 0 ? undefined : containment.valuesIn(conjunction);
  if (values !== undefined) {
    const refused = knowing(conjunction, valueDifferences(containment, values, reader));
    const isListed = conjunction.positive.some((schema) => schema.enum !== undefined);
    return isListed || refused.length === 0 ? refused : whole;
  }
  const cases = caseSplit(containment, conjunction, splitBy);
  if (cases === undefined) return whole;
  const remaining: Violation[] = [];
  for (const { positive, negative = [], split } of cases) {
    const narrowed = containment.with(conjunction, {
      positive,
      negative,
      ...(split === undefined ? {} : { split }),
    });
    remaining.push(...under({ kind: 'case', positive, negative }, apart(containment, narrowed, claim, depth + 1)));
    // One case of a case is enough: there may be many.
    if (remaining.length > 0 && depth > 0) break;
  }
  return distinct(remaining);
}

const NEVER = syntheticSchema({ never: true });

/** The differences of the value itself, with what is known of it. */
function knowing({ positive }: Conjunction, differences: readonly Violation[]): readonly Violation[] {
  return differences.map((difference) =>
    difference.known === undefined && difference.path.length === 0 ? { ...difference, known: positive } : difference,
  );
}
