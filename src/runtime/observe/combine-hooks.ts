import type { ConsumerHooks } from '../consume/hooks.js';

type Hook<Args extends readonly unknown[]> = (...args: Args) => unknown;

/**
 * Makes one set of hooks of several: each hook is called, in this order, and all are awaited together. If one fails,
 * the others are called all the same, and its error is thrown afterwards.
 *
 * @example
 * consumeOrders(handleOrder, combineHooks(jsonLogs(), emfMetrics({ namespace: 'Orders' })));
 */
export function combineHooks(...sets: readonly ConsumerHooks[]): ConsumerHooks {
  return {
    onBatch: together(sets.map(({ onBatch }) => onBatch)),
    onRecord: together(sets.map(({ onRecord }) => onRecord)),
    onSkipped: together(sets.map(({ onSkipped }) => onSkipped)),
    onDuplicate: together(sets.map(({ onDuplicate }) => onDuplicate)),
    onError: together(sets.map(({ onError }) => onError)),
    onHandBack: together(sets.map(({ onHandBack }) => onHandBack)),
  };
}

/** One hook of several; undefined for none, which costs a consumer nothing. */
function together<Args extends readonly unknown[]>(
  hooks: readonly (Hook<Args> | undefined)[],
): Hook<Args> | undefined {
  const present = hooks.filter((hook) => hook !== undefined);
  if (present.length < 2) return present[0];
  return async (...args) => {
    const outcomes = await Promise.allSettled(
      present.map(
        (hook) =>
          new Promise((resolve) => {
            resolve(hook(...args));
          }),
      ),
    );
    const causes = outcomes.flatMap((outcome): readonly unknown[] =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    if (causes.length === 1) throw causes[0];
    if (causes.length > 1)
      throw new AggregateError(causes, `${String(causes.length)} hooks failed`);
  };
}
