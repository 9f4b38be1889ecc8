import { createHash } from 'node:crypto';
import type { DeadLetter, DeadLetterSender } from './dead-letter.js';
import { writeDeadLetter } from './envelope.js';
import { sendEach } from './send-each.js';

/** The part of `SQS` of `@aws-sdk/client-sqs` that is used here: `new SQS()` fits. */
export interface SqsClient {
  sendMessageBatch(input: {
    readonly QueueUrl: string;
    readonly Entries: SqsEntry[];
  }): Promise<SqsReply>;
}

export interface SqsEntry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly MessageAttributes: Record<
    string,
    { readonly DataType: string; readonly StringValue: string }
  >;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

export interface SqsReply {
  readonly Successful?: readonly { readonly Id: string | undefined }[] | undefined;
  readonly Failed?:
    readonly { readonly Id: string | undefined; readonly Code: string | undefined }[] | undefined;
}

/** What SQS takes in one request, and in one message: 1 MiB, attributes included. */
const MAX_BYTES = 1_048_576;
const MAX_ENTRIES = 10;

export interface SqsDeadLettersSettings {
  /** The team's client, `new SQS()`: its region, retries and timeouts apply. */
  readonly client: SqsClient;
  /** A standard queue, or a FIFO queue, which keeps the order and drops a letter that is sent again within 5 minutes. */
  readonly queueUrl: string;
  /** The queue's MaximumMessageSize in bytes, if it is below that of SQS, 1 MiB. */
  readonly maxMessageSize?: number | undefined;
}

/** Sends dead letters to a queue, a message for each; `readDeadLetter` reads the message's body. */
export function sqsDeadLetters(settings: SqsDeadLettersSettings): DeadLetterSender {
  const { client, queueUrl, maxMessageSize = MAX_BYTES } = settings;
  const fifo = queueUrl.endsWith('.fifo');
  return async (letters) => {
    const messages = letters.map((letter, index) => toMessage(letter, { id: String(index), fifo }));
    const tooLarge = messages.find(({ bytes }) => bytes > maxMessageSize);
    if (tooLarge !== undefined)
      throw new RangeError(
        `${tooLarge.place}: its dead letter has ${String(tooLarge.bytes)} bytes, and the queue takes at most ${String(maxMessageSize)}; use s3DeadLetters`,
      );
    const send = async (batch: readonly Message[]): Promise<void> => {
      const reply = await client.sendMessageBatch({
        QueueUrl: queueUrl,
        Entries: batch.map(({ entry }) => entry),
      });
      const failed = failuresOf(batch, reply);
      if (failed.length > 0)
        throw new Error(
          `${String(failed.length)} of ${String(batch.length)} dead letters could not be sent to ${queueUrl}: ${failed.join(', ')}`,
        );
    };
    // A FIFO queue keeps the order in which requests arrive.
    await sendEach(inBatches(messages), send, fifo ? 1 : undefined);
  };
}

interface Message {
  readonly entry: SqsEntry;
  /** As SQS counts them: body, and names, types and values of the attributes. */
  readonly bytes: number;
  readonly place: string;
}

function toMessage(
  letter: DeadLetter,
  { id, fifo }: { readonly id: string; readonly fifo: boolean },
): Message {
  const { topic, partition, offset, timestamp } = letter.record;
  const body = writeDeadLetter(letter);
  // The names of Spring Kafka's headers, for filters that do not read the body.
  const attributes: readonly (readonly [name: string, type: string, value: string])[] = [
    ['kafka_dlt-original-topic', 'String', topic],
    ['kafka_dlt-original-partition', 'Number', String(partition)],
    ['kafka_dlt-original-offset', 'Number', String(offset)],
    ['kafka_dlt-original-timestamp', 'Number', String(timestamp)],
    ['kafka_dlt-exception-fqcn', 'String', letter.code],
  ];
  return {
    entry: {
      Id: id,
      MessageBody: body,
      MessageAttributes: Object.fromEntries(
        attributes.map(([name, DataType, StringValue]) => [name, { DataType, StringValue }]),
      ),
      ...(fifo && {
        MessageGroupId: sha256(`${topic}-${String(partition)}`),
        MessageDeduplicationId: sha256(letter.key),
      }),
    },
    bytes:
      attributes.flat().reduce((sum, text) => sum + Buffer.byteLength(text), 0) +
      Buffer.byteLength(body),
    place: `${topic}-${String(partition)} offset ${String(offset)}`,
  };
}

/** In order, each within the limits of a request. */
function inBatches(messages: readonly Message[]): readonly (readonly Message[])[] {
  const batches: Message[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const last = batches.at(-1);
    if (last === undefined || last.length === MAX_ENTRIES || bytes + message.bytes > MAX_BYTES) {
      batches.push([message]);
      bytes = message.bytes;
    } else {
      last.push(message);
      bytes += message.bytes;
    }
  }
  return batches;
}

/** What the reply does not name as successful has failed. */
function failuresOf(batch: readonly Message[], { Successful, Failed }: SqsReply): string[] {
  const sent = new Set(Successful?.map(({ Id }) => Id));
  const codes = new Map(Failed?.map(({ Id, Code }) => [Id, Code]));
  return batch
    .filter(({ entry }) => !sent.has(entry.Id))
    .map(({ entry, place }) => `${place} (${codes.get(entry.Id) ?? 'not in the reply'})`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
