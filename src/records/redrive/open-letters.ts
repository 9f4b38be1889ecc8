import { resolve } from 'node:path';
import type { Kafka } from 'kafkajs';
import { readTopic } from '../broker/read-topic.js';
import type { OffsetRange } from '../captured.js';
import type { LetterSource, SourcePlace } from './letter-source.js';
import type { ReadRange } from './letters-of.js';
import { pathSource } from './path-source.js';
import { s3Source } from './s3-source.js';
import { sqsSource } from './sqs-source.js';
import { topicSource } from './topic-source.js';

interface OpenLetters {
  /** The project's folder, which optional packages are loaded from. */
  readonly root: string;
  /** What paths are relative to. */
  readonly cwd: string;
  /** Only to look. */
  readonly dryRun: boolean;
  /** Of a topic: these offsets instead of all records. */
  readonly offsets: readonly Omit<OffsetRange, 'topic'>[] | undefined;
  /** Called once, when brokers are needed: for a topic, or for letters that only name offsets. */
  readonly openKafka: () => Promise<Kafka>;
}

/** The letters in a place. What keeps it from being read is thrown when it is read. */
export function openLetters(place: SourcePlace, { root, cwd, dryRun, offsets, openKafka }: OpenLetters): LetterSource {
  let client: Promise<Kafka> | undefined;
  const kafka = (): Promise<Kafka> => (client ??= openKafka());
  const readRange: ReadRange = async (range) => readTopic(await kafka(), range.topic, [range]);
  switch (place.kind) {
    case 'path':
      return pathSource(resolve(cwd, place.path), readRange);
    case 's3':
      return s3Source(place, root, readRange);
    case 'sqs':
      return sqsSource({ url: place.url, peeks: dryRun }, root, readRange);
    case 'topic':
      return topicSource(kafka, place.topic, { offsets, readRange });
  }
}
