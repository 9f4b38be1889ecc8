import type { BatchRun } from './consumer.js';
import type { HandedBack } from './hooks.js';
import type { KafkaBatchResponse, RawKafkaRecord } from '../kafka/kafka-event.js';
import type { Lane } from './lanes.js';
import type { LateRuns } from './late-runs.js';
import { recordPlace } from './record-place.js';

/** A batch that is through, but for runs that outlive it. */
interface Finished {
  readonly lanes: readonly Lane[];
  readonly run: BatchRun;
  readonly lateRuns: LateRuns;
  readonly records: number;
  /** How many of them are not over. */
  readonly unhandled: number;
  readonly response: KafkaBatchResponse | undefined;
}

/** Calls the hooks for what became of a batch, and keeps the runs that outlive it. */
export function reportBatch({ lanes, run, lateRuns, ...batch }: Finished): void {
  const { hooks, invocation, counts } = run;
  const handBack = (raw: RawKafkaRecord, reason: HandedBack['reason']): void =>
    hooks.call('onHandBack', { ...recordPlace(raw), reason });
  for (const raw of lateRuns.giveUp()) handBack(raw, 'abandoned');
  let failed = 0;
  for (const lane of lanes) {
    const raw = lane.records[lane.over];
    if (raw === undefined) continue;
    if (lane.isRunning) {
      const { over } = lane;
      lateRuns.add(
        lane.id,
        raw,
        lane.done.then(() => {
          reportRefusal(lane, run);
          return lane.over > over;
        }),
      );
      handBack(raw, 'running');
    } else if (lane.closed?.kind === 'failed') {
      failed++;
      hooks.call('onError', lane.closed.error);
    } else if (lane.closed !== undefined) {
      handBack(raw, lane.closed.kind);
    }
  }
  if (!hooks.has('onBatch')) return;
  const now = Date.now();
  const oldest = lanes.reduce(
    (least, { records: [first] }) => Math.min(least, first?.timestamp ?? least),
    Infinity,
  );
  hooks.call('onBatch', {
    topic: run.topic,
    records: batch.records,
    ...counts,
    failed,
    handedBack: batch.unhandled - failed,
    duration: now - invocation.startedAt,
    lag: oldest === Infinity ? undefined : now - oldest,
    response: batch.response,
  });
}

/** Calls `onError` for a run that has outlived its claim: another run has taken the record over. */
function reportRefusal({ closed }: Lane, { hooks }: BatchRun): void {
  if (closed?.error.stage === 'complete the record') hooks.call('onError', closed.error);
}
