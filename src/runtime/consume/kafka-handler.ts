import type { KafkaBatchResponse, KafkaEvent, LambdaContext } from '../kafka/kafka-event.js';

/** A Lambda handler for a Kafka event source mapping without `ReportBatchItemFailures`; an `MSKHandler`. */
export type KafkaHandler = (event: KafkaEvent, context?: LambdaContext) => Promise<void>;

/** A Lambda handler for a Kafka event source mapping with `ReportBatchItemFailures`. */
export type KafkaBatchHandler = (
  event: KafkaEvent,
  context?: LambdaContext,
) => Promise<KafkaBatchResponse>;

/** Which of the two it is, the settings say. */
export type AnyKafkaHandler = KafkaHandler | KafkaBatchHandler;
