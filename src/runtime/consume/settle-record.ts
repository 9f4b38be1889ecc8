import { NonRetryableError } from '../errors.js';
import type { OpenClaim } from '../idempotency/idempotency.js';
import { claimRecord, completeClaim } from './claim-record.js';
import { handleRecord } from './handle-record.js';
import type { RecordContext } from '../kafka/kafka-record.js';
import { parkRecord } from './park-record.js';
import { RecordError } from '../kafka/record-error.js';
import { recordPlace } from './record-place.js';
import type { RecordOutcome, RecordTask } from './record-task.js';
import { settleInvalid } from './settle-invalid.js';
import { withTries } from './with-tries.js';
import { isThrown } from '../kafka/thrown-reason.js';

/**
 * Handles a record with all that the options ask for: a claim, tries, a dead letter, a skip. Resolves when the record is
 * over; rejects with a RecordError if it is not. `wait`: whether to wait for a record that another run has claimed.
 */
export async function settleRecord<Key, Value>(
  task: RecordTask<Key, Value>,
  { wait }: { readonly wait: boolean },
): Promise<void> {
  const { consumer, run, raw, decoded } = task;
  const { onInvalid } = consumer;
  // What becomes of these takes no effect that a second run would repeat.
  const needsClaim = decoded.kind !== 'invalid' || (onInvalid !== 'fail' && onInvalid !== 'skip');
  const open = needsClaim ? await claimRecord(task, { wait }) : undefined;
  if (open === 'duplicate') return;
  const outcome =
    open === undefined ? await attempt(task, run.context) : await attemptUnder(task, open);
  if (outcome === 'skipped') return;
  run.counts[outcome]++;
  run.hooks.call('onRecord', { ...recordPlace(raw), outcome });
}

/** A claim is given back only when its run has settled: until then, nobody else may handle the record. */
async function attemptUnder<Key, Value>(
  task: RecordTask<Key, Value>,
  open: OpenClaim,
): Promise<RecordOutcome> {
  const { run, raw } = task;
  const { invocation } = run;
  let outcome: RecordOutcome;
  try {
    // The time may have been up while the store was asked.
    if (invocation.isDraining)
      throw new RecordError(raw, { stage: 'claim the record', cause: invocation.signal.reason });
    outcome = await attempt(task, { ...run.context, claim: open.claim });
  } catch (error) {
    await open.release(invocation.isDraining ? 'handedBack' : 'failed');
    throw error;
  }
  await completeClaim(run, raw, open);
  return outcome;
}

async function attempt<Key, Value>(
  task: RecordTask<Key, Value>,
  context: RecordContext,
): Promise<RecordOutcome> {
  const { consumer, run, raw, decoded } = task;
  const { onFailed, handlers } = consumer;
  if (decoded.kind === 'invalid') return settleInvalid(task, decoded.error, context);
  const attempts = context.claim?.attempt ?? 1;
  const limit = typeof onFailed === 'object' ? onFailed.deadLetterAfter : Infinity;
  if (attempts > limit) {
    // A record that ends its sandbox leaves nothing behind but its claim.
    const cause = new Error(`it was begun ${limit} times and never done`);
    const error = new RecordError(raw, { stage: 'handle the record', cause });
    return parkRecord(task, error, 'attempts-exhausted', context);
  }
  try {
    const handle = (): unknown => handleRecord(handlers, decoded, context);
    await withTries(handle, consumer.retryWithin, run.invocation);
    return 'handled';
  } catch (cause) {
    const error = new RecordError(raw, { stage: 'handle the record', cause });
    const isFinal = isThrown(cause, NonRetryableError);
    if (run.invocation.isDraining && !isFinal) throw error;
    const isParked =
      typeof onFailed === 'function'
        ? (await onFailed(error, raw, attempts)) === 'deadLetter'
        : onFailed !== 'retry' && (isFinal || attempts >= limit);
    if (!isParked) throw error;
    return parkRecord(task, error, isFinal ? 'rejected' : 'attempts-exhausted', context);
  }
}
