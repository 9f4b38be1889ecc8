import type { LambdaContext } from '../kafka/kafka-event.js';

/** What all records of an invocation share. */
export interface InvocationContext {
  /** Lambda's context of this invocation; undefined if the caller passed none, as in a test. */
  readonly lambda: LambdaContext | undefined;
  /** Aborts before the invocation's deadline: what is not done by then is handed back. */
  readonly signal: AbortSignal;
  /** When Lambda ends the invocation, in milliseconds since 1970; undefined without a context. */
  readonly deadline: number | undefined;
}
