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

/** The properties of a value that may be anything: none of one that is not an object. */
export function propertiesOf(value: unknown): Unchecked {
  return isObject(value) ? value : {};
}

/** The first item of a value that may be anything. */
export function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

/** Says what an event is by its source and its keys, never by its content. */
export function describeEvent(event: unknown): string {
  if (Array.isArray(event)) return 'an array';
  if (event === null) return 'null';
  if (typeof event !== 'object') return typeof event;
  const { eventSource, source: pipe, Records }: Unchecked = event;
  const source = eventSource ?? pipe ?? propertiesOf(firstOf(Records)).eventSource;
  const keys = Object.keys(event)
    .slice(0, 8)
    .map((key) => quoted(key, 40));
  return `an object with ${keys.join(', ') || 'no keys'}${typeof source === 'string' ? `, from ${quoted(source, 40)}` : ''}`;
}

/** A name from an event, cut. */
export function quoted(name: string, length = 249): string {
  return JSON.stringify(name.slice(0, length));
}
