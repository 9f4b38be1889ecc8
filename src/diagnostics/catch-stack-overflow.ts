import type { Diagnostic } from './diagnostic.js';

/** What work came to, unless the call stack could not hold it. */
export type StackResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

/**
 * Does work that calls itself once for each type inside another; not `ok` where schemas are made so that the call stack
 * cannot hold it. No schema that people write comes near.
 */
export function catchStackOverflow<T>(work: () => T): StackResult<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (isStackFull(error)) return { ok: false };
    throw error;
  }
}

/** The same for work that awaits something in between. */
export async function catchStackOverflowAsync<T>(work: () => Promise<T>): Promise<StackResult<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (isStackFull(error)) return { ok: false };
    throw error;
  }
}

/** What JavaScript throws when the stack is full, and for few other things: those are bugs. */
function isStackFull(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

/** What to say of such a schema. */
export function tooDeep(file: string): Diagnostic {
  return {
    code: 'schema-invalid',
    severity: 'error',
    message: 'its types are nested too deeply',
    location: { file },
  };
}
