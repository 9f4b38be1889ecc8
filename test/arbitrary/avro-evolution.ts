import type fc from 'fast-check';

import { schemaFrom } from './avro-schema.js';
import { datumFrom, type AvroDatum } from './avro-value.js';
import { fromChoices } from './choices.js';
import { Evolver } from './evolver.js';
import { namesIn, nodesOf } from './schema-node.js';

const EVOLUTION_BYTES = 900;

/** What can happen between two versions; an item is what an array or map holds. */
export const EVOLUTION_STEPS = [
  'add field',
  'add field with float or bytes in its default',
  'remove field',
  'reorder fields',
  'rename field',
  'rename type',
  'promote number',
  'promote number item',
  'promote text',
  'widen to union',
  'widen item to union',
  'add branch',
  'add symbol',
  'remove symbol',
  'reorder symbols',
] as const;

export type EvolutionStep = (typeof EVOLUTION_STEPS)[number];

/**
 * The steps after which Apache Avro's Python implementation reads old data with the new schema: it knows no aliases, no enum
 * default, no strings read as bytes, no promotion in items, and reads some defaults wrongly.
 */
export const STEPS_THAT_PYTHON_AVRO_READS: ReadonlySet<EvolutionStep> = new Set<EvolutionStep>([
  'add field',
  'remove field',
  'reorder fields',
  'promote number',
  'widen to union',
  'add branch',
  'add symbol',
  'reorder symbols',
]);

/** Two versions of a schema, with a datum of each. */
export interface AvroEvolution {
  readonly old: AvroDatum;
  readonly new: AvroDatum;
  /** What was done to the old schema, each step once, in the order of `EVOLUTION_STEPS`. */
  readonly steps: readonly EvolutionStep[];
}

/** A random schema and a random next version of it: the new one reads all data of the old one, not always the other way round. */
export function avroEvolution(): fc.Arbitrary<AvroEvolution> {
  return fromChoices(EVOLUTION_BYTES, (choices) => {
    const before = schemaFrom(choices);
    const evolver = new Evolver(choices, namesIn(nodesOf(before)));
    const after = evolver.evolve(before);
    return {
      old: datumFrom(before, choices, evolver.promoted),
      new: datumFrom(after, choices, evolver.promoted),
      steps: EVOLUTION_STEPS.filter((step) => evolver.steps.has(step)),
    };
  });
}
