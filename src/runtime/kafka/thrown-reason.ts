/**
 * Describes a thrown value, which may be anything: the message of an Error, a string, or else the type. Never throws,
 * whatever its getters or a proxy's traps do.
 */
export function thrownReason(cause: unknown): string {
  if (typeof cause === 'string') return cause;
  try {
    const message: unknown =
      typeof cause === 'object' && cause !== null && 'message' in cause && cause.message;
    if (typeof message === 'string') return message;
  } catch {
    // A value that cannot be inspected is described by its type.
  }
  return `a thrown ${typeof cause}`;
}

/** Whether a thrown value is an error of a class. Never throws, as `instanceof` does for a revoked proxy. */
export function isThrown<Kind>(
  cause: unknown,
  kind: abstract new (...args: never) => Kind,
): cause is Kind {
  try {
    return cause instanceof kind;
  } catch {
    return false;
  }
}
