import type { OpenClaim } from '../idempotency/idempotency.js';
import { claimRecord, completeClaim, countDuplicate } from './claim-record.js';
import type { BatchRun, Consumer } from './consumer.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import type { KafkaRecord, RecordContext } from '../kafka/kafka-record.js';
import { LaneDecoder } from './lane-decoder.js';
import { closeLane, isHandledLate, type Lane } from './lanes.js';
import { RecordError } from '../kafka/record-error.js';
import { settleRecord } from './settle-record.js';

/**
 * Handles the records of an invocation together: partition by partition, in order. It fails all of them by throwing, or
 * returns those that failed; what is behind one of these in its lane then comes again, too.
 */
export type HandleBatch<Key, Value> = (
  records: readonly KafkaRecord<Key, Value>[],
  context: RecordContext,
) => unknown;

/** A handler of batches, made by `inBatches`. */
export interface BatchHandler<Key, Value> {
  readonly consumeBatch: ConsumeBatch<Key, Value>;
}

type ConsumeBatch<Key, Value> = (
  consumer: Consumer<Key, Value>,
  lanes: readonly Lane[],
  run: BatchRun,
) => Promise<void>;

/** Makes a handler that has all records of an invocation at once: `consumeOrders(inBatches(async (records) => { … }))`. */
export function inBatches<Key, Value>(handle: HandleBatch<Key, Value>): BatchHandler<Key, Value> {
  return {
    consumeBatch: async (consumer, lanes, run) => {
      const prepared: PreparedLane<Key, Value>[] = [];
      for (const lane of lanes) prepared.push(await prepareLane(consumer, lane, run));
      for (const { lane, items } of prepared) lane.isRunning = items.length > 0;
      const done = handlePrepared(handle, prepared, run);
      for (const { lane } of prepared) lane.done = done;
      await done;
    },
  };
}

/** The records of a lane, from its first on, that can be handled; what is behind them is not. */
interface PreparedLane<Key, Value> {
  readonly lane: Lane;
  readonly items: readonly Item<Key, Value>[];
}

interface Item<Key, Value> {
  readonly raw: RawKafkaRecord;
  /** Undefined for one that is over: skipped, parked or a duplicate. */
  readonly record: KafkaRecord<Key, Value> | undefined;
  readonly open: OpenClaim | undefined;
}

async function prepareLane<Key, Value>(
  consumer: Consumer<Key, Value>,
  lane: Lane,
  run: BatchRun,
): Promise<PreparedLane<Key, Value>> {
  const decoder = new LaneDecoder(consumer.binding, lane.records);
  const items: Item<Key, Value>[] = [];
  for (const [index, raw] of lane.records.entries()) {
    if (run.invocation.isDraining) break;
    if (isHandledLate(lane, raw)) {
      countDuplicate(run, raw);
      items.push({ raw, record: undefined, open: undefined });
      continue;
    }
    try {
      let decoded = decoder.decode(index);
      if (decoded.kind === 'invalid')
        decoded = await decoder.decodeSlowly(raw, decoded.error, run.invocation);
      const task = { consumer, run, lane, raw, decoded };
      // Nobody waits while holding claims: two batches could wait for each other.
      const settings = { wait: false };
      if (decoded.kind === 'invalid') {
        await settleRecord(task, settings);
        items.push({ raw, record: undefined, open: undefined });
      } else {
        const open = await claimRecord(task, settings);
        const isOver = open === 'duplicate';
        items.push({
          raw,
          record: isOver ? undefined : decoded.record,
          open: isOver ? undefined : open,
        });
      }
    } catch (cause) {
      // Decoding and claiming fail with nothing else.
      closeLane(lane, cause as RecordError, run.invocation);
      break;
    }
  }
  return { lane, items };
}

/** Never rejects. */
async function handlePrepared<Key, Value>(
  handle: HandleBatch<Key, Value>,
  prepared: readonly PreparedLane<Key, Value>[],
  run: BatchRun,
): Promise<void> {
  const records = prepared.flatMap(({ items }) => items.flatMap(({ record }) => record ?? []));
  let failed: ReadonlySet<unknown>;
  let cause: unknown = new Error('the handler returned it as failed');
  try {
    const returned: unknown =
      records.length > 0 && !run.invocation.isDraining
        ? await handle(records, run.context)
        : records;
    failed = new Set(Array.isArray(returned) ? returned : []);
  } catch (thrown) {
    failed = new Set(records);
    cause = thrown;
  }
  await Promise.all(prepared.map((one) => finishLane(one, failed, cause, run)));
}

/** Counts a lane's records up to the first that failed; those behind it that were handled are completed all the same. */
async function finishLane<Key, Value>(
  { lane, items }: PreparedLane<Key, Value>,
  failed: ReadonlySet<unknown>,
  cause: unknown,
  run: BatchRun,
): Promise<void> {
  let first: RecordError | undefined;
  let over = 0;
  for (const { raw, record, open } of items) {
    try {
      if (record !== undefined && failed.has(record)) {
        await open?.release(run.invocation.isDraining ? 'handedBack' : 'failed');
        throw new RecordError(raw, { stage: 'handle the record', cause });
      }
      if (open !== undefined) await completeClaim(run, raw, open);
      if (record !== undefined) run.counts.handled++;
    } catch (error) {
      first ??= error as RecordError;
    }
    if (first === undefined) over++;
  }
  lane.isRunning = false;
  lane.over = over;
  if (first !== undefined) closeLane(lane, first, run.invocation);
}
