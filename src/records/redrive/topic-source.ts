import type { Kafka } from 'kafkajs';
import { lastOffsets, readTopic } from '../broker/read-topic.js';
import type { OffsetRange } from '../captured.js';
import type { LetterSource } from './letter-source.js';
import { inOrder, lettersOf, type ReadRange } from './letters-of.js';

interface TopicOffsets {
  readonly offsets: readonly Omit<OffsetRange, 'topic'>[] | undefined;
}

/** The letters of a topic, or of some offsets of it. They stay as they are. */
export async function* topicSource(
  openKafka: () => Promise<Kafka>,
  topic: string,
  { offsets, readRange }: TopicOffsets & { readonly readRange: ReadRange },
): LetterSource {
  const kafka = await openKafka();
  const ranges =
    offsets?.map((range) => ({ topic, ...range })) ?? (await lastOffsets(kafka, topic, Number.MAX_SAFE_INTEGER));
  const records = await readTopic(kafka, topic, ranges);
  // What a dead-letter topic says of a record is in its headers or in its value.
  yield inOrder(records.length === 0 ? [] : await lettersOf({ text: JSON.stringify(records), name: topic }, readRange));
}
