/** What an implementation makes of a request: a result, or its words for refusing it. */
export type Outcome<T> = { readonly ok: T } | { readonly error: string };

/** Runs `action`; whatever it throws is the refusal. */
export function outcomeOf<T>(action: () => T): Outcome<T> {
  try {
    return { ok: action() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** The result of an outcome that must be one; throws with the refusal otherwise. */
export function resultOf<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw new Error(outcome.error);
  return outcome.ok;
}
