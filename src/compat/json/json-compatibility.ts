import type { JsonSchema, SchemaPlace } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { firstViolation } from '../../json-schema/validate/validate.js';
import { pathOf } from '../../json-schema/validate/validate-verdict.js';
import { pointerTo } from '../../paths/json-pointer.js';
import { schemaContainment } from '../containment/schema-containment.js';
import { distinct, violation, type Violation, type JsonDifferenceKind } from '../containment/difference.js';
import { BudgetExceededError } from '../containment/prover.js';
import { pathText, pathPointer } from '../containment/value-path.js';
import { fieldPath, fieldStep, ITEM_STEP } from '../field-path.js';
import { counterexampleFinder, type ShownDifference } from '../containment/counterexample.js';

/** Whether every value that satisfies the writer's schema satisfies the reader's. */
export type JsonCompatibility =
  /** Proven. */
  | { readonly verdict: 'compatible' }
  /** `counterexample` satisfies the writer's schema and not the reader's. */
  | {
      readonly verdict: 'incompatible';
      readonly counterexample: unknown;
      readonly differences: readonly JsonDifference[];
    }
  /** Neither is proven. */
  | { readonly verdict: 'undecided'; readonly differences: readonly JsonDifference[] };

export type { JsonDifferenceKind };

/** Something that the writer's schema permits and the reader's does not, or may not. */
export interface JsonDifference {
  readonly kind: JsonDifferenceKind;
  /** The value that it is about, as a JSON pointer; `*` is any item, or any property that the schemas do not name. */
  readonly pointer: string;
  /** The same as people write it: `items[].price`. */
  readonly path: string;
  /** The reader's keyword. */
  readonly place: SchemaPlace;
  /** What may be true of the value in a record of the writer, to be said after its pointer: "may be null". */
  readonly reason: string;
  /** Whether a value was found that satisfies the writer's schema and that the reader's refuses for this. */
  readonly certain: boolean;
}

/** Maximum number of differences reported, and of counterexamples searched. */
const MAX_DIFFERENCES = 100;
const MAX_TRIED = 40;

/**
 * Decides whether a consumer with the reader's schema accepts all that was written by the writer's. The verdict is
 * `compatible` only where that is proven and `incompatible` only where a value shows it, by `validate`; `undecided`
 * otherwise, since containment of JSON Schemas cannot be decided in general.
 */
export function compareJsonSchemas(writer: JsonSchema, reader: JsonSchema, settings: JsonSettings): JsonCompatibility {
  const differences = differencesBetween(writer, reader, settings).slice(0, MAX_DIFFERENCES);
  if (differences.length === 0) return { verdict: 'compatible' };
  const counterexamples = counterexampleFinder({ writer, reader, settings, differences });
  const shown = differences.slice(0, MAX_TRIED).map((difference) => counterexamples.of(difference));
  const hasCause = shown.some((counterexample) => counterexample?.isCause === true);
  // Without one that is the cause alone, several differences bring the refusal about together.
  const isShown = (counterexample: ShownDifference | undefined): counterexample is ShownDifference =>
    counterexample !== undefined && (counterexample.isCause || !hasCause);
  const reported = differences.map((difference, index) => jsonDifference(difference, isShown(shown[index])));
  const first = shown.find(isShown);
  if (first === undefined) return { verdict: 'undecided', differences: reported };
  if (!differences.every(({ kind }) => kind === 'limit')) {
    return { verdict: 'incompatible', counterexample: first.value, differences: reported };
  }
  // That there is more than can be compared does not say what the value is rejected for.
  const rejection = rejectionOf(first.value, reader, settings);
  const uncompared = reported.map((difference) => ({ ...difference, certain: false }));
  return { verdict: 'incompatible', counterexample: first.value, differences: [...rejection, ...uncompared] };
}

/** What the reader's schema rejects a value for. */
function rejectionOf(value: unknown, reader: JsonSchema, settings: JsonSettings): readonly JsonDifference[] {
  const rejected = firstViolation(reader, value, settings);
  if (rejected === undefined) return [];
  const { place, step, reason } = rejected;
  const path = pathOf(step);
  const pointer = pointerTo('', ...path.map((key) => (typeof key === 'number' ? '*' : key)));
  const steps = path.map((key) => (typeof key === 'number' ? ITEM_STEP : fieldStep(key)));
  return [{ kind: 'limit', pointer, path: fieldPath(steps), place, reason: reason(), certain: true }];
}

function differencesBetween(writer: JsonSchema, reader: JsonSchema, settings: JsonSettings): readonly Violation[] {
  const containment = schemaContainment(settings);
  try {
    return distinct(containment.differences(containment.of([writer]), reader));
  } catch (error) {
    if (!(error instanceof BudgetExceededError)) throw error;
    return [
      violation(reader, '', {
        kind: 'limit',
        reason: 'has schemas that are too large to compare',
        counterexamples: [],
      }),
    ];
  }
}

function jsonDifference(difference: Violation, certain: boolean): JsonDifference {
  const { kind, place, reason } = difference;
  return { kind, pointer: pathPointer(difference), path: pathText(difference), place, reason, certain };
}
