import type { JsonSettings } from '../../config/json-settings.js';
import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { SchemaPart } from '../../json-schema/schema/synthetic-schema.js';
import type { Conjunction, Conjunctions, Refinement } from './conjunction.js';
import type { Violation } from './difference.js';
import type { Prover } from './prover.js';

/** What the rules for single keywords ask of the proof that they are part of. */
export interface Containment {
  readonly conjunctions: Conjunctions;
  readonly settings: JsonSettings;
  readonly prover: Prover;
  /** What of the schema a value of the conjunction may not satisfy. */
  differences(conjunction: Conjunction, reader: JsonSchema): readonly Violation[];
  /** Whether every value of the conjunction satisfies the schema. */
  fits(conjunction: Conjunction, reader: JsonSchema): boolean;
  /** Whether it is certain that no value is of the conjunction. */
  isEmpty(conjunction: Conjunction): boolean;
  /** Whether it is certain that a schema is satisfied by no value of the conjunction. */
  excludes(conjunction: Conjunction, schema: JsonSchema): boolean;
  with(conjunction: Conjunction, refinement: Refinement): Conjunction;
  /** The conjunction of a value that satisfies the schemas. */
  of(schemas: readonly JsonSchema[]): Conjunction;
  /** The values of the conjunction, where they are listed. */
  valuesIn(conjunction: Conjunction): readonly unknown[] | undefined;
  /** A schema that is made once for a name, so that conjunctions with it are equal. */
  named(name: string, make: () => SchemaPart): JsonSchema;
}

/** What a conjunction does not prove of a value. */
export type Obligation = (conjunction: Conjunction) => readonly Violation[];
