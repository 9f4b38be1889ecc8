import type { KafkaBatchResponse, RawKafkaRecord } from '../kafka/kafka-event.js';
import type { BatchRun } from './consumer.js';
import type { HandedBack } from './hooks.js';
import { recordPlace } from './record-place.js';

/** A batch that is through, but for runs that outlive it. */
interface Finished {
  readonly topic: string;
  readonly run: BatchRun;
  /** How many records are not over. */
  readonly unhandled: number;
  readonly response: KafkaBatchResponse | undefined;
}

/** Calls the hooks for what became of a batch, and keeps the runs that outlive it. */
export function reportBatch({ topic, run, unhandled, response }: Finished): void {
  const { hooks, invocation, lanes, lateRuns } = run;
  const handBack = (raw: RawKafkaRecord, reason: HandedBack['reason']): void => {
    hooks.call('onHandBack', { ...recordPlace(raw), reason });
  };
  for (const raw of lateRuns.giveUp()) handBack(raw, 'abandoned');
  const now = Date.now();
  let failed = 0;
  let oldest = Infinity;
  for (const lane of lanes) {
    const { records, over, closed } = lane;
    oldest = Math.min(oldest, records[0]?.timestamp ?? Infinity);
    const raw = records[over];
    if (raw === undefined) continue;
    if (lane.isRunning) {
      lateRuns.add(lane, raw, hooks);
      handBack(raw, 'running');
    } else if (closed?.kind === 'failed') {
      failed++;
      hooks.call('onError', closed.error);
    } else if (closed !== undefined) handBack(raw, closed.kind);
  }
  hooks.call('onBatch', {
    topic,
    records: run.batch.size,
    ...run.counts,
    failed,
    handedBack: unhandled - failed,
    duration: now - invocation.startedAt,
    lag: oldest === Infinity ? undefined : now - oldest,
    response,
  });
}
