import { JsonConversions, type JsonConvert } from './convert.js';
import { findFaults, JsonFaults, type JsonCheck } from './faults.js';

/**
 * A schema as libraries take it that know Standard Schema, version 1 (standardschema.dev): Powertools' `kafkaConsumer`, and
 * libraries for forms and remote calls.
 */
export interface StandardSchema<Output, Input = Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'gen-msk-consumer';
    readonly validate: (value: unknown) => StandardResult<Output>;
    /** For the compiler only. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** A valid value, or what is wrong with it. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

export interface StandardIssue {
  readonly message: string;
  /** The way from the value to what is wrong in it. */
  readonly path: readonly (string | number)[];
}

/**
 * Creates a schema that validates with a generated check. With `convert`, a valid value is copied and converted, as when a
 * record is decoded.
 */
export function standardSchema<Output>(check: JsonCheck): StandardSchema<Output>;
export function standardSchema<Output>(
  check: JsonCheck,
  convert: JsonConvert,
): StandardSchema<Output, unknown>;
export function standardSchema<Output>(
  check: JsonCheck,
  convert?: JsonConvert,
): StandardSchema<Output, unknown> {
  const validate = (value: unknown): StandardResult<Output> => {
    const faults = findFaults(check, value);
    if (faults !== undefined) return { issues: issuesOf(faults) };
    // The check, generated from the schema as Output is, has made sure of it.
    return convert === undefined ? { value: value as Output } : converted(value, convert);
  };
  return { '~standard': { version: 1, vendor: 'gen-msk-consumer', validate } };
}

function converted<Output>(value: unknown, convert: JsonConvert): StandardResult<Output> {
  const root: Record<string, unknown> = { value: structuredClone(value) };
  const into = new JsonConversions();
  convert(root, 'value', into);
  const faults = new JsonFaults(1);
  if (!into.apply(root, faults)) return { issues: issuesOf(faults) };
  // The check and the conversions, generated from the schema as Output is, have made sure of it.
  const { value: made } = root;
  return { value: made as Output };
}

function issuesOf(faults: JsonFaults): readonly StandardIssue[] {
  const paths = faults.paths();
  return faults.list().map(({ reason }, index) => ({ message: reason, path: paths[index] ?? [] }));
}
