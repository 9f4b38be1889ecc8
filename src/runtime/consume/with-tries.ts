import { NonRetryableError } from '../errors.js';
import { isThrown } from '../kafka/thrown-reason.js';
import type { RetryWithin } from './consume-options.js';
import type { Invocation } from './invocation.js';

/** Tries `work` again after it rejects, with growing pauses, while the invocation has time. */
export async function withTries<Result>(
  work: () => Result | PromiseLike<Result>,
  invocation: Invocation,
  { tries, backoff = 100 }: RetryWithin = { tries: 1 },
): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (cause) {
      if (isThrown(cause, NonRetryableError) || tried >= tries) throw cause;
      await pause(backoff * 2 ** (tried - 1), invocation);
      if (invocation.isDraining) throw cause;
    }
  }
}

/** Waits for a number of milliseconds, or until the invocation's time is up. */
function pause(milliseconds: number, { draining }: Invocation): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    void draining.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
