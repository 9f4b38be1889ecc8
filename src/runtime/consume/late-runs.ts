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
export class LateRuns {
  private readonly runs = new Map<string, LateRun>();

  /** Keeps the run of the record at which a lane is. */
  add(lane: Lane, raw: RawKafkaRecord, hooks: HookCalls): void {
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
    this.runs.set(lane.id, run);
  }

  /** Whether there are none, as nearly always: then no lane has to ask. */
  get isEmpty(): boolean {
    return this.runs.size === 0;
  }

  /** Whether a lane has to wait. */
  blocks({ id }: Lane): boolean {
    const run = this.runs.get(id);
    return run !== undefined && run.handled === undefined;
  }

  /** Waits for the late run of a lane until the invocation's time is up, and notes its records that are then over. */
  async waitFor(lane: Lane, { draining, deadline }: Invocation): Promise<void> {
    const run = this.runs.get(lane.id);
    // Without a deadline, nothing would end the wait.
    if (this.blocks(lane) && deadline !== undefined) await Promise.race([run?.settled, draining]);
    if (run?.handled !== undefined) lane.handledLate = run.handled;
  }

  /** Forgets all runs; returns the records of those that still go on. */
  giveUp(): readonly RawKafkaRecord[] {
    const open = [...this.runs.values()].filter(({ handled }) => handled === undefined);
    this.runs.clear();
    return open.map(({ raw }) => raw);
  }
}
