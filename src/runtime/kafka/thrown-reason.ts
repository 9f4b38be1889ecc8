/**
 * What a thrown value says of itself. It may be anything, and only an Error's message or a text is meant to be read. Never
 * throws, whatever its getters or a proxy's traps do.
 */
export function thrownReason(cause: unknown): string {
  if (typeof cause === 'string') return cause;
  try {
    const message: unknown =
      typeof cause === 'object' && cause !== null && 'message' in cause && cause.message;
    if (typeof message === 'string') return message;
  } catch {
    // Of a value that cannot be asked, its type is all there is to say.
  }
  return `a thrown ${typeof cause}`;
}
