import { appendFileSync } from 'node:fs';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { SQS } from '@aws-sdk/client-sqs';

import type { ConsumeOptions } from '../../src/runtime/consume/consume-options.js';
import type { KafkaBatchHandler } from '../../src/runtime/consume/kafka-handler.js';
import type { sqsDeadLetters } from '../../src/runtime/dead-letter/sqs-dead-letters.js';
import type { NonRetryableError } from '../../src/runtime/errors.js';
import type { dynamoDbStore } from '../../src/runtime/idempotency/dynamodb-store.js';
import type { idempotent } from '../../src/runtime/idempotency/idempotent.js';
import type { KafkaBatchResponse, KafkaEvent } from '../../src/runtime/kafka/kafka-event.js';
import type { KafkaRecord, RecordContext } from '../../src/runtime/kafka/kafka-record.js';

/** What the generated consumer.ts of `orders` exports, with the adapters `dynamodb` and `sqs`. */
export interface OrdersModule {
  readonly consumeOrders: (
    handler: (order: Order, context: RecordContext) => Promise<void>,
    options: ConsumeOptions & { readonly reportBatchItemFailures: true },
  ) => KafkaBatchHandler;
  readonly dynamoDbStore: typeof dynamoDbStore;
  readonly idempotent: typeof idempotent;
  readonly sqsDeadLetters: typeof sqsDeadLetters;
  readonly NonRetryableError: typeof NonRetryableError;
}

type Order = KafkaRecord<unknown, { readonly id: string }>;

export interface SandboxSettings {
  readonly topic: string;
  /** The file to which each side effect appends a line. */
  readonly effects: string;
  readonly dynamoDb: { readonly endpoint: string; readonly tableName: string };
  readonly sqs: { readonly endpoint: string; readonly queueUrl: string };
  readonly order?: 'partition' | 'none';
  /** The name of the cluster, where the event has none. */
  readonly cluster?: string;
}

export interface Invoke {
  readonly event: KafkaEvent;
  readonly deadline: number;
}

export interface Answered {
  readonly answer?: KafkaBatchResponse;
  readonly error?: string;
  /** The offsets that were reported as duplicates. */
  readonly duplicates: readonly number[];
}

/** Ends this process as Lambda ends a sandbox. */
async function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

/** Runs the consumer in this process, on the events that the parent process sends. An order's id decides what becomes of it. */
export function runSandbox(orders: OrdersModule, settings: SandboxSettings): void {
  const { topic, effects, dynamoDb, sqs, order = 'partition', cluster } = settings;
  const client = { region: 'eu-west-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' } };
  const store = orders.dynamoDbStore({
    client: new DynamoDB({ ...client, endpoint: dynamoDb.endpoint }),
    tableName: dynamoDb.tableName,
  });
  let duplicates: number[] = [];

  const handle = async ({ value }: Order, { claim }: RecordContext): Promise<void> => {
    const id = value?.id ?? '';
    const isFirst = claim?.attempt === 1;
    if (id.startsWith('always dies') || (isFirst && id.startsWith('dies before'))) await die();
    if (isFirst && id.startsWith('fails once')) throw new Error('the database is away');
    if (id.startsWith('rejected')) throw new orders.NonRetryableError('an order without items');
    appendFileSync(effects, `${id}\n`);
    if (isFirst && id.startsWith('dies after')) await die();
  };
  const handler = orders.consumeOrders(handle, {
    reportBatchItemFailures: true,
    topics: [topic],
    order,
    idempotency: orders.idempotent({ store, clockAllowance: 0, cluster }),
    onDuplicate: ({ offset }) => duplicates.push(offset),
    onInvalid: 'deadLetter',
    onFailed: { deadLetterAfter: 2 },
    deadLetter: orders.sqsDeadLetters({
      client: new SQS({ ...client, endpoint: sqs.endpoint }),
      queueUrl: sqs.queueUrl,
    }),
  });

  process.on('message', ({ event, deadline }: Invoke) => {
    duplicates = [];
    const context = { functionName: 'orders-consumer', getRemainingTimeInMillis: () => deadline - Date.now() };
    const send = (answered: Omit<Answered, 'duplicates'>) => process.send?.({ ...answered, duplicates });
    void handler(event, context).then(
      (answer) => send({ answer }),
      (error: unknown) => send({ error: String(error) }),
    );
  });
  process.send?.('ready');
}
