import { execFileSync } from 'node:child_process';
import { bundleProgram } from '../bundle.js';
import { avscHandler, empty, generatedConsumer, powertools } from '../candidates.js';
import type { Experiment } from '../experiment.js';
import { markdownTable, times, wholeNumber } from '../markdown-table.js';
import { prepareCandidates, type PreparedCandidate } from '../prepared-candidate.js';
import type { ColdStart } from '../programs/cold-start.js';
import { median, medianRatio } from '../statistics.js';
import { nested } from '../workloads.js';

const PROCESSES_PER_ROUND = 2;

export const coldStart: Experiment = {
  name: 'cold-start',
  title: 'Cold start',
  about:
    'Milliseconds that a fresh process takes to load the bundled, minified handler (init) and to handle its first ' +
    `event, of 100 nested orders; ${PROCESSES_PER_ROUND} processes a round. Goals: avsc and Powertools ≥ 4× for ` +
    'both together, bundle ≤ 15 kB.',
  run: ({ rounds }) => {
    const candidates = [
      ...prepareCandidates(nested, [generatedConsumer, avscHandler, powertools]),
      ...prepareCandidates(nested, [empty]),
    ];
    const program = bundleProgram('cold-start');
    const starts = candidates.map((candidate) => ({ candidate, times: new Array<ColdStart>() }));
    for (let round = 0; round < rounds * PROCESSES_PER_ROUND; round++) {
      for (const { candidate, times } of starts) times.push(start(program, candidate));
    }
    const totals = starts.map((of) => of.times.map(({ init, firstEvent }) => init + firstEvent));
    return Promise.resolve(
      markdownTable(
        ['ms', 'init', 'first event', 'both', 'bundle, bytes'],
        starts.map(({ candidate: { name, bundle }, times: of }, index) => [
          name,
          median(of.map(({ init }) => init)).toFixed(1),
          median(of.map(({ firstEvent }) => firstEvent)).toFixed(1),
          both(totals[index] ?? [], totals[0] ?? []),
          wholeNumber(bundle.bytes),
        ]),
      ),
    );
  },
};

function start(program: string, { bundle, eventFiles: [events = ''] }: PreparedCandidate): ColdStart {
  // The program prints what its type says.
  return JSON.parse(execFileSync(process.execPath, [program, bundle.file, events], { encoding: 'utf8' })) as ColdStart;
}

function both(total: readonly number[], base: readonly number[]): string {
  return `${median(total).toFixed(1)} (${times(medianRatio(total, base))})`;
}
