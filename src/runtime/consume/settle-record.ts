import { NonRetryableError } from '../errors.js';
import type { RecordClaim } from '../idempotency/idempotency.js';
import { isThrown } from '../kafka/thrown-reason.js';
import type { Over } from './consumer.js';
import { handleRecord, handlingError } from './handle-record.js';
import { parkRecord } from './park-record.js';
import type { RecordTask } from './record-task.js';
import { settleInvalid } from './settle-invalid.js';
import { withTries } from './with-tries.js';

/**
 * Does with a record all that the options ask for but its claim: tries, a dead letter, a skip. Resolves with what it
 * counts as when it is over; rejects with a RecordError if it is not.
 */
export async function settleRecord<Key, Value>(
  task: RecordTask<Key, Value>,
  claim?: RecordClaim,
): Promise<Over> {
  const { consumer, run, raw, decoded } = task;
  if (decoded.kind === 'invalid') return settleInvalid(task, decoded.error, claim);
  const { onFailed = 'retry', retryWithin } = consumer.options;
  const attempts = claim?.attempt ?? 1;
  const limit = typeof onFailed === 'object' ? onFailed.deadLetterAfter : Infinity;
  try {
    // A record that ends its sandbox leaves nothing behind but its claim.
    if (attempts > limit) throw new Error(`it was begun ${String(limit)} times and never done`);
    const { context: shared } = run.invocation;
    const context = claim === undefined ? shared : { ...shared, claim };
    const handle = (): unknown => handleRecord(consumer.handlers, decoded, context);
    await withTries(handle, run.invocation, retryWithin);
    return 'handled';
  } catch (cause) {
    const error = handlingError(raw, cause);
    const isFinal = isThrown(cause, NonRetryableError);
    if (onFailed === 'retry' || (run.invocation.isDraining && !isFinal)) throw error;
    let isParked = isFinal || attempts >= limit;
    if (typeof onFailed === 'function') {
      try {
        isParked = (await onFailed(error, raw, attempts)) === 'deadLetter';
      } catch (thrown) {
        throw handlingError(raw, thrown);
      }
    }
    if (!isParked) throw error;
    return parkRecord(task, error, isFinal ? 'rejected' : 'attempts-exhausted', claim);
  }
}
