import type { RecordPosition } from './batch-answer.js';

/**
 * What can go wrong. `lost`: committed without having been handled. `outOfOrder`: begun before one ahead of it was
 * over. `deadLettered`: a good record reached the destination without having been attempted. `stuck`: nothing is
 * committed any more. `completedTwice`: an idempotency store let two claims of a key complete. Only if forbidden:
 * `duplicated`: handled twice with no kill or overlong run to explain it; `timedOut`: no answer before the time-out;
 * `late`: handled after its invocation had ended.
 */
export type ProblemKind =
  | 'lost'
  | 'outOfOrder'
  | 'deadLettered'
  | 'stuck'
  | 'completedTwice'
  | 'duplicated'
  | 'timedOut'
  | 'late';

export interface SimulationProblem {
  readonly kind: ProblemKind;
  /** The record, if it is about one. */
  readonly record: RecordPosition | undefined;
  /** The invocation in which it showed, from 1. */
  readonly invocation: number;
  readonly text: string;
}

/** What a simulation came to. */
export interface SimulationReport {
  /** Reproduces it, with the same settings. */
  readonly seed: number;
  readonly records: number;
  readonly invocations: number;
  /** Invocations without an answer before the time-out. */
  readonly timedOut: number;
  /** Invocations that were killed. */
  readonly killed: number;
  readonly lost: readonly RecordPosition[];
  readonly outOfOrder: readonly RecordPosition[];
  /** Records that were handled more than once, for whatever reason; always empty without a probe. */
  readonly duplicated: readonly RecordPosition[];
  /** Records that reached the on-failure destination, attempted or not. */
  readonly deadLettered: readonly RecordPosition[];
  /** Records that were sent as dead letters by the handler. */
  readonly parked: readonly RecordPosition[];
  /** Records that the handler reported as skipped. */
  readonly skipped: readonly RecordPosition[];
  /** What must not happen; empty if all is well. */
  readonly problems: readonly SimulationProblem[];
  /** The run with the fewest records that shows the first problem, if there is one. */
  readonly fewest: FewestRecords | undefined;
  /** All of it, to be read. */
  readonly text: string;
}

/** The same problem with as few records as possible. */
export interface FewestRecords {
  readonly records: readonly RecordPosition[];
  /** What happened, in order. */
  readonly steps: readonly string[];
  /** The problem of this run. */
  readonly problem: SimulationProblem;
}

/** Problems that the text lists one by one. */
const LISTED = 10;

/** Steps of the run with the fewest records that the text lists, the last ones. */
const STEPS = 30;

/** A report in words: what is wrong, the shortest way there, and how to get there again. */
export function reportText(report: Omit<SimulationReport, 'text'>, reproduced = true): string {
  const { seed, problems, fewest } = report;
  const counts = [
    [report.timedOut, 'timed out'],
    [report.killed, 'killed'],
  ] as const;
  const fates = [
    [report.lost.length, 'lost'],
    [report.outOfOrder.length, 'out of order'],
    [report.duplicated.length, 'duplicated'],
    [report.parked.length, 'sent as dead letters'],
    [report.skipped.length, 'skipped'],
    [report.deadLettered.length, 'at the on-failure destination'],
  ] as const;
  const lines = [
    `${counted(report.records, 'record')} in ${counted(report.invocations, 'invocation')}${listed(counts, ' (', ')')}${listed(fates, ': ') || ': each handled, in order'}`,
  ];
  if (problems.length > 0) {
    lines.push(`${counted(problems.length, 'problem')}:`);
    for (const problem of problems.slice(0, LISTED)) lines.push(`  ${describeProblem(problem)}`);
    if (problems.length > LISTED) lines.push(`  and ${String(problems.length - LISTED)} more`);
  }
  if (fewest !== undefined) {
    lines.push(
      `The fewest records that show this: ${String(fewest.records.length)} of ${String(report.records)}`,
    );
    const hidden = Math.max(fewest.steps.length - STEPS, 0);
    if (hidden > 0) lines.push(`  (${counted(hidden, 'step')} before)`);
    for (const [i, step] of fewest.steps.slice(hidden).entries())
      lines.push(`  ${String(hidden + i + 1)}. ${step}`);
    lines.push(`  ${describeProblem(fewest.problem)}`);
  } else if (!reproduced) {
    lines.push(
      'A second run with the same seed did not show it, so it was not reduced to fewer records. ' +
        'If the handler keeps state between runs, pass { start } in place of the handler.',
    );
  }
  if (problems.length > 0) lines.push(`To reproduce: seed ${String(seed)}`);
  return lines.join('\n');
}

function describeProblem({ kind, invocation, text }: SimulationProblem): string {
  return `${PROBLEM_NAMES[kind]}: ${text} (invocation ${String(invocation)})`;
}

const PROBLEM_NAMES: Readonly<Record<ProblemKind, string>> = {
  lost: 'lost',
  outOfOrder: 'out of order',
  deadLettered: 'dead-lettered',
  stuck: 'stuck',
  completedTwice: 'completed twice',
  duplicated: 'duplicated',
  timedOut: 'timed out',
  late: 'late',
};

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function listed(
  counts: readonly (readonly [number, string])[],
  before: string,
  after = '',
): string {
  const some = counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${String(count)} ${what}`);
  return some.length === 0 ? '' : `${before}${some.join(', ')}${after}`;
}
