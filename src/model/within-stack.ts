import type { Diagnostic } from '../diagnostic.js';

/**
 * Does work that calls itself once for each type inside another, and returns undefined where schemas are made so that
 * the call stack cannot hold it. No schema that people write comes near.
 */
export function withinStack<T>(work: () => T): { readonly done: T } | undefined {
  try {
    return { done: work() };
  } catch (error) {
    // What JavaScript throws when the stack is full, and for few other things: those are bugs.
    if (error instanceof RangeError && error.message.includes('call stack')) return undefined;
    throw error;
  }
}

/** What to say of such a schema. */
export function tooDeep(file: string): Diagnostic {
  return {
    code: 'schema-invalid',
    severity: 'error',
    message: 'its types hold one another too deep to be worked through',
    location: { file },
  };
}
