import { fork } from 'node:child_process';
import { once } from 'node:events';
import { programFile } from './bundle.js';
import type { ExperimentOptions } from './experiment.js';
import { batches, type PreparedCandidate } from './prepared-candidate.js';
import type { ThroughputAnswer, ThroughputRequest } from './programs/throughput.js';

/** Milliseconds of CPU time: before each size of event is measured, in each round, and at a time. */
const THOROUGH = { warmUps: [1_000, 1_000], round: 100, turn: 10 } as const;
const QUICK = { warmUps: [150, 20], round: 30, turn: 10 } as const;

/** Nanoseconds of CPU time per record, of one candidate and size of event, for each round. */
export interface Throughput {
  readonly candidate: string;
  readonly recordsEach: number;
  readonly nanoseconds: readonly number[];
  /** The share of records that it left to a fallback of its own. */
  readonly shareGivenUp: number;
}

export interface ThroughputOptions extends ExperimentOptions {
  /** The Node that runs the candidates; the one that runs the benchmark where it is left out. */
  readonly node?: string;
}

/**
 * Measures the candidates of one workload, each in a process of its own. The turns that they take are short, so that what else
 * the machine does slows all of them down alike.
 */
export async function measureThroughput(
  candidates: readonly PreparedCandidate[],
  { rounds, quick, node = process.execPath }: ThroughputOptions,
): Promise<Throughput[]> {
  const program = programFile('throughput');
  const { warmUps, round, turn } = quick ? QUICK : THOROUGH;
  const workers = candidates.map((candidate) => startWorker(node, program, candidate));
  try {
    const results: Throughput[] = [];
    for (const [events, { recordsEach }] of batches.entries()) {
      const measured = workers.map((worker) => ({ ...worker, nanoseconds: new Array<number>(), shareGivenUp: 0 }));
      // Side by side: nothing is measured yet.
      await Promise.all(measured.map(({ ask }) => ask({ events, milliseconds: warmUps[events] ?? 0 })));
      for (let taken = 0; taken < rounds; taken++) {
        const sums = measured.map((one) => ({ one, milliseconds: 0, records: 0 }));
        for (let turns = 0; turns < round / turn; turns++) {
          for (const sum of sums.filter(({ milliseconds }) => milliseconds < round)) {
            const answer = await sum.one.ask({ events, milliseconds: turn });
            sum.milliseconds += answer.milliseconds;
            sum.records += answer.records;
            sum.one.shareGivenUp = answer.shareGivenUp;
          }
        }
        for (const { one, milliseconds, records } of sums) one.nanoseconds.push((1e6 * milliseconds) / records);
      }
      results.push(
        ...measured.map(({ candidate, nanoseconds, shareGivenUp }) => ({
          candidate,
          recordsEach,
          nanoseconds,
          shareGivenUp,
        })),
      );
    }
    return results;
  } finally {
    for (const { stop } of workers) stop();
  }
}

interface Worker {
  readonly candidate: string;
  readonly ask: (request: ThroughputRequest) => Promise<ThroughputAnswer>;
  readonly stop: () => void;
}

function startWorker(node: string, program: string, { name, bundle, eventFiles }: PreparedCandidate): Worker {
  const worker = fork(program, [bundle.file, ...eventFiles], { execPath: node, execArgv: ['--expose-gc'] });
  const ended = once(worker, 'exit').then(() => {
    throw new Error(`${name} ended before it was measured`);
  });
  // It also ends when it is stopped; then nobody waits for it.
  ended.catch(() => undefined);
  return {
    candidate: name,
    ask: async (request) => {
      worker.send(request);
      const message: unknown[] = await Promise.race([once(worker, 'message'), ended]);
      // What the program sends.
      return message[0] as ThroughputAnswer;
    },
    stop: () => void worker.kill(),
  };
}
