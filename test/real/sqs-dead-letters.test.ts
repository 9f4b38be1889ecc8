import { randomUUID } from 'node:crypto';
import { SQS, type Message } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readDeadLetter } from '../../src/runtime/dead-letter/envelope.js';
import { sqsDeadLetters } from '../../src/runtime/dead-letter/sqs-dead-letters.js';
import { deadLetter } from '../runtime/dead-letter/letter.js';
import { rawRecord } from '../runtime/raw-event.js';

const endpoint = process.env['TEST_AWS_URL'];

describe.skipIf(endpoint === undefined)("with moto's SQS", () => {
  let client: SQS;
  beforeAll(() => {
    client = new SQS({
      endpoint: endpoint ?? '',
      region: 'eu-west-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    });
  });
  afterAll(() => client.destroy());

  async function newQueue(fifo = false): Promise<string> {
    const QueueName = `letters-${randomUUID()}${fifo ? '.fifo' : ''}`;
    const { QueueUrl = '' } = await client.createQueue({
      QueueName,
      ...(fifo && { Attributes: { FifoQueue: 'true' } }),
    });
    return QueueUrl;
  }

  /** All messages of a queue, which are then gone from it. */
  async function received(QueueUrl: string): Promise<readonly Message[]> {
    const { Messages = [] } = await client.receiveMessage({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    });
    if (Messages.length === 0) return [];
    for (const { ReceiptHandle } of Messages) await client.deleteMessage({ QueueUrl, ReceiptHandle });
    return [...Messages, ...(await received(QueueUrl))];
  }

  const lettersIn = (messages: readonly Message[]) => messages.map(({ Body = '' }) => readDeadLetter(Body));

  test('letters arrive as they were sent, with where they came from as attributes', async () => {
    const queueUrl = await newQueue();
    const headers = [{ trace: [0, 127, -128, -1] }, { trace: [] }];
    const letters = Array.from({ length: 23 }, (_, offset) =>
      deadLetter(offset, {
        record: rawRecord(3, offset, { headers }),
        reason: 'control \u0000, \u{1F98A}, \uFFFE and \uFFFF',
      }),
    );
    await sqsDeadLetters({ client, queueUrl })(letters);

    const messages = await received(queueUrl);
    expect(lettersIn(messages).toSorted((a, b) => a.record.offset - b.record.offset)).toEqual(letters);
    const offsets = messages.map(({ MessageAttributes }) =>
      Number(MessageAttributes?.['kafka_dlt-original-offset']?.StringValue),
    );
    expect(offsets.toSorted((a, b) => a - b)).toEqual(letters.map(({ record }) => record.offset));
  });

  test('a FIFO queue keeps the order of a partition, and drops a letter that is sent again', async () => {
    const queueUrl = await newQueue(true);
    const letters = Array.from({ length: 12 }, (_, offset) => deadLetter(offset));
    const send = sqsDeadLetters({ client, queueUrl });
    await send(letters);
    await send(letters.slice(0, 5));

    expect(lettersIn(await received(queueUrl))).toEqual(letters);
  });

  test('a queue that is missing rejects', async () => {
    const queueUrl = `${await newQueue()}-missing`;
    await expect(sqsDeadLetters({ client, queueUrl })([deadLetter(1)])).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });
});
