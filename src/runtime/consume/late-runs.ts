import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import type { HookCalls } from './hook-calls.js';
import type { Invocation } from './invocation.js';
import type { Lane } from './lanes.js';

/** A run of a handler that outlived the answer that handed its record back. */
interface LateRun {
  readonly raw: RawKafkaRecord;
  /** Resolves when the run settles. Never rejects. */
  readonly settled: Promise<void> | undefined;
  /** Set when it settles: its records that are then over. A batch has several. */
  handled?: readonly RawKafkaRecord[];
}

/**
 * Runs that go on after their invocation, by lane. The next invocation of the sandbox waits for each before it
 * handles that lane; a run that outlives it, too, is given up.
 */
export interface LateRuns {
  /** Keeps the run of the record at which a lane is. */
  add(lane: Lane, raw: RawKafkaRecord, hooks: HookCalls): void;
  /** Whether there are none, as nearly always: then no lane has to ask. */
  isEmpty(): boolean;
  /** Whether a lane has to wait. */
  readonly blocks: (lane: Lane) => boolean;
  /** Waits for the late run of a lane until the invocation's time is up, and notes its records that are then over. */
  waitFor(lane: Lane, invocation: Invocation): Promise<void>;
  /** Forgets all runs; returns the records of those that still go on. */
  giveUp(): readonly RawKafkaRecord[];
}

/** The late runs of a consumer: none at first. */
export function lateRuns(): LateRuns {
  const runs = new Map<string, LateRun>();
  const isOpen = (run: LateRun | undefined): run is LateRun =>
    run !== undefined && run.handled === undefined;
  return {
    add(lane, raw, hooks) {
      const { over } = lane;
      const run: LateRun = {
        raw,
        settled: lane.done?.then(() => {
          run.handled = lane.records.slice(over, lane.over);
          // It has outlived its claim: another run has taken the record over.
          if (lane.closed?.error.stage === 'complete the record')
            hooks.call('onError', lane.closed.error);
        }),
      };
      runs.set(lane.id, run);
    },
    isEmpty: () => runs.size === 0,
    blocks: ({ id }) => isOpen(runs.get(id)),
    async waitFor(lane, { draining, deadline }) {
      const run = runs.get(lane.id);
      // Without a deadline, nothing would end the wait.
      if (isOpen(run) && deadline !== undefined) await Promise.race([run.settled, draining]);
      if (run?.handled !== undefined) lane.handledLate = run.handled;
    },
    giveUp() {
      const open = [...runs.values()].filter(isOpen);
      runs.clear();
      return open.map(({ raw }) => raw);
    },
  };
}
