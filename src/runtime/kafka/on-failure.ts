import { EventError, firstOf, propertiesOf } from './event-error.js';

/*
 * What Lambda sends to a destination when it has given up on records: to S3 and to a Kafka topic with the event itself,
 * to SQS and SNS only with the ranges of offsets.
 * https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */

/** The event in an on-failure payload; any other value as it is. Throws an EventError that names the offsets where there are no records. */
export function eventOf(event: unknown): unknown {
  const { KafkaBatchInfo, payload, Records } = propertiesOf(event);
  if (KafkaBatchInfo !== undefined) {
    if (payload === undefined) throw withoutRecords(KafkaBatchInfo);
    return typeof payload === 'string' ? parsed(payload) : payload;
  }
  const { body, Sns } = propertiesOf(firstOf(Records));
  const { KafkaBatchInfo: sent } = propertiesOf(parsed(body ?? propertiesOf(Sns).Message));
  if (sent !== undefined) throw withoutRecords(sent);
  return event;
}

/** The record in a message that Lambda wrote to a Kafka topic on failure; undefined for any other. */
export function recordOfFailure({ value }: { readonly value?: string | null }): unknown {
  const failure = parsed(value && Buffer.from(value, 'base64').toString());
  if (propertiesOf(failure).KafkaBatchInfo === undefined) return undefined;
  return Object.values(propertiesOf(propertiesOf(eventOf(failure)).records)).flat()[0];
}

function withoutRecords(info: unknown): EventError {
  const ranges = Object.entries(propertiesOf(propertiesOf(info).recordsInfo)).slice(0, 10);
  const named = ranges.map(([name, range]: [string, unknown]) => {
    const { firstRecordOffset, lastRecordOffset } = propertiesOf(range);
    return `${name} offsets ${String(firstRecordOffset)} to ${String(lastRecordOffset)}`;
  });
  return new EventError(
    `this on-failure message has no records, only offsets: ${named.join(', ')}; ` +
      'use S3 or a Kafka topic as the destination',
  );
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
