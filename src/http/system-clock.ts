import { setTimeout } from 'node:timers/promises';

import type { Clock } from './clock.js';

/** The clock on the wall. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wait: async (milliseconds, signal) => {
    try {
      await setTimeout(milliseconds, undefined, { signal });
    } catch (error) {
      // Called off: the request that comes next sees that itself.
      if (!signal.aborted) throw error;
    }
  },
  random: () => Math.random(),
};
