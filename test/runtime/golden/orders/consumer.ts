import type { ConsumeOptions } from '../../../../src/runtime/consume/consume-options.js';
import { consumeRecords } from '../../../../src/runtime/consume/consume-records.js';
import type { KafkaBatchHandler, KafkaHandler } from '../../../../src/runtime/consume/kafka-handler.js';
import { readConfluentFrame } from '../../../../src/runtime/kafka/framing.js';
import type { KafkaRecord } from '../../../../src/runtime/kafka/kafka-record.js';
import type { TopicBinding } from '../../../../src/runtime/kafka/topic-binding.js';
import type { TopicHandler } from '../../../../src/runtime/consume/topic-handler.js';
import { readKey, readValue } from './decoder.js';
import type { OrdersKey, OrdersValue } from './types.js';

/** A record of the topic orders; its value is null for a tombstone. */
export type OrdersRecord = KafkaRecord<OrdersKey, OrdersValue>;

/** What handles records of the topic 'orders'. */
type Handler = TopicHandler<OrdersKey, OrdersValue>;

const binding: TopicBinding<OrdersKey, OrdersValue> = {
  topic: 'orders',
  key: { read: readKey },
  value: { read: readValue, frame: readConfluentFrame },
  reportBatchItemFailures: false,
};

/**
 * Makes the Lambda handler of the topic orders. `handler` is given one record at a time, in the order of its
 * partition; in place of a function it may be `{ value, tombstone }`.
 */
export function consumeOrders(
  handler: Handler,
  options?: ConsumeOptions & { readonly reportBatchItemFailures?: false | undefined },
): KafkaHandler;
export function consumeOrders(
  handler: Handler,
  options: ConsumeOptions & { readonly reportBatchItemFailures: true },
): KafkaBatchHandler;
export function consumeOrders(
  handler: Handler,
  options?: ConsumeOptions,
): KafkaHandler | KafkaBatchHandler {
  return consumeRecords(binding, handler, options);
}

export type { KafkaBatchHandler, KafkaHandler };
