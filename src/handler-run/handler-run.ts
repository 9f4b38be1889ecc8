import type { RecordPosition } from '../runtime/simulate/batch-answer.js';
import type { HandlerError } from './messages.js';

/** What became of a record in one invocation. */
export type OutcomeKind =
  | 'handled'
  /** Sent as a dead letter. */
  | 'parked'
  /** It cannot be decoded: it failed, or `onInvalid` has dealt with it. */
  | 'invalid'
  /** It cannot be decoded, and `onInvalid` says to skip it. */
  | 'skipped'
  /** It was handled before. */
  | 'duplicate'
  | 'failed'
  /** Begun, and given up before the deadline. */
  | 'handed-back'
  | 'not-attempted';

export interface RecordOutcome extends RecordPosition {
  readonly outcome: OutcomeKind;
  /** Why it failed, was parked or cannot be decoded. */
  readonly error?: HandlerError;
  /** What was being done with it when it failed. */
  readonly stage?: string;
  /** The writer's schema id, where the error names one. */
  readonly schemaId?: string;
  /** Why it was handed back. */
  readonly reason?: string;
}

/** How an invocation ended. */
export type InvocationEnd =
  /** Undefined stands for null, as in JSON. */
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'threw'; readonly error: HandlerError }
  /** The process was killed at the deadline. */
  | { readonly kind: 'timed-out'; readonly error: HandlerError }
  /** The process ended by itself. */
  | { readonly kind: 'exited'; readonly error: HandlerError };

/** One invocation of a handler. */
export interface HandlerRun {
  readonly end: InvocationEnd;
  /** In the order of the event. */
  readonly outcomes: readonly RecordOutcome[];
  /**
   * Whether a generated consumer of this version had the event. If not, the outcomes are read from the answer alone: a record
   * that it names has failed, any other was handled.
   */
  readonly isObserved: boolean;
  readonly milliseconds: number;
  /** The most memory that the process has had, in bytes; undefined if it was killed. */
  readonly peakMemory: number | undefined;
}
