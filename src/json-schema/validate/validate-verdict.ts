import { jsonPointer, type JsonFault, type JsonPath } from '../../runtime/json/faults.js';
import type { JsonSchema, SchemaPlace } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';

/** A step into a document: the property or index last taken, within the steps before it. */
export interface JsonStep {
  readonly within: JsonStep | undefined;
  readonly key: string | number;
}

/** What a value violates, and where. */
export interface Violation {
  readonly place: SchemaPlace;
  readonly step: JsonStep | undefined;
  /** Makes the words of the fault: most violations are only looked for, not reported. */
  readonly reason: () => string;
}

/** A value at its place, and a schema for it. */
export interface Check {
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly step: JsonStep | undefined;
  /** Takes down the properties and items that are evaluated on the way, where a schema around it asks. */
  readonly evaluated: Evaluated | undefined;
}

/** The result of one schema for one value. */
export interface Outcome {
  readonly isValid: boolean;
  readonly violation: Violation | undefined;
  /** What it evaluates; undefined where no schema around it asked. */
  readonly evaluated: Evaluated | undefined;
}

/** What an interpretation has come to so far, and the interpreter that the rules for keywords call for schemas within. */
export class Verdict {
  readonly settings: JsonSettings;
  /** How many schemas are open. */
  depth = 0;
  /** The latest: where a value is invalid, the one that made it so. */
  violation: Violation | undefined;
  private readonly outcomes = new Map<JsonSchema, Map<unknown, Outcome>>();
  private readonly file: string;
  private readonly interpret: (verdict: Verdict, check: Check) => boolean;

  /** `file` is the root schema's; a schema of another file is named with its own. */
  constructor(options: {
    readonly file: string;
    readonly settings: JsonSettings;
    readonly isValid: (verdict: Verdict, check: Check) => boolean;
  }) {
    this.file = options.file;
    this.settings = options.settings;
    this.interpret = options.isValid;
  }

  /** Whether a value within is valid against a schema within. */
  isValid(check: Check): boolean {
    return this.interpret(this, check);
  }

  /** The outcome for this place, where it is known already: however many schemas lead to it, it is worked out once. */
  outcomeOf({ schema, value, step, evaluated }: Check): Outcome | undefined {
    const known = this.outcomes.get(schema)?.get(placeIn(value, step));
    return known === undefined || (evaluated !== undefined && known.evaluated === undefined) ? undefined : known;
  }

  keep({ schema, value, step }: Check, outcome: Outcome): void {
    const known = this.outcomes.get(schema) ?? new Map<unknown, Outcome>();
    this.outcomes.set(schema, known.set(placeIn(value, step), outcome));
  }

  /** Takes down what is violated; false, for the caller to return. */
  fail(schema: JsonSchema, keyword: string, step: JsonStep | undefined, reason: () => string): false {
    this.violation = { place: placeOf(schema, keyword), step, reason };
    return false;
  }

  /** The latest violation, as the decoder would report it. */
  fault(): JsonFault {
    if (this.violation === undefined) throw new Error('nothing is violated');
    const { place, step, reason } = this.violation;
    const file = place.file === this.file ? '' : place.file;
    return { pointer: jsonPointer(pathOf(step)), schemaPointer: `${file}#${place.pointer}`, reason: reason() };
  }
}

/** An object or array stands in one place; of other values there may be several in a document. */
function placeIn(value: unknown, step: JsonStep | undefined): unknown {
  return typeof value === 'object' && value !== null ? value : step;
}

/** Where a keyword stands in the schema's text; '' is the schema itself. */
export function placeOf(schema: JsonSchema, keyword: string): SchemaPlace {
  if (keyword === '') return schema.place;
  return { ...schema.place, pointer: schema.spelled.get(keyword) ?? `${schema.place.pointer}/${keyword}` };
}

/** The path to a value: names and indexes, from the root. */
export function pathOf(step: JsonStep | undefined): JsonPath {
  const path: (string | number)[] = [];
  for (let at = step; at !== undefined; at = at.within) path.push(at.key);
  return path.reverse();
}

/** The properties and items of one value that its schemas have evaluated, for `unevaluatedProperties` and `unevaluatedItems`. */
export interface Evaluated {
  readonly properties: Set<string>;
  readonly items: Set<number>;
}

export function nothingEvaluated(): Evaluated {
  return { properties: new Set(), items: new Set() };
}

export function addEvaluated(to: Evaluated, other: Evaluated): void {
  for (const key of other.properties) to.properties.add(key);
  for (const index of other.items) to.items.add(index);
}
