import type { RecordPosition } from '../runtime/simulate/batch-answer.js';

/** What a handler, or a record in it, failed with. */
export interface HandlerError {
  /** The class of the error, as Lambda reports it: `TypeError`, `Runtime.ExitError`. */
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
}

/** What the process of the handler is asked for: one invocation. */
export interface InvokeMessage {
  readonly event: unknown;
  readonly requestId: string;
  /** In milliseconds since 1970. */
  readonly deadline: number;
  /** The record whose handling is made to fail. */
  readonly failAt: RecordPosition | undefined;
}

/** What has happened to a record. */
export type RecordChange =
  | { readonly kind: 'begun' }
  | { readonly kind: 'handled' | 'parked' | 'duplicate' }
  /** `onInvalid`, a function of the team, is given a record that cannot be decoded. */
  | { readonly kind: 'undecodable'; readonly error: HandlerError }
  | { readonly kind: 'skipped'; readonly error: HandlerError }
  | {
      readonly kind: 'failed';
      readonly error: HandlerError;
      readonly stage: string;
      readonly schemaId: string | undefined;
    }
  | { readonly kind: 'handed-back'; readonly reason: string };

/** What the process of the handler says. */
export type WorkerMessage =
  /** The module is loaded. */
  | { readonly kind: 'ready'; readonly milliseconds: number }
  | { readonly kind: 'unloadable'; readonly error: HandlerError }
  | { readonly kind: 'record'; readonly record: RecordPosition; readonly change: RecordChange }
  /** `json` is undefined for an answer that is. */
  | { readonly kind: 'answered'; readonly json: string | undefined; readonly cost: InvocationCost }
  | { readonly kind: 'threw'; readonly error: HandlerError; readonly cost: InvocationCost };

/** What an invocation took. */
export interface InvocationCost {
  readonly milliseconds: number;
  /** The most memory that the process has had so far, in bytes. */
  readonly peakMemory: number;
  /** Whether a generated consumer had the event. */
  readonly isObserved: boolean;
}
