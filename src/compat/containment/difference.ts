import { placeOf } from '../../json-schema/validate/validate-verdict.js';
import type { JsonSchema, SchemaPlace } from '../../json-schema/schema/json-schema.js';

/** What of the reader's schema a value of the writer's may not satisfy. */
export type JsonDifferenceKind =
  | 'type'
  | 'values'
  | 'range'
  | 'multiple'
  | 'length'
  | 'pattern'
  | 'format'
  | 'required'
  | 'dependent'
  /** A property that the writer may give and the reader does not allow. */
  | 'closed'
  /** A property of the reader's of which the writer's schema says nothing, so that it may hold anything. */
  | 'undeclared'
  | 'count'
  | 'name'
  | 'unique'
  | 'contains'
  | 'alternatives'
  | 'not'
  | 'never'
  /** More than can be compared; where a value shows that the reader rejects it, what for. */
  | 'limit';

/** A step from a value to the value that a difference is about, and what else the way there asks of the value. */
export type Step =
  | { readonly kind: 'property'; readonly name: string; readonly segment: string }
  /** A property that no schema names: any but `names`. */
  | {
      readonly kind: 'other';
      /** All of them match its name. */
      readonly patterns: readonly string[];
      readonly names: readonly string[];
      readonly segment: string;
    }
  | { readonly kind: 'item'; readonly index: number; readonly segment: string }
  /** The name of a property, as a value. */
  | { readonly kind: 'name' }
  | { readonly kind: 'case'; readonly positive: readonly JsonSchema[]; readonly negative: readonly JsonSchema[] };

/** A difference as it is found, seen from the value that is compared. */
export interface Violation {
  readonly kind: JsonDifferenceKind;
  /** The reader's keyword, as the model calls it; '' where it is the schema as a whole. */
  readonly keyword: string;
  readonly place: SchemaPlace;
  readonly reason: string;
  readonly path: readonly Step[];
  /** The property that it is about, where `path` leads to the object that lacks or has it. */
  readonly property?: string;
  /** The reader's schema that refuses the value at the end of the path. */
  readonly reader: JsonSchema;
  /** What else is known of that value. */
  readonly known?: readonly JsonSchema[];
  /** What a value that shows the difference may be like; to be tried in turn. */
  readonly counterexamples: readonly JsonSchema[];
}

/** A difference at a keyword of the reader's. */
export function violation(reader: JsonSchema, keyword: string, rest: ViolationHere): Violation {
  return { keyword, place: placeOf(reader, keyword), path: [], reader, ...rest };
}

type ViolationHere = Pick<Violation, 'kind' | 'reason' | 'counterexamples' | 'property'>;

/** The same differences, seen from a value around. */
export function under(step: Step, differences: readonly Violation[]): readonly Violation[] {
  return differences.map((difference) => ({ ...difference, path: [step, ...difference.path] }));
}

/** Removes what says the same of the same value. */
export function distinct(differences: readonly Violation[]): readonly Violation[] {
  const unique = new Map<string, Violation>();
  for (const difference of differences) {
    const segments = difference.path.map((step) => ('segment' in step ? step.segment : ''));
    const key = JSON.stringify([segments, difference.property, difference.place, difference.kind, difference.reason]);
    if (!unique.has(key)) unique.set(key, difference);
  }
  return [...unique.values()];
}
