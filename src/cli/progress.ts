import type { PullProgress } from '../commands/pull.js';
import type { Io } from './io.js';

/** A line on the terminal that shows how far a command is; nothing where stderr is none. */
interface Progress {
  readonly show: (progress: PullProgress) => void;
  /** Clears the line. */
  readonly end: () => void;
}

const WIDTH = 24;

/** Fewer topics are built before anyone looks. */
const MANY_TOPICS = 20;

/** The progress of a run that builds topics: shown where there are many. */
export function topicsBar(io: Io, label: string): Progress {
  const bar = progressBar(io, label);
  return {
    show: (progress) => {
      if (progress.total >= MANY_TOPICS) bar.show(progress);
    },
    end: bar.end,
  };
}

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
