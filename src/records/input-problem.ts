import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { counted } from '../diagnostics/counted.js';

/** What to pass where records are needed. */
export const RECORDS_AS_JSON = 'Pass Lambda events, on-failure payloads or dead letters as JSON.';

/** What is wrong with what someone handed to a command. */
export function inputProblem(message: string, help?: string): Diagnostic {
  return { code: 'input-unusable', severity: 'error', message, ...(help === undefined ? {} : { help }) };
}

/** An input without records, or with places that hold none where there should be one. */
export function noRecords(faults: readonly string[]): Diagnostic {
  const [first, ...others] = faults;
  if (first === undefined) return inputProblem('there are no records in it', RECORDS_AS_JSON);
  const more = others.length === 0 ? '' : `, and ${counted(others.length, 'other place')}`;
  return inputProblem(`${first}${more}`, 'Correct the input, or remove what is not a record.');
}

/** Thrown by a source that holds what should be a record and is not. */
export class InputError extends Error {
  override readonly name = 'InputError';
  private readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults[0]);
    this.faults = faults;
  }

  diagnostic(): Diagnostic {
    return noRecords(this.faults);
  }
}
