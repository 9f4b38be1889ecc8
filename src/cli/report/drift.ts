import type { Change } from '../../plan/change.js';
import { printable } from '../printable.js';
import { withUnixLines } from '../../plan/unix-lines.js';
import { firstDifference, unifiedDiff } from '../unified-diff.js';

/** How a file differs from what is generated. */
export interface Drift {
  /** "changed", "edited by hand" … */
  readonly label: string;
  /** The first line that differs, 1-based; the first one of the file where all of it is meant. */
  readonly line: () => number;
  /** Whether there are two texts to diff. */
  readonly isCompared: boolean;
  /** A unified diff from the file to what is generated, safe to print; no lines where there is nothing to compare. */
  readonly diff: () => readonly string[];
}

/** Describes how a file has drifted; undefined if it has not, or if a separate problem reports it. */
export function driftOf(change: Change): Drift | undefined {
  switch (change.kind) {
    case 'changed':
      return compared('changed', change);
    case 'edited':
      return edited(change);
    case 'user-edit':
      return compared('needs an edit', change);
    case 'user-moved':
      return whole('needs to move');
    case 'missing':
    case 'user-missing':
      return whole('missing');
    case 'stale':
      return whole('stale');
    case 'stale-edited':
      return whole('stale, edited by hand');
    case 'foreign':
    case 'outside':
    case 'shared':
    case 'unreadable':
    case 'orphan':
    case 'unchanged':
    case 'line-endings':
    case 'formatted':
      return undefined;
  }
}

type Base = NonNullable<Extract<Change, { kind: 'edited' }>['base']>;
type Compared = Extract<Change, { kind: 'changed' | 'edited' | 'user-edit' }>;

function compared(label: string, change: Compared): Drift {
  return {
    label,
    isCompared: true,
    line: () => firstDifference(...textsOf(change)),
    diff: () => unifiedDiff(...textsOf(change)).map(printable),
  };
}

const hashLines = [/^\/\/ Body hash: .*$/m, /^\/\/ Seal: .*$/m];

/** The actual and the expected text. If the bodies differ, the hashes in the header are ignored. */
function textsOf({ actual, expected: { content } }: Compared): readonly [string, string] {
  const there = withUnixLines(actual);
  const withoutHash = withHashLinesOf(content, there);
  return [withoutHash === content ? there : withoutHash, content];
}

function withHashLinesOf(content: string, text: string): string {
  return hashLines.reduce((result, line) => result.replace(line, line.exec(content)?.[0] ?? ''), text);
}

function edited(change: Extract<Change, { kind: 'edited' }>): Drift {
  const { base } = change;
  const drift = compared('edited by hand', change);
  return base === undefined ? drift : { ...drift, diff: () => diffsSince(change, base).map(printable) };
}

/** How a file has changed since a revision: by hand, and by what generate would write now. */
function diffsSince(change: Compared, { revision, text }: Base): readonly string[] {
  const { content } = change.expected;
  const [base, actual] = [text, change.actual].map((there) => withHashLinesOf(content, withUnixLines(there)));
  const byHand = unifiedDiff(base ?? '', actual ?? '');
  const generated = unifiedDiff(base ?? '', content);
  return [
    `edited since ${revision}:`,
    ...(byHand.length === 0 ? ['(nothing)'] : byHand),
    `generate would change since ${revision}:`,
    ...(generated.length === 0 ? ['(nothing)'] : generated),
  ];
}

function whole(label: string): Drift {
  return { label, isCompared: false, line: () => 1, diff: () => [] };
}
