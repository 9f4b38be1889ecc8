import { NotHandledError } from '../errors.js';
import type { AnyTypeHandlers, RecordHandlers } from '../kafka/kafka-record.js';

/** Gives each record of a union to the function for its type, which is the property `tag` of its value. */
export function byType<Key, Value>(
  handlers: AnyTypeHandlers<Key>,
  tag = '$type',
): RecordHandlers<Key, Value> {
  const functions = new Map(Object.entries(handlers.types));
  const { tombstone } = handlers;
  return {
    value(record, context) {
      // A record of a union has its type as a property.
      const type = String((record.value as Readonly<Record<string, unknown>>)[tag]);
      const handle = functions.get(type);
      if (handle === undefined) throw new NotHandledError(type);
      return handle(record as never, context);
    },
    ...(tombstone && { tombstone: (record, context) => handlers.tombstone?.(record, context) }),
  };
}
