import { execFileSync } from 'node:child_process';
import { programFile } from '../bundle.js';
import type { Candidate } from '../candidates.js';
import type { Experiment } from '../experiment.js';
import { markdownTable, times, wholeNumber } from '../markdown-table.js';
import { prepareCandidates, type PreparedCandidate } from '../prepared-candidate.js';
import type { ColdStart } from '../programs/cold-start.js';
import { median, medianRatio } from '../statistics.js';
import type { Workload } from '../workloads.js';

const PROCESSES_PER_ROUND = 2;

/** Compares what fresh processes take to load candidates and to handle a first event. */
export function coldStartExperiment(options: {
  readonly name: string;
  readonly title: string;
  /** What the first event is. */
  readonly first: string;
  readonly goals: string;
  readonly workload: Workload;
  readonly candidates: readonly Candidate[];
  /** Decodes nothing: what Node itself takes. */
  readonly empty: Candidate;
}): Experiment {
  const { name, title, first, goals, workload, empty } = options;
  return {
    name,
    title,
    about:
      'Milliseconds of CPU time, compiling included, that a fresh process takes to load the bundled, minified handler (init) and to handle its first ' +
      `event, ${first}; ${PROCESSES_PER_ROUND} processes a round. Goals: ${goals}.`,
    run: async ({ rounds }) => {
      const compared = await prepareCandidates(workload, options.candidates);
      const candidates = [...compared, ...(await prepareCandidates(workload, [empty]))];
      const program = programFile('cold-start');
      const starts = candidates.map((candidate) => ({ candidate, times: new Array<ColdStart>() }));
      for (let round = 0; round < rounds * PROCESSES_PER_ROUND; round++) {
        for (const { candidate, times } of starts) times.push(start(program, candidate));
      }
      const totals = starts.map((of) => of.times.map(({ init, firstEvent }) => init + firstEvent));
      return markdownTable(
        ['ms', 'init', 'first event', 'both', 'bundle, bytes'],
        starts.map(({ candidate: { name, bundle }, times: of }, index) => [
          name,
          median(of.map(({ init }) => init)).toFixed(1),
          median(of.map(({ firstEvent }) => firstEvent)).toFixed(1),
          both(totals[index] ?? [], totals[0] ?? []),
          wholeNumber(bundle.bytes),
        ]),
      );
    },
  };
}

function start(program: string, { bundle, eventFiles: [events = ''] }: PreparedCandidate): ColdStart {
  // The program prints what its type says.
  return JSON.parse(execFileSync(process.execPath, [program, bundle.file, events], { encoding: 'utf8' })) as ColdStart;
}

function both(total: readonly number[], base: readonly number[]): string {
  return `${median(total).toFixed(1)} (${times(medianRatio(total, base))})`;
}
