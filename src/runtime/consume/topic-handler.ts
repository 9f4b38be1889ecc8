import { NotHandledError } from '../errors.js';
import type { BatchHandler } from './in-batches.js';
import type {
  RecordContext,
  RecordHandler,
  RecordHandlers,
  TombstoneRecord,
  TypeHandlers,
} from '../kafka/kafka-record.js';

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

/** `TypeHandlers` of any discriminator. */
interface AnyTypeHandlers<Key> {
  // What each function takes is for its caller to check: records of its type.
  readonly types: Readonly<Record<string, (record: never, context: RecordContext) => unknown>>;
  readonly tombstone?: (record: TombstoneRecord<Key>, context: RecordContext) => unknown;
}

/** The functions of a handler, whichever form it has. Throws a TypeError for one without them. */
export function handlersOf<Key, Value>(
  handler: AnyHandler<Key, Value>,
  tag: string | undefined,
): RecordHandlers<Key, Value> {
  if (typeof handler === 'function') return { value: handler, tombstone: handler };
  // What a caller in plain JavaScript passes may be anything.
  const given: unknown = handler;
  if (typeof given !== 'object' || given === null) throw notAHandler();
  // It gets its records all at once.
  if ('consumeBatch' in handler) return { value: () => undefined };
  if ('types' in handler) {
    const typed: AnyTypeHandlers<Key> = handler;
    const handlers: RecordHandlers<Key, Value> = { value: byType(typed.types, tag ?? '$type') };
    if (typed.tombstone !== undefined)
      handlers.tombstone = (record, context) => typed.tombstone?.(record, context);
    return handlers;
  }
  if (typeof handler.value !== 'function') throw notAHandler();
  return handler;
}

function notAHandler(): TypeError {
  return new TypeError('expected a handler: a function, or an object with a function "value"');
}

/** Gives each record to the function for its type. */
function byType<Key, Value>(
  types: AnyTypeHandlers<Key>['types'],
  tag: string,
): RecordHandlers<Key, Value>['value'] {
  const functions = new Map(Object.entries(types));
  return (record, context) => {
    // A record of a union has its type as a property.
    const type = String((record.value as Readonly<Record<string, unknown>>)[tag]);
    const handle = functions.get(type);
    if (handle === undefined) throw new NotHandledError(type);
    return handle(record as never, context);
  };
}
