import type { DecodedRecord } from '../kafka/decoded-record.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import type { RecordContext, RecordHandlers } from '../kafka/kafka-record.js';
import { RecordError } from '../kafka/record-error.js';

/** Gives a decoded record to its handler. Throws, or returns what may reject, if the record fails. */
export function handleRecord<Key, Value>(
  handlers: RecordHandlers<Key, Value>,
  decoded: Exclude<DecodedRecord<Key, Value>, { kind: 'invalid' }>,
  context: RecordContext,
): unknown {
  if (decoded.kind === 'value') return handlers.value(decoded.record, context);
  if (handlers.tombstone === undefined)
    throw new Error('the handler has no function for tombstones');
  return handlers.tombstone(decoded.record, context);
}

/** The failure of a record whose handler threw `cause`. */
export function handlingError(raw: RawKafkaRecord, cause: unknown): RecordError {
  return new RecordError(raw, { stage: 'handle the record', cause });
}
