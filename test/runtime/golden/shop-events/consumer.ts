import { consumeRecords, type ConsumeOptions, type KafkaHandler } from '../../../../src/runtime/kafka/consume-records.js';
import type { KafkaRecord, RecordHandler, RecordHandlers } from '../../../../src/runtime/kafka/kafka-record.js';
import { metadataSchemaId } from '../../../../src/runtime/kafka/record-schema-id.js';
import type { TopicBinding } from '../../../../src/runtime/kafka/topic-binding.js';
import { decodeKeyBase64, decodeValueBase64 } from './decoder.js';
import type { ShopEventsKey, ShopEventsValue } from './types.js';

/** A record of the topic shop-events; its value is null for a tombstone. */
export type ShopEventsRecord = KafkaRecord<ShopEventsKey, ShopEventsValue>;

const binding: TopicBinding<ShopEventsKey, ShopEventsValue> = {
  key: { decode: decodeKeyBase64, schemaIdOf: metadataSchemaId },
  value: { decode: decodeValueBase64, schemaIdOf: metadataSchemaId },
  reportBatchItemFailures: true,
};

/**
 * Makes the Lambda handler of the topic shop-events. `handler` is given one record at a time, in the order of its
 * partition; in place of a function it may be `{ value, tombstone }`.
 */
export function consumeShopEvents(
  handler: RecordHandler<ShopEventsKey, ShopEventsValue> | RecordHandlers<ShopEventsKey, ShopEventsValue>,
  options?: ConsumeOptions,
): KafkaHandler {
  return consumeRecords(binding, handler, options);
}
