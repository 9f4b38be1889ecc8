import { fork } from 'node:child_process';
import { once } from 'node:events';
import { bundleProgram } from './bundle.js';
import type { Candidate } from './candidates.js';
import type { ExperimentOptions } from './experiment.js';
import { batches, prepareCandidates, type PreparedCandidate } from './prepared-candidate.js';
import type { ThroughputAnswer, ThroughputRequest } from './programs/throughput.js';
import type { Workload } from './workloads.js';

const THOROUGH = { warmUp: 1_000, round: 100 } as const;
const QUICK = { warmUp: 200, round: 30 } as const;

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

/** Measures candidates on one workload, each in a process of its own, in turns (ABC ABC …). */
export async function measureThroughput(
  workload: Workload,
  candidates: readonly Candidate[],
  { rounds, quick, node = process.execPath }: ThroughputOptions,
): Promise<Throughput[]> {
  const program = bundleProgram('throughput');
  const milliseconds = quick ? QUICK : THOROUGH;
  const workers = prepareCandidates(workload, candidates).map((candidate) => startWorker(node, program, candidate));
  try {
    const results: Throughput[] = [];
    for (const [events, { recordsEach }] of batches.entries()) {
      const measured = workers.map((worker) => ({ ...worker, nanoseconds: new Array<number>(), shareGivenUp: 0 }));
      for (const { ask } of measured) await ask({ events, milliseconds: milliseconds.warmUp });
      for (let round = 0; round < rounds; round++) {
        for (const one of measured) {
          const answer = await one.ask({ events, milliseconds: milliseconds.round });
          one.nanoseconds.push(answer.nanoseconds);
          one.shareGivenUp = answer.shareGivenUp;
        }
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
