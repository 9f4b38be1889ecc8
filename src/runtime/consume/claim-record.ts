import type { Claimed, Idempotency, OpenClaim } from '../idempotency/idempotency.js';
import { HeldError, RecordError } from '../kafka/record-error.js';
import type { RecordTask } from './record-task.js';
import { withTries } from './with-tries.js';

/**
 * Claims a record; `duplicate` for one that was handled before. Rejects with a RecordError if the store cannot be
 * reached, or another run has the record.
 */
export async function claimRecord<Key, Value>(
  idempotency: Idempotency,
  task: RecordTask<Key, Value>,
  settings: { readonly wait: boolean },
): Promise<OpenClaim | 'duplicate'> {
  const { consumer, run, raw } = task;
  try {
    const claimed = await withTries(
      () => requestClaim(idempotency, task, settings),
      run.invocation,
      consumer.options.retryWithin,
    );
    if (claimed.kind === 'taken') return claimed.open;
    if (claimed.kind === 'duplicate') return 'duplicate';
    throw new HeldError(
      `another run has claimed the record, at most until ${new Date(claimed.expiry).toISOString()}`,
    );
  } catch (cause) {
    throw new RecordError(raw, { stage: 'claim the record', cause });
  }
}

/** Asks the store once. */
export function requestClaim<Key, Value>(
  idempotency: Idempotency,
  { run, raw, decoded }: Pick<RecordTask<Key, Value>, 'run' | 'raw' | 'decoded'>,
  settings: { readonly wait: boolean },
): Promise<Claimed> {
  const record = decoded.kind === 'invalid' ? undefined : decoded.record;
  const { cluster } = run.batch;
  const { context, deadline } = run.invocation;
  return idempotency.claim({ raw, decoded: record, cluster }, { ...context, deadline }, settings);
}

/** Completes a claim. Rejects with a RecordError if the record does not count as handled by this run. */
export async function completeClaim<Key, Value>(
  { run, raw }: Pick<RecordTask<Key, Value>, 'run' | 'raw'>,
  open: OpenClaim,
): Promise<void> {
  const outcome = await open.complete();
  if (outcome.kind === 'completed') return;
  const cause =
    outcome.kind === 'lost' ? outcome.cause : new Error('another run has taken the record over');
  const error = new RecordError(raw, { stage: 'complete the record', cause });
  if (outcome.kind === 'superseded' || outcome.countsAs === 'failed') throw error;
  run.hooks.call('onError', error);
}
