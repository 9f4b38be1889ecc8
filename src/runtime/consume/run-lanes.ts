import { consumeLane } from './consume-lane.js';
import type { BatchRun, Consumer } from './consumer.js';

/**
 * Default number of lanes handled concurrently. A handler mostly waits for a database
 * or a service: eight at once shorten a batch well, without a connection for each of hundreds of partitions.
 */
const MAX_CONCURRENT = 8;

/**
 * Runs the lanes of a batch concurrently, as many as the options say; those that wait for a late run come last. Never
 * rejects. Lanes may go on after the answer.
 */
export async function runLanes<Key, Value>(
  consumer: Consumer<Key, Value>,
  run: BatchRun,
): Promise<void> {
  const { lanes, lateRuns, invocation } = run;
  const { order = 'partition', maxConcurrency, maxConcurrentPartitions } = consumer.options;
  const limit =
    (order === 'partition' ? maxConcurrentPartitions : maxConcurrency) ?? MAX_CONCURRENT;
  const inTurn = lateRuns.isEmpty()
    ? lanes
    : [...lanes.filter((lane) => !lateRuns.blocks(lane)), ...lanes.filter(lateRuns.blocks)];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let lane = inTurn[next++]; lane !== undefined; lane = inTurn[next++]) {
      if (!lateRuns.isEmpty()) await lateRuns.waitFor(lane, invocation);
      if (invocation.isDraining) return;
      lane.done = consumeLane(consumer, lane, run);
      // With a handler that awaits nothing, it is through by now.
      if (lane.isRunning) await lane.done;
    }
  };
  const workers: Promise<void>[] = [];
  while (workers.length < limit && next < inTurn.length) workers.push(work());
  await Promise.all(workers);
}
