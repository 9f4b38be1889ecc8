import { byType } from '../../../../src/runtime/consume/by-type.js';
import type { ConsumeOptions } from '../../../../src/runtime/consume/consume-options.js';
import { consumeRecords } from '../../../../src/runtime/consume/consume-records.js';
import type { KafkaBatchHandler, KafkaHandler } from '../../../../src/runtime/consume/kafka-handler.js';
import type { KafkaRecord } from '../../../../src/runtime/kafka/kafka-record.js';
import { metadataSchemaId } from '../../../../src/runtime/kafka/record-schema-id.js';
import type { TopicBinding } from '../../../../src/runtime/kafka/topic-binding.js';
import type { UnionHandler } from '../../../../src/runtime/consume/topic-handler.js';
import { readKey, readValue } from './decoder.js';
import type { ShopEventsKey, ShopEventsValue } from './types.js';

/** A record of the topic shop-events; its value is null for a tombstone. */
export type ShopEventsRecord = KafkaRecord<ShopEventsKey, ShopEventsValue>;

/** What handles records of the topic 'shop-events'. */
type Handler = UnionHandler<ShopEventsKey, ShopEventsValue>;

const binding: TopicBinding<ShopEventsKey, ShopEventsValue> = {
  topic: 'shop-events',
  byType,
  key: { read: readKey, schemaIdOf: metadataSchemaId },
  value: { read: readValue, schemaIdOf: metadataSchemaId },
  reportBatchItemFailures: true,
};

/**
 * Makes the Lambda handler of the topic shop-events. `handler` is given one record at a time, in the order of its
 * partition; in place of a function it may be `{ value, tombstone }`.
 */
export function consumeShopEvents(
  handler: Handler,
  options?: ConsumeOptions & { readonly reportBatchItemFailures?: true | undefined },
): KafkaBatchHandler;
export function consumeShopEvents(
  handler: Handler,
  options: ConsumeOptions & { readonly reportBatchItemFailures: false },
): KafkaHandler;
export function consumeShopEvents(
  handler: Handler,
  options?: ConsumeOptions,
): KafkaHandler | KafkaBatchHandler {
  return consumeRecords(binding, handler, options);
}

export type { KafkaBatchHandler, KafkaHandler };
