import type { DeadLetterCode } from '../dead-letter/dead-letter.js';
import type { RecordClaim } from '../idempotency/idempotency.js';
import { RecordError } from '../kafka/record-error.js';
import type { RecordTask } from './record-task.js';

/** Sends a record as a dead letter, after which it is over. Rejects with a RecordError if it could not be sent. */
export async function parkRecord<Key, Value>(
  { consumer, run, raw }: RecordTask<Key, Value>,
  error: RecordError,
  code: DeadLetterCode,
  claim: RecordClaim | undefined,
): Promise<'parked'> {
  const { topic, partition, offset, timestamp } = raw;
  run.hooks.call('onError', error);
  try {
    if (consumer.sendLetter === undefined) throw new Error('the option "deadLetter" is not set');
    await consumer.sendLetter({
      record: raw,
      code,
      reason: error.message,
      stage: error.stage,
      schemaId: error.schemaId,
      key: claim?.key ?? `${topic}#${String(partition)}#${String(offset)}#${String(timestamp)}`,
      cluster: run.batch.cluster,
      attempts: claim?.attempt ?? 1,
      failedAt: Date.now(),
    });
  } catch (cause) {
    throw new RecordError(raw, { stage: 'send the dead letter', cause });
  }
  return 'parked';
}
