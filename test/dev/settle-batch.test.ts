import { expect, test } from 'vitest';
import { batchThatFits, emptyMapping, withRecords } from '../../src/dev/growing-mapping.js';
import { settleBatch, type SettledBatch } from '../../src/dev/settle-batch.js';
import type { RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';
import { MAPPING_DEFAULTS } from '../../src/runtime/simulate/event-source-mapping.js';
import { rawRecord } from '../runtime/raw-event.js';

/** What becomes of a batch that fails as a whole, if records before a time stamp are not delivered again. */
function failed(records: readonly RawKafkaRecord[], expiry: number): SettledBatch {
  const mapping = withRecords(emptyMapping(MAPPING_DEFAULTS), records);
  const batch = batchThatFits(mapping);
  const outcomes = batch.records.map(({ topic, partition, offset }) => ({
    ...{ topic, partition, offset },
    outcome: 'failed' as const,
  }));
  const answered = {
    ...batch,
    outcomes,
    end: null,
    answer: { kind: 'failure', reason: 'it fails' } as const,
    milliseconds: 1,
    peakMemory: undefined,
  };
  return settleBatch(mapping, answered, { attempts: new Map(), expiry });
}

const waiting = ({ mapping: { log, pending } }: SettledBatch): readonly number[] =>
  [...log.values(), ...pending.map(({ records }) => records)].flat().map(({ offset }) => offset);

test('a record that failed and is older than recordAge is given up, with its attempts; the others come again', () => {
  const records = [1_000, 2_000, 3_000].map((timestamp, offset) => rawRecord(0, offset, { timestamp }));
  const settled = failed(records, 2_000);
  expect(settled.givenUp.map(({ record, attempts }) => [record.offset, attempts])).toEqual([[0, 1]]);
  expect(settled.goesOn).toEqual([{ topic: 'orders', partition: 0, offset: 1 }]);
  expect(new Set(waiting(settled))).toEqual(new Set([1, 2]));
});

test('without a limit of age, old records come again', () => {
  const settled = failed([rawRecord(0, 0, { timestamp: 1 })], -Infinity);
  expect(settled.givenUp).toEqual([]);
  expect(settled.goesOn).toEqual([]);
  expect(new Set(waiting(settled))).toEqual(new Set([0]));
});
