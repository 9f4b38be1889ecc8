/**
 * Waits for what `start` begins, or until the signal aborts, which gives undefined. `start` returns what stops it;
 * that is called on an abort.
 */
export function untilAborted<Result>(
  signal: AbortSignal,
  start: (resolve: (result: Result) => void) => () => void,
): Promise<Result | undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const stop = start((result) => {
      signal.removeEventListener('abort', abort);
      resolve(result);
    });
    const abort = () => {
      stop();
      resolve(undefined);
    };
    signal.addEventListener('abort', abort, { once: true });
  });
}
