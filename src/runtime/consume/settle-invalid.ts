import { DecodeError, UnknownSchemaError } from '../errors.js';
import { decodeRecord } from '../kafka/decode-record.js';
import type { RecordContext } from '../kafka/kafka-record.js';
import { parkRecord } from './park-record.js';
import { RecordError } from '../kafka/record-error.js';
import type { RecordOutcome, RecordTask } from './record-task.js';
import { isThrown } from '../kafka/thrown-reason.js';

/** How many records of which none can be decoded make a partition unreadable. */
const UNREADABLE = 20;

/** Does with a record that cannot be decoded what `onInvalid` says. Rejects with a RecordError if that fails it. */
export async function settleInvalid<Key, Value>(
  task: RecordTask<Key, Value>,
  error: RecordError,
  context: RecordContext,
): Promise<RecordOutcome> {
  const { consumer, raw, lane } = task;
  const { onInvalid } = consumer;
  if (onInvalid === 'fail') throw error;
  if (isUnreadable(task)) {
    const count = lane.partition.records.length;
    throw refused(task, error, `none of the ${count} records of the partition can be decoded`);
  }
  let decision: unknown = onInvalid;
  if (typeof onInvalid === 'function') {
    try {
      decision = await onInvalid(error, raw);
    } catch (cause) {
      throw cause === error
        ? error
        : new RecordError(raw, { stage: 'handle the invalid record', cause });
    }
  } else if (!isThrown(error.cause, DecodeError)) {
    // A record whose schema is unknown is valid: it becomes readable once its version is generated.
    throw error;
  }
  switch (decision) {
    case 'fail':
      throw error;
    case 'skip':
      return skip(task, error);
    case 'deadLetter': {
      const isUnknown = isThrown(error.cause, UnknownSchemaError);
      return parkRecord(task, error, isUnknown ? 'unknown-schema' : 'undecodable', context);
    }
    default:
      return 'handled';
  }
}

function skip<Key, Value>(task: RecordTask<Key, Value>, error: RecordError): 'skipped' {
  const { counts, maxSkipped, hooks } = task.run;
  if (counts.skipped >= maxSkipped)
    throw refused(task, error, `maxSkipped, ${maxSkipped}, is reached`);
  counts.skipped++;
  hooks.call('onSkipped', error, task.raw);
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
function isUnreadable<Key, Value>({ consumer, run, lane }: RecordTask<Key, Value>): boolean {
  const { records } = lane.partition;
  let isIt = run.unreadable.get(lane.partition);
  if (isIt !== undefined) return isIt;
  isIt =
    records.length >= UNREADABLE &&
    records.every((record) => {
      const decoded = decodeRecord(consumer.binding, record);
      return decoded.kind === 'invalid' && isThrown(decoded.error.cause, DecodeError);
    });
  run.unreadable.set(lane.partition, isIt);
  return isIt;
}
