/** The time of a simulation: time-outs, latencies and what the consumer itself waits for. */
export interface SimulationClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after this time, or never if the simulation ends before. */
  sleep(milliseconds: number): Promise<void>;
  /** What `work` resolves with, or `LATE` if that takes longer than `milliseconds`. Rejects as `work` does. */
  within<T>(milliseconds: number, work: Promise<T>): Promise<T | typeof LATE>;
  /** Runs a simulation by this clock. */
  during<T>(simulation: () => Promise<T>): Promise<T>;
}

/** The outcome of work that takes longer than it may. */
export const LATE: unique symbol = Symbol('late');

/**
 * Time as it passes. The one to use when the handler does input or output of its own; the others are awaited no
 * longer than a time-out.
 */
export const realClock: SimulationClock = {
  now: () => Date.now(),
  sleep: (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds).unref();
    }),
  async within(milliseconds, work) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<typeof LATE>((resolve) => {
      timer = setTimeout(() => {
        resolve(LATE);
      }, milliseconds);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  },
  during: (simulation) => simulation(),
};
