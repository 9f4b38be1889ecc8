import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readDeadLetter } from '../../../src/runtime/dead-letter/envelope.js';
import { sqsDeadLetters } from '../../../src/runtime/dead-letter/sqs-dead-letters.js';
import { rawRecord } from '../raw-event.js';
import { deadLetter } from './letter.js';
import { loopbackSqs } from './loopback-sqs.js';

let sqs: Awaited<ReturnType<typeof loopbackSqs>>;

beforeAll(async () => {
  sqs = await loopbackSqs();
});
afterAll(() => sqs.close());
beforeEach(() => {
  sqs.requests.length = 0;
});

function sender(name = 'letters', settings: { readonly maxMessageSize?: number } = {}) {
  return sqsDeadLetters({ ...settings, client: sqs.client, queueUrl: `${sqs.endpoint}/123456789012/${name}` });
}

/** A letter whose value has this many bytes in base64. */
function sized(offset: number, bytes: number) {
  return deadLetter(offset, { record: rawRecord(3, offset, { value: 'A'.repeat(bytes) }) });
}

test('letters are sent ten at a time, in order', async () => {
  const letters = Array.from({ length: 23 }, (_, offset) => deadLetter(offset));
  await sender()(letters);

  const batches = sqs.requests.map(({ Entries = [] }) => Entries);
  expect(batches.map(({ length }) => length).sort()).toEqual([10, 10, 3]);
  const bodies = batches.flat().map(({ MessageBody = '' }) => readDeadLetter(MessageBody));
  expect(bodies.sort((a, b) => a.record.offset - b.record.offset)).toEqual(letters);
  const offsets = (batches[0] ?? []).map(({ MessageBody = '' }) => readDeadLetter(MessageBody).record.offset);
  expect(offsets).toEqual(Array.from(offsets).sort((a, b) => a - b));
});

test('a message can be filtered by where it came from', async () => {
  await sender()([deadLetter(12)]);
  const [entry] = sqs.requests[0]?.Entries ?? [];
  expect(entry?.MessageAttributes).toEqual({
    'kafka_dlt-original-topic': { DataType: 'String', StringValue: 'orders' },
    'kafka_dlt-original-partition': { DataType: 'Number', StringValue: '3' },
    'kafka_dlt-original-offset': { DataType: 'Number', StringValue: '12' },
    'kafka_dlt-original-timestamp': { DataType: 'Number', StringValue: '1700000000000' },
    'kafka_dlt-exception-fqcn': { DataType: 'String', StringValue: 'undecodable' },
  });
  expect(entry).not.toHaveProperty('MessageGroupId');
});

test('a FIFO queue groups by partition and drops a letter that is sent again', async () => {
  const send = sender('letters.fifo');
  await send([deadLetter(1), deadLetter(2)]);
  await send([deadLetter(1)]);
  const [first, second, again] = sqs.requests.flatMap(({ Entries = [] }) => Entries);
  expect(first?.MessageGroupId).toBe(second?.MessageGroupId);
  expect(first?.MessageDeduplicationId).toBe(again?.MessageDeduplicationId);
  expect(first?.MessageDeduplicationId).not.toBe(second?.MessageDeduplicationId);
  expect(first?.MessageGroupId).toMatch(/^[0-9a-f]{64}$/);
});

test('a FIFO queue gets the letters in order, one request after another', async () => {
  const letters = Array.from({ length: 35 }, (_, offset) => deadLetter(offset));
  await sender('letters.fifo')(letters);
  const bodies = sqs.requests.flatMap(({ Entries = [] }) => Entries).map(({ MessageBody = '' }) => MessageBody);
  expect(bodies.map(readDeadLetter)).toEqual(letters);
});

test('a request stays below 1 MiB', async () => {
  await sender()([sized(1, 400_000), sized(2, 400_000), sized(3, 400_000), sized(4, 1_040_000)]);
  expect(sqs.requests.map(({ Entries = [] }) => Entries.length).sort()).toEqual([1, 1, 2]);
});

test.each([
  [undefined, 1_048_576],
  [262_144, 262_144],
])('a letter beyond the limit of the queue (%s) fails before any is sent', async (maxMessageSize, limit) => {
  const send = sender('letters', maxMessageSize === undefined ? {} : { maxMessageSize });
  await expect(send([deadLetter(1), sized(2, limit)])).rejects.toThrow(
    new RegExp(
      `^orders-3 offset 2: its dead letter has \\d+ bytes, and the queue takes at most ${limit}; use s3DeadLetters$`,
    ),
  );
  expect(sqs.requests).toEqual([]);
});

test('a letter that the queue refuses fails them, by its place and code', async () => {
  const letters = [deadLetter(1), deadLetter(2, { reason: 'poison' }), deadLetter(3)];
  await expect(sender()(letters)).rejects.toThrow(
    `1 of 3 dead letters could not be sent to ${sqs.endpoint}/123456789012/letters: orders-3 offset 2 (InternalError)`,
  );
});

test('a letter that the reply does not name has failed', async () => {
  const send = sqsDeadLetters({ client: { sendMessageBatch: () => Promise.resolve({}) }, queueUrl: 'queue' });
  await expect(send([deadLetter(1)])).rejects.toThrow('orders-3 offset 1 (not in the reply)');
});

test('a queue that cannot be reached rejects when all requests have ended', async () => {
  let requests = 0;
  const failing = {
    sendMessageBatch: async () => {
      await new Promise(setImmediate);
      requests += 1;
      throw new Error(`request ${requests} failed`);
    },
  };
  const letters = Array.from({ length: 45 }, (_, offset) => deadLetter(offset));
  await expect(sqsDeadLetters({ client: failing, queueUrl: 'queue' })(letters)).rejects.toThrow('request 1 failed');
  expect(requests).toBe(5);
});

test('no letters are no request', async () => {
  await sender()([]);
  expect(sqs.requests).toEqual([]);
});
