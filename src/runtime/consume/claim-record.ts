import type { OpenClaim } from '../idempotency/idempotency.js';
import type { BatchRun } from './consumer.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import { HeldError, RecordError } from '../kafka/record-error.js';
import { recordPlace } from './record-place.js';
import type { RecordTask } from './record-task.js';
import { withTries } from './with-tries.js';

/**
 * Claims a record: undefined without a store, `duplicate` for one that was handled before. Rejects with a RecordError if
 * the store cannot be reached, or another run has the record.
 */
export async function claimRecord<Key, Value>(
  { consumer, run, raw, decoded }: RecordTask<Key, Value>,
  settings: { readonly wait: boolean },
): Promise<OpenClaim | 'duplicate' | undefined> {
  const { idempotency } = consumer;
  if (idempotency === undefined) return undefined;
  const record = {
    raw,
    decoded: decoded.kind === 'invalid' ? undefined : decoded.record,
    cluster: run.batch.cluster,
  };
  try {
    const claimed = await withTries(
      () => idempotency.claim(record, run.invocation, settings),
      consumer.retryWithin,
      run.invocation,
    );
    if (claimed.kind === 'held') throw new HeldError(claimed.expiry);
    if (claimed.kind === 'taken') return claimed.open;
  } catch (cause) {
    throw new RecordError(raw, { stage: 'claim the record', cause });
  }
  countDuplicate(run, raw);
  return 'duplicate';
}

/** Notes a record that was handled before. */
export function countDuplicate({ counts, hooks }: BatchRun, raw: RawKafkaRecord): void {
  counts.duplicates++;
  hooks.call('onDuplicate', recordPlace(raw));
}

/** Completes a claim. Rejects with a RecordError if the record does not count as handled by this run. */
export async function completeClaim(
  { hooks }: BatchRun,
  raw: RawKafkaRecord,
  open: OpenClaim,
): Promise<void> {
  const outcome = await open.complete();
  if (outcome.kind === 'completed') return;
  const cause =
    outcome.kind === 'lost' ? outcome.cause : new Error('another run has taken the record over');
  const error = new RecordError(raw, { stage: 'complete the record', cause });
  if (outcome.kind === 'superseded' || outcome.countsAs === 'failed') throw error;
  hooks.call('onError', error);
}
