import type { BatchHandler } from './in-batches.js';
import type {
  AnyTypeHandlers,
  RecordHandler,
  RecordHandlers,
  TypeHandlers,
} from '../kafka/kafka-record.js';
import type { TopicBinding } from '../kafka/topic-binding.js';

/**
 * What a consumer takes as its handler: a function for each record, one for values and one for tombstones, or one for
 * batches (`inBatches`).
 */
export type TopicHandler<Key, Value> =
  RecordHandler<Key, Value> | RecordHandlers<Key, Value> | BatchHandler<Key, Value>;

/** The same, or a function for each of the value's record types. */
export type UnionHandler<Key, Value, Tag extends PropertyKey = '$type'> =
  TopicHandler<Key, Value> | TypeHandlers<Key, Value, Tag>;

/** A handler of any form. */
export type AnyHandler<Key, Value> = TopicHandler<Key, Value> | AnyTypeHandlers<Key>;

/** The functions of a handler, whichever form it has. Throws a TypeError for one without them. */
export function handlersOf<Key, Value>(
  { byType, tag }: TopicBinding<Key, Value>,
  handler: AnyHandler<Key, Value>,
): RecordHandlers<Key, Value> {
  if (typeof handler === 'function') return { value: handler, tombstone: handler };
  // What a caller in plain JavaScript passes may be anything.
  const given: unknown = handler;
  if (typeof given === 'object' && given !== null) {
    // It gets its records all at once.
    if ('consumeBatch' in handler) return { value: () => undefined };
    if ('types' in handler && byType !== undefined) return byType(handler, tag);
    if ('value' in handler && typeof handler.value === 'function') return handler;
  }
  throw new TypeError('expected a handler: a function, or an object with a function "value"');
}
