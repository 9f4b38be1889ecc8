import { consumeRecords, type ConsumeOptions, type KafkaHandler } from '../../../../src/runtime/kafka/consume-records.js';
import { readConfluentFrame } from '../../../../src/runtime/kafka/framing.js';
import type { KafkaRecord, RecordHandler, RecordHandlers } from '../../../../src/runtime/kafka/kafka-record.js';
import type { TopicBinding } from '../../../../src/runtime/kafka/topic-binding.js';
import { decodeKeyBase64, decodeValueBase64 } from './decoder.js';
import type { OrdersKey, OrdersValue } from './types.js';

/** A record of the topic orders; its value is null for a tombstone. */
export type OrdersRecord = KafkaRecord<OrdersKey, OrdersValue>;

const binding: TopicBinding<OrdersKey, OrdersValue> = {
  key: { decode: decodeKeyBase64 },
  value: { decode: decodeValueBase64, frame: readConfluentFrame },
  reportBatchItemFailures: false,
};

/**
 * Makes the Lambda handler of the topic orders. `handler` is given one record at a time, in the order of its
 * partition; in place of a function it may be `{ value, tombstone }`.
 */
export function consumeOrders(
  handler: RecordHandler<OrdersKey, OrdersValue> | RecordHandlers<OrdersKey, OrdersValue>,
  options?: ConsumeOptions,
): KafkaHandler {
  return consumeRecords(binding, handler, options);
}
