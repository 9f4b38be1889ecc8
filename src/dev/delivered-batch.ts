import type { InvocationEnd, RecordOutcome } from '../handler-run/handler-run.js';
import type { NextStep } from '../handler-run/next-steps.js';
import type { BatchAnswer, RecordPosition } from '../runtime/simulate/batch-answer.js';

/** A batch that was delivered, and what became of it. */
export interface DeliveredBatch {
  /** In the order of the event. */
  readonly outcomes: readonly DeliveredRecord[];
  /** Null for a record that is too large for an event, which is given up without an invocation. */
  readonly end: InvocationEnd | null;
  /** What Lambda makes of the end; null where there is none. */
  readonly answer: BatchAnswer | null;
  /** The characters of the records in the event. */
  readonly bytes: number;
  readonly milliseconds: number;
  readonly peakMemory: number | undefined;
  readonly committed: number;
  /** Records that are delivered again. */
  readonly returned: number;
  /** Records that are given up: written as dead letters. */
  readonly givenUp: number;
  /** Of the partitions in the batch. */
  readonly partitions: readonly PartitionProgress[];
}

export interface DeliveredRecord extends RecordOutcome {
  /** What Lambda does with it next. */
  readonly next: NextStep;
}

export interface PartitionProgress extends RecordPosition {
  /** The offset at which the partition goes on. */
  readonly offset: number;
  /** Records behind it; undefined where the end of the partition is not known. */
  readonly lag: number | undefined;
  /** Records of the batch that failed or cannot be decoded. */
  readonly failed: number;
}
