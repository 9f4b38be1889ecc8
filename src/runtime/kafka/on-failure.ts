import { EventError, isObject, type Unchecked } from './event-error.js';
import type { RawKafkaRecord } from './kafka-event.js';

/*
 * What Lambda sends to a destination when it has given up on records: to S3 and to a Kafka topic with the event itself,
 * to SQS and SNS only with the ranges of offsets.
 * https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */

/** The event in an on-failure payload. Throws an EventError that names the offsets where there is none. */
export function failurePayload(failure: Unchecked): unknown {
  const { payload } = failure;
  if (payload === undefined) throw new EventError(withoutRecords(failure.KafkaBatchInfo));
  return typeof payload === 'string' ? parsed(payload) : payload;
}

/** The record in a message that Lambda wrote to a Kafka topic on failure; undefined for any other. */
export function recordOfFailure({ value }: RawKafkaRecord): unknown {
  const failure =
    typeof value === 'string' ? parsed(Buffer.from(value, 'base64').toString()) : undefined;
  if (!isObject(failure) || failure.KafkaBatchInfo === undefined) return undefined;
  const event = failurePayload(failure);
  return isObject(event) && isObject(event.records)
    ? Object.values(event.records as Readonly<Record<string, unknown>>).flat()[0]
    : undefined;
}

/** The ranges of offsets of an SQS or SNS event with on-failure messages; undefined for any other event. */
export function failureWithoutRecords(event: Unchecked): string | undefined {
  const [first] = Array.isArray(event.Records) ? (event.Records as readonly unknown[]) : [];
  if (!isObject(first)) return undefined;
  const text = first.body ?? (isObject(first.Sns) ? first.Sns.Message : undefined);
  const failure = typeof text === 'string' ? parsed(text) : undefined;
  return isObject(failure) && failure.KafkaBatchInfo !== undefined
    ? withoutRecords(failure.KafkaBatchInfo)
    : undefined;
}

function withoutRecords(info: unknown): string {
  const ranges =
    isObject(info) && isObject(info.recordsInfo) ? Object.entries(info.recordsInfo) : [];
  const named = ranges.slice(0, 10).map(([name, range]: [string, unknown]) => {
    const { firstRecordOffset: first, lastRecordOffset: last }: Unchecked = isObject(range)
      ? range
      : {};
    return `${name} offsets ${String(first)} to ${String(last)}`;
  });
  return (
    `this on-failure message has no records, only where they are: ${named.join(', ')}; ` +
    'read them from the topic, or use S3 or a Kafka topic as the destination'
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
