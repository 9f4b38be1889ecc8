import type { Terminal } from './terminal.js';

/** More lines than this are summed up, unless all are asked for. */
const SHOWN_LINES = 40;

/** A list on the terminal that shows its beginning and how much more there is. */
interface LimitedLines {
  readonly line: (text: string) => void;
  /** Prints how many lines were left out. */
  readonly end: () => void;
}

/** Prints the first lines of a list; all of them where `isVerbose`. `what` says what its members are: "created". */
export function limitedLines({
  isVerbose,
  what,
  out,
}: {
  readonly isVerbose: boolean;
  readonly what: string;
  readonly out: Terminal;
}): LimitedLines {
  let count = 0;
  return {
    line: (text) => {
      count++;
      if (isVerbose || count <= SHOWN_LINES) out.line(text);
    },
    end: () => {
      if (!isVerbose && count > SHOWN_LINES)
        out.line(out.paint('dim', `and ${count - SHOWN_LINES} more ${what} (all of them with --verbose)`));
    },
  };
}
