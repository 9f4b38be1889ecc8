import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { RawKafkaRecord } from '../../runtime/kafka/kafka-event.js';
import { rawHeaders } from '../../runtime/simulate/build-event.js';

/** A message as Lambda delivers it: a key or value that is not there is left out. */
export function rawRecord(
  topic: string,
  partition: number,
  { offset, timestamp, key, value, headers = {} }: KafkaMessage,
): RawKafkaRecord {
  return {
    topic,
    partition,
    offset: Number(offset),
    timestamp: Number(timestamp),
    timestampType: 'CREATE_TIME',
    ...(key === null ? {} : { key: key.toString('base64') }),
    ...(value === null ? {} : { value: value.toString('base64') }),
    headers: rawHeaders(headerPairs(headers)),
  };
}

/** kafkajs makes a list of the values of a header that comes more than once. */
function headerPairs(headers: IHeaders): readonly (readonly [string, string | Uint8Array])[] {
  return Object.entries(headers).flatMap(([name, values]) =>
    (Array.isArray(values) ? values : [values]).flatMap((value) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
}
