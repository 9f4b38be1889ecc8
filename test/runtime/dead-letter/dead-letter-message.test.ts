import type { Message } from 'kafkajs';
import { expect, expectTypeOf, test } from 'vitest';
import { deadLetterHeaders } from '../../../src/runtime/dead-letter/dead-letter-headers.js';
import { deadLetterMessage, type DeadLetterMessage } from '../../../src/runtime/dead-letter/dead-letter-message.js';
import { rawRecord } from '../raw-event.js';
import { deadLetter } from './letter.js';

test('a message has the bytes of the record, its headers, and those of the letter', () => {
  const headers = [{ trace: [97] }, { trace: 'Yg==' }, { empty: null }, JSON.parse('{"__proto__":[-1]}') as object];
  const letter = deadLetter(1, { record: rawRecord(3, 1, { headers: headers as [] }) });
  const message = deadLetterMessage(letter);

  expect(message.key?.toString()).toBe('key');
  expect(message.value?.toString()).toBe('value 3/1');
  const own = Object.entries(deadLetterHeaders(letter)).map(([name, bytes]) => [name, [bytes]]);
  expect(Object.entries(message.headers)).toEqual([
    ['trace', [Buffer.from('a'), Buffer.from('b')]],
    ['__proto__', [Buffer.from([255])]],
    ...own,
  ]);
});

test('the origin of a letter that failed again is its own topic, not that of the first failure', () => {
  const first = deadLetterMessage(deadLetter(1)).headers;
  const headers = Object.entries(first).map(([name, [bytes]]) => ({ [name]: [...new Int8Array(bytes ?? [])] }));
  const again = deadLetter(7, { record: rawRecord(0, 7, { topic: 'orders.DLT', headers }) });
  expect(deadLetterMessage(again).headers['kafka_dlt-original-topic']).toEqual([Buffer.from('orders.DLT')]);
});

test('a tombstone without a key has neither', () => {
  const letter = deadLetter(1, { record: rawRecord(3, 1, { key: null, value: null }) });
  expect(deadLetterMessage(letter)).toMatchObject({ key: null, value: null });
});

test("KafkaJS's producer takes it", () => {
  expectTypeOf<DeadLetterMessage>().toExtend<Message>();
});
