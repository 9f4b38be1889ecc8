import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { brokerFailure, withBrokerErrors } from '../records/broker/broker-error.js';
import { rawRecord } from '../records/broker/raw-record.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import type { RecordPosition } from '../runtime/simulate/batch-answer.js';
import type { RecordSource } from './record-source.js';

interface KafkaSourceOptions {
  readonly kafka: Kafka;
  readonly topic: string;
  readonly group: string;
  /** Whether a group that has committed nothing starts at the first record. */
  readonly fromBeginning: boolean;
  /** Called when records have come, partitions were assigned, or the consumer has ended for good. */
  readonly onChange: () => void;
  /** Called with what went wrong and is tried again. */
  readonly onProblem: (message: string) => void;
}

/** Polls a topic in a consumer group. Throws a BrokerError if it cannot. */
export async function kafkaSource(options: KafkaSourceOptions): Promise<RecordSource> {
  const consumer = options.kafka.consumer({
    groupId: options.group,
    // One that was killed does not keep its partitions for long; brokers take no less. Heartbeats do not wait for the handler.
    sessionTimeout: 6_000,
    heartbeatInterval: 1_000,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 500,
  });
  const source = new KafkaSource(consumer, options);
  try {
    await withBrokerErrors(() => source.start());
  } catch (error) {
    await consumer.disconnect().catch(() => undefined);
    throw error;
  }
  return source;
}

class KafkaSource implements RecordSource {
  readonly isEnded = false;
  generation = 0;
  failure: Error | undefined;
  assigned: readonly number[] | undefined;
  private readonly consumer: Consumer;
  private readonly options: KafkaSourceOptions;
  private arrived: RawKafkaRecord[] = [];
  private readonly ends = new Map<number, number>();
  private isPaused = false;
  /** Offsets by partition whose commit has failed. */
  private readonly uncommitted = new Map<number, number>();

  constructor(consumer: Consumer, options: KafkaSourceOptions) {
    this.consumer = consumer;
    this.options = options;
  }

  async start(): Promise<void> {
    const { consumer, options } = this;
    const { REBALANCING, GROUP_JOIN, CRASH } = consumer.events;
    consumer.on(REBALANCING, () => this.reset());
    consumer.on(GROUP_JOIN, ({ payload: { memberAssignment } }) => {
      this.reset(memberAssignment[options.topic] ?? []);
    });
    consumer.on(CRASH, ({ payload: { error, restart } }) => {
      const failure = brokerFailure(error);
      if (restart) options.onProblem(`the consumer starts again: ${error.message}`);
      else this.failure ??= failure instanceof Error ? failure : error;
      this.reset();
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [options.topic], fromBeginning: options.fromBeginning });
    await consumer.run({
      autoCommit: false,
      eachBatch: (payload) => {
        this.receive(payload);
        return Promise.resolve();
      },
    });
  }

  take(): readonly RawKafkaRecord[] {
    const taken = this.arrived;
    this.arrived = [];
    return taken;
  }

  endOf({ partition }: Omit<RecordPosition, 'offset'>): number | undefined {
    return this.ends.get(partition);
  }

  setPaused(isPaused: boolean): void {
    if (isPaused === this.isPaused) return;
    this.isPaused = isPaused;
    const topics = [{ topic: this.options.topic }];
    if (isPaused) this.consumer.pause(topics);
    else this.consumer.resume(topics);
  }

  async commit(next: readonly RecordPosition[]): Promise<void> {
    const { topic } = this.options;
    const { generation } = this;
    for (const { partition, offset } of next) this.uncommitted.set(partition, offset);
    if (this.uncommitted.size === 0) return;
    const offsets = [...this.uncommitted].map(([partition, offset]) => ({ topic, partition, offset: String(offset) }));
    try {
      await this.consumer.commitOffsets(offsets);
      if (generation === this.generation) this.uncommitted.clear();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.options.onProblem(`the commit failed, so records may come again: ${reason}`);
    }
  }

  async close(): Promise<void> {
    await this.commit([]);
    await this.consumer.disconnect();
  }

  private receive(payload: EachBatchPayload): void {
    if (payload.isStale()) return;
    const { topic, partition, highWatermark, messages } = payload.batch;
    this.ends.set(partition, Number(highWatermark));
    for (const message of messages) this.arrived.push(rawRecord(topic, partition, message));
    this.options.onChange();
  }

  /** Partitions are taken away, or assigned from where the group has committed. */
  private reset(assigned?: readonly number[]): void {
    this.generation++;
    this.assigned = assigned;
    this.arrived = [];
    this.ends.clear();
    this.uncommitted.clear();
    this.setPaused(false);
    this.options.onChange();
  }
}
