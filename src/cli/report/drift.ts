import type { Change } from '../../plan/change.js';
import { printable } from '../printable.js';
import { withUnixLines } from '../../plan/unix-lines.js';
import { firstDifference, unifiedDiff } from './unified-diff.js';

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
    case 'edited': {
      const drift = compared('edited by hand', change);
      const { base } = change;
      return base === undefined ? drift : { ...drift, diff: () => threeWay(change, base) };
    }
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

type Compared = Extract<Change, { kind: 'changed' | 'edited' | 'user-edit' }>;

function compared(label: string, change: Compared): Drift {
  return {
    label,
    isCompared: true,
    line: () => firstDifference(...textsOf(change)),
    diff: () => unifiedDiff(...textsOf(change)).map(printable),
  };
}

/** What was edited since the base, and what generating changes since then. */
function threeWay(change: Compared, base: { readonly name: string; readonly text: string }): readonly string[] {
  const [actual, expected] = textsOf(change);
  const before = withUnixLines(base.text);
  const name = printable(base.name);
  const section = (title: string, lines: readonly string[]): readonly string[] => [
    title,
    ...(lines.length === 0 ? ['(nothing)'] : lines.map(printable)),
  ];
  return [
    ...section(`edited by hand since ${name}:`, unifiedDiff(withHashesOf(before, actual), actual)),
    ...section(`changed by generate since ${name}:`, unifiedDiff(withHashesOf(before, expected), expected)),
  ];
}

const hashLines = [/^\/\/ Body hash: .*$/m, /^\/\/ Seal: .*$/m];

/** The actual and the expected text. If the bodies differ, the hashes in the header are ignored. */
function textsOf({ actual, expected: { content } }: Compared): readonly [string, string] {
  const there = withUnixLines(actual);
  const withoutHash = withHashesOf(there, content);
  return [withoutHash === content ? there : withoutHash, content];
}

/** A text with the hashes in the header of another one. */
function withHashesOf(text: string, other: string): string {
  return hashLines.reduce((changed, line) => changed.replace(line, () => line.exec(other)?.[0] ?? ''), text);
}

function whole(label: string): Drift {
  return { label, isCompared: false, line: () => 1, diff: () => [] };
}
