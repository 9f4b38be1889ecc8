import { expect, test } from 'vitest';
import { deadLetterHeaders, readDeadLetterHeaders } from '../../../src/runtime/dead-letter/dead-letter-headers.js';
import type { RawKafkaHeader } from '../../../src/runtime/kafka/kafka-event.js';
import { KafkaHeaders } from '../../../src/runtime/kafka/kafka-headers.js';
import { deadLetter } from './letter.js';

/** As a consumer of the dead-letter topic receives them. */
function delivered(headers: Record<string, Buffer>, only = ''): KafkaHeaders {
  return new KafkaHeaders(
    Object.entries(headers)
      .filter(([name]) => name.startsWith(only))
      .map(([name, bytes]): RawKafkaHeader => ({ [name]: [...new Int8Array(bytes)] })),
  );
}

const headers = deadLetterHeaders(deadLetter(0x0102030405));

test("names and bytes are those of Spring Kafka and of Kafka Connect, and the letter's own", () => {
  // Spring's numbers are those of a Java ByteBuffer: big-endian, 4 bytes for the partition and 8 for the others.
  expect(Object.fromEntries(Object.entries(headers).map(([name, bytes]) => [name, bytes.toString('latin1')]))).toEqual({
    'kafka_dlt-original-topic': 'orders',
    'kafka_dlt-original-partition': '\0\0\0\x03',
    'kafka_dlt-original-offset': '\0\0\0\x01\x02\x03\x04\x05',
    'kafka_dlt-original-timestamp': '\0\0\x01\x8b\xcf\xe5\x68\0',
    'kafka_dlt-original-timestamp-type': 'CreateTime',
    'kafka_dlt-exception-fqcn': 'undecodable',
    'kafka_dlt-exception-message': 'the value ends after 2 bytes (Order.id, byte 2)',
    '__connect.errors.topic': 'orders',
    '__connect.errors.partition': '3',
    '__connect.errors.offset': '4328719365',
    '__connect.errors.stage': 'VALUE_CONVERTER',
    '__connect.errors.exception.class.name': 'undecodable',
    '__connect.errors.exception.message': 'the value ends after 2 bytes (Order.id, byte 2)',
    'dead-letter-key': '1#orders-fn#shop#orders#3#4328719365#1700000000000',
    'dead-letter-attempts': '2',
    'dead-letter-failed-at': '2027-01-15T08:00:00.123Z',
    'dead-letter-schema-id': '7',
    'dead-letter-cluster': 'shop',
  });
});

const origin = {
  topic: 'orders',
  partition: 3,
  offset: 4_328_719_365,
  timestamp: 1_700_000_000_000,
  code: 'undecodable',
  reason: 'the value ends after 2 bytes (Order.id, byte 2)',
};

test.each([
  ['all', '', origin],
  ["Spring's", 'kafka_dlt-', origin],
  ["Kafka Connect's", '__connect.errors.', { ...origin, timestamp: undefined }],
  ['none', 'dead-letter-', undefined],
])('%s are read', (_, prefix, expected) => {
  expect(readDeadLetterHeaders(delivered(headers, prefix))).toEqual(expected);
});

test.each<[string, Record<string, Buffer>]>([
  ["Spring's partition in 8 bytes", { ...headers, 'kafka_dlt-original-partition': Buffer.alloc(8) }],
  ["Spring's offset beyond what a number holds", { ...headers, 'kafka_dlt-original-offset': Buffer.alloc(8, 0x7f) }],
])('%s is not read as a place', (_, changed) => {
  expect(readDeadLetterHeaders(delivered(changed, 'kafka_dlt-'))).toBeUndefined();
});

test("Connect's offset that is not a number is not read as a place", () => {
  const changed = { ...headers, '__connect.errors.offset': Buffer.from('1e3') };
  expect(readDeadLetterHeaders(delivered(changed, '__connect'))).toBeUndefined();
});
