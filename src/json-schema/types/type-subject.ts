import { conjunctionOf, isFree, isTransparent, type Conjunction } from './conjunction.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { ownName } from '../schema/own-name.js';
import type { NamePlace } from './type-schema.js';

/** What a value has to satisfy, and what its type is called after. */
export interface Subject {
  readonly schemas: readonly JsonSchema[];
  /** Choices that are made already. */
  readonly without: ReadonlySet<string>;
  /** The schema that describes it and those that this one refers to. */
  readonly entry: readonly JsonSchema[];
  readonly place: NamePlace;
  /** Whether the property that holds it describes it. */
  readonly isDiscriminated: boolean;
  /** In how many combinations of branches it is one. */
  readonly combinations: number;
}

/** `under`: what holds it, and its name there. */
export function subjectOf(schemas: readonly JsonSchema[], under: NamePlace['under'], settings: JsonSettings): Subject {
  const entry = entryOf(schemas, settings);
  return {
    schemas,
    without: new Set(),
    entry,
    place: { own: ownName(entry), under },
    isDiscriminated: false,
    combinations: 1,
  };
}

/** The same values, named after what holds them. */
export function within(subject: Subject, word: string): Subject {
  return { ...subject, place: { own: undefined, under: { place: subject.place, word } } };
}

/** The schema that describes a value, and those that it refers to. */
export function entryOf(schemas: readonly JsonSchema[], settings: JsonSettings): readonly JsonSchema[] {
  const [only, ...more] = telling(schemas, settings);
  if (only === undefined || more.length > 0) return [];
  const chain = [only];
  for (let last = only; isTransparent(last, settings);) {
    const [next, ...others] = telling([...last.refs, ...last.allOf], settings);
    if (next === undefined || others.length > 0 || chain.includes(next)) break;
    chain.unshift(next);
    last = next;
  }
  return chain;
}

function telling(schemas: readonly JsonSchema[], settings: JsonSettings): readonly JsonSchema[] {
  return schemas.filter((schema) => !isFree(conjunctionOf([schema], settings)));
}

/** Schemas that say the same under different names are different types. */
export function namedKey({ key }: Conjunction, entry: readonly JsonSchema[]): string {
  const name = ownName(entry);
  return name === undefined ? key : `${key} as ${name}`;
}
