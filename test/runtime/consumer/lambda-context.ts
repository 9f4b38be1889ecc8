import type { LambdaContext } from '../../../src/runtime/kafka/kafka-event.js';

/** The context of an invocation that has so many milliseconds, by the clock of the test. */
export function contextWith(milliseconds: number): LambdaContext {
  const deadline = Date.now() + milliseconds;
  return { awsRequestId: 'request-1', getRemainingTimeInMillis: () => deadline - Date.now() };
}
