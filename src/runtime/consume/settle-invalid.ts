import { DecodeError, UnknownSchemaError } from '../errors.js';
import type { RecordClaim } from '../idempotency/idempotency.js';
import { decodeRecord } from '../kafka/decode-record.js';
import type { PartitionRecords } from '../kafka/kafka-batch.js';
import { RecordError } from '../kafka/record-error.js';
import { isThrown } from '../kafka/thrown-reason.js';
import type { Over } from './consumer.js';
import { parkRecord } from './park-record.js';
import type { RecordTask } from './record-task.js';

/** Of partitions with an undecodable record: whether they have no other. */
const unreadable = new WeakMap<PartitionRecords, boolean>();

/** How many records of which none can be decoded make a partition unreadable. */
const UNREADABLE = 20;

/** Does with a record that cannot be decoded what `onInvalid` says. Rejects with a RecordError if that fails it. */
export async function settleInvalid<Key, Value>(
  task: RecordTask<Key, Value>,
  error: RecordError,
  claim: RecordClaim | undefined,
): Promise<Over> {
  const { consumer, raw, run, lane } = task;
  const { onInvalid = 'fail', maxSkipped = Math.max(10, Math.ceil(run.batch.size / 10)) } =
    consumer.options;
  if (onInvalid === 'fail') throw error;
  if (isUnreadable(task)) {
    const count = lane.partition.records.length;
    throw refused(
      task,
      error,
      `none of the ${String(count)} records of the partition can be decoded`,
    );
  }
  let decision: unknown = onInvalid;
  if (typeof onInvalid === 'function') {
    try {
      decision = await onInvalid(error, raw);
    } catch (cause) {
      if (cause === error) throw error;
      throw new RecordError(raw, { stage: 'handle the invalid record', cause });
    }
  } else if (!isThrown(error.cause, DecodeError)) {
    // A record whose schema is unknown is valid: it becomes readable once its version is generated.
    throw error;
  }
  if (decision === 'fail') throw error;
  if (decision === 'deadLetter') {
    const isUnknown = isThrown(error.cause, UnknownSchemaError);
    return parkRecord(task, error, isUnknown ? 'unknown-schema' : 'undecodable', claim);
  }
  if (decision !== 'skip') return 'handled';
  if (run.counts.skipped >= maxSkipped)
    throw refused(task, error, `maxSkipped, ${String(maxSkipped)}, is reached`);
  // At once: records of other lanes are skipped meanwhile.
  run.counts.skipped++;
  run.hooks.call('onSkipped', error, raw);
  return 'skipped';
}

/** The failure of a record to which `onInvalid` is not applied. */
function refused<Key, Value>(
  { raw }: RecordTask<Key, Value>,
  { stage, schemaId, cause }: RecordError,
  why: string,
): RecordError {
  const reason = isThrown(cause, Error) ? cause.message : '';
  const error = new Error(`${why}, so onInvalid is not applied: ${reason}`, { cause });
  return new RecordError(raw, { stage, schemaId, cause: error });
}

/** Whether a partition has many records of which none can be decoded: its producer or this consumer is at fault. */
function isUnreadable<Key, Value>({ consumer, lane }: RecordTask<Key, Value>): boolean {
  const { records } = lane.partition;
  let isIt = unreadable.get(lane.partition);
  if (isIt !== undefined) return isIt;
  isIt =
    records.length >= UNREADABLE &&
    records.every((record) => {
      const decoded = decodeRecord(consumer.binding, record);
      return decoded.kind === 'invalid' && isThrown(decoded.error.cause, DecodeError);
    });
  unreadable.set(lane.partition, isIt);
  return isIt;
}
