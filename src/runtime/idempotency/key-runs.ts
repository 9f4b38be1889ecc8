import { untilAborted } from './until-aborted.js';

/** How a run of a key ended: `over` (handled, now or before), or `open` for the next run. */
export type RunEnd = 'over' | 'open';

/** The only run of its key in this invocation, until it ends. */
export interface KeyRun {
  end(how: RunEnd): void;
}

/**
 * Begins a run of a key: after the one that is in progress has ended, or not at all (`over`). `busy` if it has not
 * ended when the signal aborts, or at once without `wait`.
 */
export type BeginRun = (
  key: string,
  settings: { readonly signal: AbortSignal; readonly wait: boolean },
) => Promise<KeyRun | 'over' | 'busy'>;

/**
 * The runs of one invocation. Two of its records with one key wait for each other here, and not in the
 * store, where each would take the other for another invocation.
 */
export function keyRuns(): BeginRun {
  const runs = new Map<string, Promise<RunEnd>>();
  return async (key, { signal, wait }) => {
    for (let run = runs.get(key); run !== undefined; run = runs.get(key)) {
      if (!wait) return 'busy';
      const end = await endOf(run, signal);
      if (end === undefined) return 'busy';
      if (end === 'over') return 'over';
      if (runs.get(key) === run) runs.delete(key);
    }
    let end: KeyRun['end'] = () => undefined;
    runs.set(
      key,
      new Promise((resolve) => {
        end = resolve;
      }),
    );
    return { end };
  };
}

function endOf(run: Promise<RunEnd>, signal: AbortSignal): Promise<RunEnd | undefined> {
  return untilAborted(signal, (resolve: (end: RunEnd) => void) => {
    void run.then(resolve);
    return () => undefined;
  });
}
