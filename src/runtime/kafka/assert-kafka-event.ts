import type { KafkaEvent } from './kafka-event.js';

/** An invocation event that is not a Kafka event. */
export class EventError extends TypeError {
  override readonly name = 'EventError';
}

/** Throws an EventError that says what arrived, without its content, unless `event` is a Kafka event. */
export function assertKafkaEvent(event: unknown): asserts event is KafkaEvent {
  if (!isObject(event) || !isObject(event.records) || Array.isArray(event.records)) {
    throw new EventError(
      `expected a Kafka event, an object with "records" by partition, found ${describe(event)}`,
    );
  }
  for (const [partition, records] of Object.entries(event.records)) {
    const place = `"records" of the event, ${JSON.stringify(partition)}`;
    if (!Array.isArray(records))
      throw new EventError(`expected an array of Kafka records in ${place}`);
    const wrong = records.findIndex((record) => !isRecord(record));
    if (wrong !== -1) {
      throw new EventError(
        `expected a Kafka record, with a topic, a partition and an offset, in ${place}, item ${wrong}`,
      );
    }
  }
}

function isRecord(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.topic === 'string' &&
    typeof value.partition === 'number' &&
    typeof value.offset === 'number'
  );
}

/** What is asked of an object that may be anything. */
interface Unchecked {
  readonly records?: unknown;
  readonly Records?: unknown;
  readonly eventSource?: unknown;
  readonly source?: unknown;
  readonly topic?: unknown;
  readonly partition?: unknown;
  readonly offset?: unknown;
}

function isObject(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null;
}

/** Says what an event is by its source and its keys. */
function describe(event: unknown): string {
  if (Array.isArray(event)) return 'an array';
  if (!isObject(event)) return event === null ? 'null' : typeof event;
  const items = event.Records;
  const first: unknown = Array.isArray(items) ? items[0] : undefined;
  const source =
    event.eventSource ?? event.source ?? (isObject(first) ? first.eventSource : undefined);
  const keys = Object.keys(event)
    .slice(0, 8)
    .map((key) => JSON.stringify(key.slice(0, 40)));
  const holding = keys.length > 0 ? `an object with ${keys.join(', ')}` : 'an empty object';
  return typeof source === 'string'
    ? `${holding}, from ${JSON.stringify(source.slice(0, 40))}`
    : holding;
}
