/** An invocation event that is not a Kafka event of the consumer's topic. */
export class EventError extends TypeError {
  override readonly name = 'EventError';
}

/** What is asked of an object that may be anything. */
export interface Unchecked {
  readonly records?: unknown;
  readonly Records?: unknown;
  readonly KafkaBatchInfo?: unknown;
  readonly payload?: unknown;
  readonly eventSource?: unknown;
  readonly eventSourceArn?: unknown;
  readonly eventSourceKey?: unknown;
  readonly source?: unknown;
  readonly topic?: unknown;
  readonly partition?: unknown;
  readonly offset?: unknown;
  readonly body?: unknown;
  readonly Sns?: unknown;
  readonly Message?: unknown;
  readonly recordsInfo?: unknown;
  readonly firstRecordOffset?: unknown;
  readonly lastRecordOffset?: unknown;
}

export function isObject(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null;
}

/** Says what an event is by its source and its keys, never by its content. */
export function describeEvent(event: unknown): string {
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
