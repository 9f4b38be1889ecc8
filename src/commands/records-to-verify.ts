import type { Kafka } from 'kafkajs';
import { groupBy } from '../diagnostics/group-by.js';
import type { Config } from '../config/config.js';
import type { KafkaFlags } from '../config/kafka-settings.js';
import type { Environment } from '../config/service-settings.js';
import type { Result } from '../diagnostics/diagnostic.js';
import { catchBrokerErrors } from '../records/broker/broker-error.js';
import { lastOffsets, readTopic } from '../records/broker/read-topic.js';
import type { OffsetRange } from '../records/captured.js';
import { inputProblem, noRecords } from '../records/input-problem.js';
import { inputText } from '../records/input-text.js';
import { readDocuments } from '../records/read-documents.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import { openKafka } from './open-kafka.js';
import type { ProjectOptions } from './project-options.js';

export interface VerifyOptions extends ProjectOptions {
  /** Glob patterns of topics. Default: all topics; of captured events, those that they have records of. */
  readonly topics?: readonly string[];
  /** How many of the newest records of each topic. Default: 100. */
  readonly last?: number;
  /** Ranges of offsets instead of the newest records; with one topic. */
  readonly offsets?: readonly Omit<OffsetRange, 'topic'>[];
  /** Captured events instead of topics. */
  readonly from?: Uint8Array;
  readonly brokers?: KafkaFlags;
  /** Stands in for `${NAME}` in the config, and names brokers. Default: that of the process. */
  readonly env?: Environment;
}

/** Records by the name of their topic. */
export type RecordsByTopic = ReadonlyMap<string, readonly RawKafkaRecord[]>;

/** The captured records of a config's topics. */
export function capturedRecords({ topics }: Config, input: Uint8Array): Result<RecordsByTopic> {
  const { captured, faults } = readDocuments(inputText(input));
  if (captured?.kind !== 'records' || faults.length > 0) return { ok: false, problems: [noRecords(faults)] };
  const records = captured.records.map(({ record }) => record);
  const ofConfig = records.filter((record) => topics.some(({ topic }) => topic === record.topic));
  const byTopic = groupBy(ofConfig, ({ topic }) => topic);
  if (byTopic.size > 0) return { ok: true, value: byTopic, warnings: [] };
  const others = [...new Set(records.map(({ topic }) => topic))].join(', ');
  const known = topics.map(({ topic }) => topic).join(', ');
  return {
    ok: false,
    problems: [inputProblem(`the records are of ${others}, not of ${known}`, 'Name a topic that they are of.')],
  };
}

/** The newest records of topics, or those of some offsets. */
export async function polledRecords(
  config: Config,
  { last = 100, offsets, brokers = {} }: VerifyOptions,
  env: Environment,
): Promise<Result<RecordsByTopic>> {
  if (offsets !== undefined && config.topics.length !== 1)
    return { ok: false, problems: [inputProblem('offsets are those of one topic: name it')] };
  // It only reads.
  const kafka = await openKafka({ config, flags: brokers, env, allowRemote: true });
  if (!kafka.ok) return kafka;
  return catchBrokerErrors(async () => {
    const byTopic = new Map<string, readonly RawKafkaRecord[]>();
    for (const { topic } of config.topics) byTopic.set(topic, await recordsOf(kafka.value, topic, { last, offsets }));
    return byTopic;
  });
}

async function recordsOf(
  kafka: Kafka,
  topic: string,
  { last, offsets }: { readonly last: number; readonly offsets: VerifyOptions['offsets'] },
): Promise<readonly RawKafkaRecord[]> {
  if (offsets !== undefined)
    return readTopic(
      kafka,
      topic,
      offsets.map((range) => ({ topic, ...range })),
    );
  const records = await readTopic(kafka, topic, await lastOffsets(kafka, topic, last));
  // The newest of all partitions, in the order of the topic.
  const newest = new Set(records.toSorted((a, b) => b.timestamp - a.timestamp).slice(0, last));
  return records.filter((record) => newest.has(record));
}
