/** Wakes a loop that has nothing to do. */
export interface Wakeup {
  readonly notify: () => void;
  /** Resolves at the next `notify`, or after that many milliseconds; at once if there was one since the last wait. */
  readonly wait: (milliseconds?: number) => Promise<void>;
}

export function makeWakeup(): Wakeup {
  let isNotified = false;
  let wake: (() => void) | undefined;
  return {
    notify() {
      isNotified = true;
      wake?.();
    },
    async wait(milliseconds) {
      let timer: NodeJS.Timeout | undefined;
      if (!isNotified)
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (milliseconds !== undefined) timer = setTimeout(resolve, milliseconds);
        });
      clearTimeout(timer);
      wake = undefined;
      isNotified = false;
    },
  };
}
