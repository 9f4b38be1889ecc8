import type { ClaimedRecord } from '../../../src/runtime/idempotency/idempotency.js';
import type { InvocationContext } from '../../../src/runtime/consume/invocation-context.js';
import type { RawKafkaRecord } from '../../../src/runtime/kafka/kafka-event.js';
import { rawRecord } from '../raw-event.js';

export const CLUSTER = 'arn:aws:kafka:eu-west-1:123456789012:cluster/shop/0b9c-7';

/** An invocation of the function orders-fn with this much time left. */
export function invocation(remaining: number | undefined, signal = new AbortController().signal): InvocationContext {
  const getRemainingTimeInMillis = () => remaining ?? 0;
  return {
    lambda: { functionName: 'orders-fn', getRemainingTimeInMillis },
    signal,
    deadline: remaining === undefined ? undefined : Date.now() + remaining,
  };
}

/** A record of an MSK cluster that is about to be handled. */
export function claimed(
  offset: number,
  overrides: Partial<RawKafkaRecord> = {},
  decoded: unknown = { value: 'decoded' },
): ClaimedRecord {
  return { raw: rawRecord(0, offset, overrides), decoded, cluster: CLUSTER };
}
