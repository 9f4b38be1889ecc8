import { consumeLane } from './consume-lane.js';
import type { ConsumeOptions } from './consume-options.js';
import { checkOptions } from './consume-options-check.js';
import type { BatchRun, Consumer } from './consumer.js';
import { kafkaHandler, type AnyKafkaHandler } from './kafka-handler.js';
import type { Lane } from './lanes.js';
import type { LateRuns } from './late-runs.js';
import { letterBatch } from './letter-batch.js';
import type { TopicBinding } from '../kafka/topic-binding.js';
import { handlersOf, type AnyHandler } from './topic-handler.js';

/**
 * Default number of lanes handled concurrently. A handler mostly waits for a database
 * or a service: eight at once shorten a batch well, without a connection for each of hundreds of partitions.
 */
const MAX_CONCURRENT = 8;

/**
 * Makes a Lambda handler that decodes the records of a topic and hands them to `handler`: those of a lane (a partition,
 * unless `order` says otherwise) one after another, lanes concurrently. When a record fails, the rest of its lane is
 * skipped and the other lanes go on. Before the invocation's deadline, what is not done is handed back. At the end the
 * handler throws a BatchError, or answers with every record that is not over. Throws an EventError for other events.
 */
export function consumeRecords<Key, Value>(
  binding: TopicBinding<Key, Value>,
  handler: AnyHandler<Key, Value>,
  options: ConsumeOptions = {},
): AnyKafkaHandler {
  checkOptions(options);
  const { order = 'partition', deadLetter } = options;
  const limit =
    (order === 'partition' ? options.maxConcurrentPartitions : options.maxConcurrency) ??
    MAX_CONCURRENT;
  const consumer: Consumer<Key, Value> = {
    binding,
    handlers: handlersOf(handler, binding.tag),
    onInvalid: options.onInvalid ?? 'fail',
    onFailed: options.onFailed ?? 'retry',
    retryWithin: options.retryWithin,
    idempotency: options.idempotency,
    sendLetter: deadLetter && letterBatch(deadLetter),
  };
  return kafkaHandler(binding, options, (lanes, run, lateRuns) =>
    'consumeBatch' in handler
      ? Promise.all(lanes.map((lane) => lateRuns.waitFor(lane, run.invocation))).then(() =>
          handler.consumeBatch(consumer, lanes, run),
        )
      : runLanes(lanes, limit, lateRuns, run, (lane) => consumeLane(consumer, lane, run)),
  );
}

/** Runs lanes concurrently, at most `limit` at a time; those that wait for a late run come last. */
async function runLanes(
  lanes: readonly Lane[],
  limit: number,
  lateRuns: LateRuns,
  { invocation }: BatchRun,
  consume: (lane: Lane) => Promise<void>,
): Promise<void> {
  const blocked = (lane: Lane): number => (lateRuns.blocks(lane.id) ? 1 : 0);
  const queue = [...lanes].sort((a, b) => blocked(a) - blocked(b)).values();
  const work = async (): Promise<void> => {
    for (const lane of queue) {
      await lateRuns.waitFor(lane, invocation);
      if (invocation.isDraining) return;
      lane.done = consume(lane);
      await lane.done;
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, lanes.length) }, work));
}
