import { LATE, type SimulationClock } from './simulation-clock.js';

/** When virtual time begins: a fixed instant, so that every run is alike. */
const START = Date.UTC(2024, 0, 1);

/** Turns of the event loop without a timer that is due before time moves on: what is ready has then run. */
const IDLE_TURNS = 2;

/** Turns that a handler may ask for one after another, each by `setImmediate`, before time moves on all the same. */
const BUSY_TURNS = 10_000;

const realImmediate = setImmediate;

interface Timer {
  due: number;
  readonly fire: () => void;
  /** For an interval: the time to its next turn. */
  readonly every: number | undefined;
}

/**
 * Time that moves on at once when nothing is left to do but wait: hours of time-outs pass in a moment, and the same
 * seed always gives the same run. While the simulation runs, `setTimeout`, `setInterval` and `Date.now` of this process
 * follow it, so nothing else should run next to it, and the handler must not wait for real input or output (it would
 * always be late). `AbortSignal.timeout` and `node:timers/promises` keep real time.
 */
export function virtualClock(): SimulationClock {
  const timers = new Set<Timer>();
  let now = START;
  let waiting = 0;
  let pumping = false;
  /** How often `setImmediate` was called: whoever calls it has more to do at this very time. */
  let immediates = 0;

  const start = (fire: () => void, milliseconds: number, repeats = false): Timer => {
    const delay = milliseconds >= 1 ? milliseconds : 1;
    const timer = { due: now + delay, fire, every: repeats ? delay : undefined };
    timers.add(timer);
    return timer;
  };

  /** Moves time on to the next timer. */
  const advance = (): void => {
    let first: Timer | undefined;
    for (const timer of timers) if (first === undefined || timer.due < first.due) first = timer;
    if (first === undefined) return;
    now = Math.max(now, first.due);
    if (first.every === undefined) timers.delete(first);
    else first.due = now + first.every;
    first.fire();
  };

  /** Keeps time moving while anything waits for it. */
  const pump = async (): Promise<void> => {
    if (pumping) return;
    pumping = true;
    while (waiting > 0) {
      let known = immediates;
      for (let idle = 0, turn = 0; idle < IDLE_TURNS && turn < BUSY_TURNS; idle++, turn++) {
        await new Promise((done) => realImmediate(done));
        if (immediates > known) idle = -1;
        known = immediates;
      }
      if (waiting > 0) advance();
    }
    pumping = false;
  };

  return {
    now: () => now,
    sleep: (milliseconds) => new Promise((resolve) => start(resolve, milliseconds)),
    async within(milliseconds, work) {
      let timer: Timer | undefined;
      const late = new Promise<typeof LATE>((resolve) => {
        timer = start(() => {
          resolve(LATE);
        }, milliseconds);
      });
      waiting += 1;
      void pump();
      try {
        return await Promise.race([work, late]);
      } finally {
        waiting -= 1;
        if (timer !== undefined) timers.delete(timer);
      }
    },
    async during(simulation) {
      const restore = replaceTimers({
        timers,
        start,
        now: () => now,
        countImmediate: () => immediates++,
      });
      try {
        return await simulation();
      } finally {
        restore();
        timers.clear();
      }
    },
  };
}

interface VirtualTime {
  readonly timers: Set<Timer>;
  readonly start: (fire: () => void, milliseconds: number, repeats?: boolean) => Timer;
  readonly now: () => number;
  readonly countImmediate: () => void;
}

/** Makes the process's timers virtual. Returns what undoes it. */
function replaceTimers({ timers, start, now, countImmediate }: VirtualTime): () => void {
  const handles = new WeakMap<object, Timer>();
  const real = {
    setTimeout,
    setInterval,
    clearTimeout,
    clearInterval,
    setImmediate,
    dateNow: Date.now,
  };
  const starter =
    (repeats: boolean) =>
    (callback: (...args: unknown[]) => void, milliseconds = 0, ...args: unknown[]): object => {
      const timer = start(
        () => {
          callback(...args);
        },
        milliseconds,
        repeats,
      );
      const handle = {
        ref: () => handle,
        unref: () => handle,
        hasRef: () => true,
        refresh: () => {
          timer.due = now() + Math.max(milliseconds, 1);
          timers.add(timer);
          return handle;
        },
      };
      handles.set(handle, timer);
      return handle;
    };
  /** Timers that were started before keep real time. */
  const clear = (handle: unknown): void => {
    const timer = typeof handle === 'object' && handle !== null ? handles.get(handle) : undefined;
    if (timer === undefined) real.clearTimeout(handle as NodeJS.Timeout | undefined);
    else timers.delete(timer);
  };
  Object.assign(globalThis, {
    setTimeout: starter(false),
    setInterval: starter(true),
    clearTimeout: clear,
    clearInterval: clear,
    // Real, but counted. A proxy has the properties that `util.promisify` asks for.
    setImmediate: new Proxy(setImmediate, {
      apply(target, receiver, args) {
        countImmediate();
        const handle: unknown = Reflect.apply(target, receiver, args);
        return handle;
      },
    }),
  });
  Date.now = now;
  return () => {
    const { dateNow, ...functions } = real;
    Object.assign(globalThis, functions);
    Date.now = dateNow;
  };
}
