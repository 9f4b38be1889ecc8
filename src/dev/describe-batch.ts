import type { RecordOutcome } from '../handler-run/handler-run.js';
import { partitionName } from '../runtime/simulate/batch-answer.js';
import { positionOf } from '../runtime/simulate/record-places.js';
import type { AnsweredBatch } from './deliver-batch.js';
import type { DeliveredBatch, PartitionProgress } from './delivered-batch.js';
import { nextOffset } from './growing-mapping.js';
import type { RecordSource } from './record-source.js';
import { lastOfEach, type SettledBatch } from './settle-batch.js';

/** A batch as it is reported. */
export function describeBatch(
  { records, outcomes, ...batch }: AnsweredBatch,
  { mapping, committed, givenUp, stepOf }: SettledBatch,
  source: Pick<RecordSource, 'endOf'>,
): DeliveredBatch {
  const partitions = lastOfEach(records).map((record): PartitionProgress => {
    const offset = nextOffset(mapping, record);
    const end = source.endOf(record);
    const lag = end === undefined ? undefined : Math.max(0, end - offset);
    const failed = outcomes.filter((one) => isFailed(one) && partitionName(one) === partitionName(record));
    return { ...positionOf(record), offset, lag, failed: failed.length };
  });
  return {
    ...batch,
    outcomes: outcomes.map((outcome) => ({ ...outcome, next: stepOf(outcome) })),
    committed: committed.length,
    returned: records.length - committed.length - givenUp.length,
    givenUp: givenUp.length,
    partitions,
  };
}

function isFailed({ outcome }: RecordOutcome): boolean {
  return outcome === 'failed' || outcome === 'invalid';
}
