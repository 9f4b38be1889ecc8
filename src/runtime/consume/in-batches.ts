import type { OpenClaim } from '../idempotency/idempotency.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import type { KafkaRecord, RecordContext } from '../kafka/kafka-record.js';
import type { RecordError } from '../kafka/record-error.js';
import { claimRecord, completeClaim } from './claim-record.js';
import type { BatchRun, Consumer } from './consumer.js';
import { countOver } from './count-over.js';
import { handlingError } from './handle-record.js';
import { laneDecoder } from './lane-decoder.js';
import { closeLane, isHandledLate, type Lane } from './lanes.js';
import type { RecordTask } from './record-task.js';
import { needsClaim, settleClaimed } from './settle-under-claim.js';

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

type ConsumeBatch<Key, Value> = (consumer: Consumer<Key, Value>, run: BatchRun) => Promise<void>;

/** Makes a handler that has all records of an invocation at once: `consumeOrders(inBatches(async (records) => { … }))`. */
export function inBatches<Key, Value>(handle: HandleBatch<Key, Value>): BatchHandler<Key, Value> {
  return {
    consumeBatch: async (consumer, run) => {
      const prepared = await Promise.all(run.lanes.map((lane) => prepareLane(consumer, lane, run)));
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
  readonly record?: KafkaRecord<Key, Value>;
  readonly open?: OpenClaim | undefined;
}

async function prepareLane<Key, Value>(
  consumer: Consumer<Key, Value>,
  lane: Lane,
  run: BatchRun,
): Promise<PreparedLane<Key, Value>> {
  const { invocation } = run;
  await run.lateRuns.waitFor(lane, invocation);
  const decoder = laneDecoder(consumer.binding, lane.records);
  const items: Item<Key, Value>[] = [];
  for (const [index, raw] of lane.records.entries()) {
    if (invocation.isDraining) break;
    try {
      if (isHandledLate(lane, raw)) {
        countOver(run, raw, 'duplicates');
        items.push({ raw });
        continue;
      }
      let decoded = decoder.decode(index);
      if (decoded.kind === 'invalid')
        decoded = await decoder.decodeSlowly(raw, decoded.error, invocation.context);
      items.push(await prepareRecord({ consumer, run, lane, raw, decoded }));
    } catch (cause) {
      // Decoding and claiming fail with nothing else.
      closeLane(lane, cause as RecordError, invocation);
      break;
    }
  }
  return { lane, items };
}

/** Claims a record that can be handled, and settles one that cannot. */
async function prepareRecord<Key, Value>(task: RecordTask<Key, Value>): Promise<Item<Key, Value>> {
  const { consumer, run, raw, decoded } = task;
  const { idempotency } = consumer.options;
  // Nobody waits while holding claims: two batches could wait for each other.
  const open =
    idempotency !== undefined && needsClaim(task)
      ? await claimRecord(idempotency, task, { wait: false })
      : undefined;
  if (open !== 'duplicate' && decoded.kind !== 'invalid')
    return { raw, record: decoded.record, open };
  const over = open === 'duplicate' ? 'duplicates' : await settleClaimed(task, open);
  countOver(run, raw, over);
  return { raw };
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
        ? await handle(records, run.invocation.context)
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
        throw handlingError(raw, cause);
      }
      if (open !== undefined) await completeClaim({ run, raw }, open);
      if (record !== undefined) countOver(run, raw, 'handled');
    } catch (error) {
      first ??= error as RecordError;
    }
    if (first === undefined) over++;
  }
  lane.isRunning = false;
  lane.over = over;
  if (first !== undefined) closeLane(lane, first, run.invocation);
}
