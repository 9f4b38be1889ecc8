import { kafkaConsumer, SchemaType } from '@aws-lambda-powertools/kafka';
import type { ByteReader } from '../../src/runtime/byte-reader.js';
import { consumeRecords } from '../../src/runtime/consume/consume-records.js';
import type { KafkaBatchResponse, KafkaEvent, RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';
import { readText } from '../../src/runtime/kafka/plain-read.js';
import type { AnyHandler } from '../../src/runtime/simulate/simulated-run.js';

/** Where a record is, which is all that the records of this comparison say. */
export interface Place {
  readonly partition: number;
  readonly offset: number;
}

/** What is to be done with a record. */
export type Work = (place: Place) => Promise<void>;

export interface ComparedConsumer {
  readonly name: string;
  /** Whether it answers with the records that failed; else it throws. */
  readonly partialAnswers: boolean;
  readonly make: (work: Work) => AnyHandler;
}

/** Ways to consume a batch and to answer for it. */
export const CONSUMERS: readonly ComparedConsumer[] = [
  { name: 'gen-msk-consumer', partialAnswers: true, make: generated },
  { name: 'Powertools for TypeScript, `kafkaConsumer` and a loop', partialAnswers: false, make: powertools },
  { name: "middy's way: all at once, failed ones named", partialAnswers: true, make: allAtOnce },
  { name: "Powertools for Python's way: one after another, failed ones named", partialAnswers: true, make: goesOn },
  { name: 'by hand: stops at the first failure and names it', partialAnswers: true, make: namesFirst },
];

function generated(work: Work): AnyHandler {
  const text = { read: (r: ByteReader) => readText(r, 'text') };
  const binding = { topic: 'orders', key: text, value: text, reportBatchItemFailures: true };
  return consumeRecords(binding, (record) => work(record));
}

function powertools(work: Work): AnyHandler {
  return kafkaConsumer<Place>(
    async ({ records }) => {
      for (const { value } of records) await work(value);
    },
    { value: { type: SchemaType.JSON } },
  );
}

function allAtOnce(work: Work): AnyHandler {
  return async ({ records }: KafkaEvent): Promise<KafkaBatchResponse> => {
    const batch = Object.values(records).flat();
    const outcomes = await Promise.allSettled(batch.map((record) => work(placeIn(record))));
    return naming(batch.filter((_, index) => outcomes[index]?.status === 'rejected'));
  };
}

function goesOn(work: Work): AnyHandler {
  return async ({ records }: KafkaEvent): Promise<KafkaBatchResponse> => {
    const failed: RawKafkaRecord[] = [];
    for (const record of Object.values(records).flat()) {
      await work(placeIn(record)).catch(() => failed.push(record));
    }
    return naming(failed);
  };
}

function namesFirst(work: Work): AnyHandler {
  return async ({ records }: KafkaEvent): Promise<KafkaBatchResponse> => {
    const failed: RawKafkaRecord[] = [];
    for (const partition of Object.values(records)) {
      for (const record of partition) {
        const succeeds = await work(placeIn(record)).then(
          () => true,
          () => false,
        );
        if (succeeds) continue;
        failed.push(record);
        break;
      }
    }
    return naming(failed);
  };
}

function placeIn({ value }: RawKafkaRecord): Place {
  return JSON.parse(Buffer.from(value ?? '', 'base64').toString()) as Place;
}

function naming(failed: readonly RawKafkaRecord[]): KafkaBatchResponse {
  return {
    batchItemFailures: failed.map(({ topic, partition, offset }) => ({
      itemIdentifier: { partition: `${topic}-${partition}`, offset },
    })),
  };
}
