import type { Invocation } from './invocation.js';
import type { RawKafkaRecord } from '../kafka/kafka-event.js';
import type { Lane } from './lanes.js';

/** A run of a handler that outlived the answer that handed its record back. */
interface LateRun {
  readonly raw: RawKafkaRecord;
  /** Resolves when the run settles. Never rejects. */
  readonly settled: Promise<void>;
  isSettled: boolean;
  /** Set when it settles: whether its record is over. */
  isOver: boolean;
}

/**
 * Runs that go on after their invocation, by lane. The next invocation of the sandbox waits for each before it
 * handles that lane; a run that outlives it, too, is given up.
 */
export class LateRuns {
  private readonly runs = new Map<string, LateRun>();

  /** Keeps a run; `settled` resolves with whether its record is over. */
  add(lane: string, raw: RawKafkaRecord, settled: Promise<boolean>): void {
    const run: LateRun = {
      raw,
      settled: settled.then((isOver) => {
        run.isSettled = true;
        run.isOver = isOver;
      }),
      isSettled: false,
      isOver: false,
    };
    this.runs.set(lane, run);
  }

  /** Whether a lane has to wait. */
  blocks(lane: string): boolean {
    return this.runs.get(lane)?.isSettled === false;
  }

  /** Waits for the late run of a lane until the invocation's time is up, and notes its record if that is then over. */
  async waitFor(lane: Lane, { draining, deadline }: Invocation): Promise<void> {
    const run = this.runs.get(lane.id);
    if (run === undefined) return;
    // Without a deadline, nothing would end the wait.
    if (!run.isSettled && deadline !== undefined) await Promise.race([run.settled, draining]);
    if (run.isOver) lane.handledLate = run.raw;
  }

  /** Forgets all runs; returns the records of those that still go on. */
  giveUp(): readonly RawKafkaRecord[] {
    const open = [...this.runs.values()].filter(({ isSettled }) => !isSettled);
    this.runs.clear();
    return open.map(({ raw }) => raw);
  }
}
