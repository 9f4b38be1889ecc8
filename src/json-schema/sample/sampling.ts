import type { SampleLabel } from '../../samples/sample-label.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import type { Obstacle } from './sample-conjunct.js';

/** Where a sample value stands. */
export interface SamplePlace {
  /** Every draw for the value is made from it. */
  readonly path: string;
  readonly label: SampleLabel;
  readonly depth: number;
  /** Whether it stands in an object that holds itself: everything takes its smallest form. */
  readonly ending: boolean;
  /** The keys of the schemas that the values around it are of. */
  readonly open: ReadonlySet<string>;
}

/** Values that satisfy what is asked, best first; in the end, what stood in the way of more. */
export type Candidates = Generator<unknown, Obstacle | undefined>;

/** The search for sample values, as its parts see it. */
export interface Sampling {
  readonly settings: JsonSettings;
  /** Values that satisfy all of the schemas. */
  candidates(demand: readonly JsonSchema[], place: SamplePlace): Candidates;
  /** Whether there is room for a part that could be left out, that has to satisfy all of the schemas; takes the room. */
  affords(demand: readonly JsonSchema[], place: SamplePlace): boolean;
}

/** The values of a search as far as they were asked for, which are kept. */
export interface Stock {
  /** The value at an index, in an object of its own; undefined if there are fewer. */
  readonly at: (index: number) => { readonly value: unknown } | undefined;
  /** What stood in the way of more; undefined before it is known that there are no more. */
  readonly obstacle: () => Obstacle | undefined;
}

export function makeStock(source: Candidates): Stock {
  const values: unknown[] = [];
  let end: { readonly obstacle: Obstacle | undefined } | undefined;
  return {
    at: (index) => {
      while (end === undefined && values.length <= index) {
        const next = source.next();
        if (next.done === true) end = { obstacle: next.value };
        else values.push(next.value);
      }
      return index < values.length ? { value: values[index] } : undefined;
    },
    obstacle: () => end?.obstacle,
  };
}

/** The deeper of two obstacles, which is more specific; the first of two equal ones. */
export function deeper(one: Obstacle | undefined, other: Obstacle | undefined): Obstacle | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.depth > one.depth ? other : one;
}
