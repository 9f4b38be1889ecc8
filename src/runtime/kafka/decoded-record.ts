import type { TombstoneRecord, ValueRecord } from './kafka-record.js';
import type { RecordError } from './record-error.js';

/** What became of a raw record. */
export type DecodedRecord<Key, Value> =
  | { readonly kind: 'value'; readonly record: ValueRecord<Key, Value> }
  | { readonly kind: 'tombstone'; readonly record: TombstoneRecord<Key> }
  | { readonly kind: 'invalid'; readonly error: RecordError };
