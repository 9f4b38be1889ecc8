import { partitionName, type BatchAnswer, type RecordPosition } from './batch-answer.js';

/** How an event source mapping is configured, and what Lambda's documentation leaves open. */
export interface MappingSettings {
  /** The maximum number of records of a batch. */
  readonly batchSize: number;
  /** Whether the mapping has `ReportBatchItemFailures`. */
  readonly partialAnswers: boolean;
  /**
   * What follows a partial answer. `rewind`: each partition goes back to its first failed record and all records from
   * there on come again. `named`: the failed records come again, the others are over.
   */
  readonly replay: 'rewind' | 'named';
  /** `BisectBatchOnFunctionError`: a batch that failed is delivered again as two halves. */
  readonly bisect: boolean;
  /** `MaximumRetryAttempts`; -1 for no limit, which an on-failure destination turns into 10. */
  readonly maxRetries: number;
  /** Whether there is an on-failure destination. */
  readonly destination: boolean;
  /** Open: whether a partial answer counts as one of the retries. */
  readonly partialCountsAsRetry: boolean;
  /** Open: whether bisect applies to the records that come again after a partial answer. */
  readonly bisectsPartial: boolean;
}

/** The settings of a mapping for which only a batch size was chosen, with partial answers. */
export const MAPPING_DEFAULTS: MappingSettings = {
  batchSize: 100,
  partialAnswers: true,
  replay: 'rewind',
  bisect: false,
  maxRetries: -1,
  destination: false,
  partialCountsAsRetry: true,
  bisectsPartial: false,
};

/** Lambda's limit of retries for a mapping with a destination and without a limit of its own. */
const RETRIES_WITH_DESTINATION = 10;

/** An event source mapping between two invocations. */
export interface MappingState<R extends RecordPosition> {
  readonly settings: MappingSettings;
  /** The records of each partition, ascending by offset. */
  readonly log: ReadonlyMap<string, readonly R[]>;
  /** The index in `log` of the record that each partition reads next. */
  readonly positions: ReadonlyMap<string, number>;
  /** What is delivered before anything else is read, the next first. */
  readonly pending: readonly PendingBatch<R>[];
  /** What the last answer committed: these records never come again. */
  readonly committed: readonly R[];
  /** What the last answer used up the retries of: sent to the destination, or dropped if there is none. */
  readonly discarded: readonly R[];
}

/** Records that come again. */
interface PendingBatch<R> {
  readonly records: readonly R[];
  /** The number of times it was retried. */
  readonly retries: number;
}

/** The state of a mapping that starts at the first of these records in each partition. */
export function startMapping<R extends RecordPosition>(
  settings: MappingSettings,
  records: readonly R[],
): MappingState<R> {
  const log = new Map<string, R[]>();
  for (const record of records) {
    const name = partitionName(record);
    const partition = log.get(name);
    if (partition === undefined) log.set(name, [record]);
    else partition.push(record);
  }
  for (const partition of log.values()) partition.sort((a, b) => a.offset - b.offset);
  const positions = new Map([...log.keys()].map((name) => [name, 0]));
  return { settings, log, positions, pending: [], committed: [], discarded: [] };
}

/**
 * The records that are delivered next; none when all are over. A batch of records that were not delivered before
 * takes the same share of each partition, at most `limit` in all.
 */
export function nextBatch<R extends RecordPosition>(
  { settings, log, positions, pending }: MappingState<R>,
  limit: number = settings.batchSize,
): readonly R[] {
  if (pending[0] !== undefined) return pending[0].records;
  const open = [...log].flatMap(([name, records]) => {
    const from = positions.get(name) ?? 0;
    return from < records.length ? [{ records, from }] : [];
  });
  let [left, partitions] = [limit, open.length];
  return open.flatMap(({ records, from }) => {
    const taken = records.slice(from, from + Math.ceil(left / partitions));
    partitions -= 1;
    left -= taken.length;
    return taken;
  });
}

/** The mapping after the answer to `batch`, which `nextBatch` gave. */
export function next<R extends RecordPosition>(
  state: MappingState<R>,
  batch: readonly R[],
  answer: BatchAnswer,
): MappingState<R> {
  const { settings, pending } = state;
  const retries = pending[0]?.retries ?? 0;
  const rest = pending.slice(1);
  const after = {
    ...state,
    positions: pending.length === 0 ? moved(state.positions, batch, 1) : state.positions,
    committed: [],
    discarded: [],
  };
  switch (answer.kind) {
    case 'success':
      return { ...after, pending: rest, committed: batch };
    case 'unheard':
      return { ...after, pending: [{ records: batch, retries }, ...rest] };
    case 'failure':
      return retried({ ...after, pending: rest }, { records: batch, retries }, settings.bisect);
    case 'partial': {
      const returns = returning(settings, batch, answer.failures);
      const again = batch.filter((record) => returns.has(record));
      const committed = batch.filter((record) => !returns.has(record));
      const partly = { ...after, pending: rest, committed };
      if (settings.replay === 'rewind' && retryLimit(settings) === Infinity && rest.length === 0)
        return { ...partly, positions: moved(partly.positions, again, -1) };
      const bisects = settings.bisect && settings.bisectsPartial;
      return retried(
        partly,
        { records: again, retries },
        bisects,
        settings.partialCountsAsRetry ? 1 : 0,
      );
    }
  }
}

/** Delivers a batch again: in halves, or as it is if it has retries left. Splitting does not use up a retry. */
function retried<R extends RecordPosition>(
  state: MappingState<R>,
  { records, retries }: PendingBatch<R>,
  bisects: boolean,
  counts = 1,
): MappingState<R> {
  if (bisects && records.length > 1) {
    const middle = Math.floor(records.length / 2);
    const halves = [records.slice(0, middle), records.slice(middle)];
    const split = halves.map((half) => ({ records: half, retries }));
    return { ...state, pending: [...split, ...state.pending] };
  }
  if (counts > 0 && retries >= retryLimit(state.settings)) return { ...state, discarded: records };
  return { ...state, pending: [{ records, retries: retries + counts }, ...state.pending] };
}

function retryLimit({ maxRetries, destination }: MappingSettings): number {
  if (maxRetries >= 0) return maxRetries;
  return destination ? RETRIES_WITH_DESTINATION : Infinity;
}

/** Which records of a batch come again after a partial answer. */
function returning<R extends RecordPosition>(
  { replay }: MappingSettings,
  batch: readonly R[],
  failures: readonly RecordPosition[],
): ReadonlySet<R> {
  const lowest = new Map<string, number>();
  const named = new Set<string>();
  for (const failure of failures) {
    const name = partitionName(failure);
    named.add(`${name}@${String(failure.offset)}`);
    lowest.set(name, Math.min(lowest.get(name) ?? Infinity, failure.offset));
  }
  return new Set(
    batch.filter((record) => {
      const name = partitionName(record);
      return replay === 'named'
        ? named.has(`${name}@${String(record.offset)}`)
        : record.offset >= (lowest.get(name) ?? Infinity);
    }),
  );
}

/** The positions behind records that were read (`step` 1), or before the last ones again (`step` -1). */
function moved(
  positions: ReadonlyMap<string, number>,
  records: readonly RecordPosition[],
  step: 1 | -1,
): ReadonlyMap<string, number> {
  const after = new Map(positions);
  for (const record of records) {
    const name = partitionName(record);
    after.set(name, (after.get(name) ?? 0) + step);
  }
  return after;
}
