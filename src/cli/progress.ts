import type { PullProgress } from '../commands/pull.js';
import type { Io } from './io.js';

/** A line on the terminal that shows how far a command is; nothing where stderr is none. */
export interface Progress {
  readonly show: (progress: PullProgress) => void;
  /** Clears the line. */
  readonly end: () => void;
}

const WIDTH = 24;

/** Shows progress on stderr, so that stdout carries the result alone. The line is redrawn only when it changes. */
export function progressBar({ stderr }: Io, label: string): Progress {
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined };
  let shown = '';
  return {
    show: ({ done, total }) => {
      const filled = total === 0 ? 0 : Math.floor((done / total) * WIDTH);
      const step = total < 200 ? done : Math.floor((done / total) * 100);
      const line = `${label} ${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)} ${done}/${total}`;
      const mark = `${step} ${total}`;
      if (mark === shown) return;
      shown = mark;
      stderr.write(`\r${line}\u001B[K`);
    },
    end: () => {
      if (shown !== '') stderr.write('\r\u001B[K');
    },
  };
}
