import type { Kafka } from 'kafkajs';

/** A broker with one topic of three partitions. */
export interface Broker {
  readonly topic: string;
  /** `host:port` of each node, separated by commas, as Lambda gives it. */
  readonly bootstrapServers: string;
  readonly kafka: Kafka;
  readonly close: () => Promise<void>;
}
