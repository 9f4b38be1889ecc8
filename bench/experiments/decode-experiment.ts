import type { Candidate } from '../candidates.js';
import type { Experiment } from '../experiment.js';
import { meanBytes } from '../kafka-events.js';
import { markdownTable, wholeNumber } from '../markdown-table.js';
import { batches, prepareCandidates } from '../prepared-candidate.js';
import { withRatio } from '../statistics.js';
import { measureThroughput, type Throughput } from '../throughput.js';
import type { Workload } from '../workloads.js';

/** Compares candidates on workloads: nanoseconds of CPU time per record, and the ratio to the first candidate. */
export function decodeExperiment(of: {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly workloads: readonly Workload[];
  readonly candidates: readonly Candidate[];
}): Experiment {
  const { name, title, about, workloads, candidates } = of;
  return {
    name,
    title,
    about,
    run: async (options) => {
      const columns: { head: string; results: readonly Throughput[] }[] = [];
      for (const workload of workloads) {
        const results = await measureThroughput(await prepareCandidates(workload, candidates), options);
        for (const { recordsEach } of batches) {
          const head = `${workload.title}, ${meanBytes(workload)} B × ${wholeNumber(recordsEach)}`;
          columns.push({ head, results: results.filter((result) => result.recordsEach === recordsEach) });
        }
      }
      return markdownTable(
        ['CPU ns per record', ...columns.map(({ head }) => head)],
        candidates.map((candidate) => [
          rowName(candidate, columns),
          ...columns.map(({ results }) => cell(results, candidate.name)),
        ]),
      );
    },
  };
}

/** The name, with the share of records that the candidate gave up to its fallback, where it has one. */
function rowName(
  { name, exports }: Candidate,
  columns: readonly { readonly results: readonly Throughput[] }[],
): string {
  if (exports === undefined) return name;
  const shares = columns.flatMap(({ results }) => results.filter(({ candidate }) => candidate === name));
  const most = Math.max(...shares.map(({ shareGivenUp }) => shareGivenUp));
  return `${name} (gave up ${(100 * most).toFixed(1)} %)`;
}

function cell(results: readonly Throughput[], candidate: string): string {
  const nanoseconds = results.find((result) => result.candidate === candidate)?.nanoseconds ?? [];
  const base = results[0]?.nanoseconds ?? [];
  return withRatio(nanoseconds, base);
}
