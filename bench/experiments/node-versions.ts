import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { avsc, generatedConsumer, generatedDecoder } from '../candidates.js';
import type { Experiment } from '../experiment.js';
import { generatedJson, generatedJsonParser, jsonParse } from '../json-candidates.js';
import { markdownTable } from '../markdown-table.js';
import { benchFolder } from '../paths.js';
import { withRatio } from '../statistics.js';
import { prepareCandidates } from '../prepared-candidate.js';
import { measureThroughput } from '../throughput.js';
import { jsonNested, nested } from '../workloads.js';

const RECORDS_EACH = 1_000;

export const nodeVersions: Experiment = {
  name: 'node-versions',
  title: 'On other versions of Node',
  about:
    'CPU ns per record in events of 1,000, in brackets the ratio to the first line of the same kind: nested orders in Avro, ' +
    'and in JSON. The same bundles on each version.',
  run: async (options) => {
    const versions = nodes();
    const rows = new Map<string, string[]>();
    for (const { workload, candidates } of COMPARED) {
      const prepared = await prepareCandidates(workload, candidates);
      for (const { node } of versions) {
        const measured = await measureThroughput(prepared, { ...options, node });
        const results = measured.filter(({ recordsEach }) => recordsEach === RECORDS_EACH);
        for (const { candidate, nanoseconds } of results) {
          const cells = rows.get(`${workload.format}: ${candidate}`) ?? [];
          rows.set(`${workload.format}: ${candidate}`, cells);
          cells.push(withRatio(nanoseconds, results[0]?.nanoseconds ?? []));
        }
      }
    }
    return markdownTable(
      ['CPU ns per record', ...versions.map(({ name }) => name)],
      [...rows].map(([name, cells]) => [name, ...cells]),
    );
  },
};

const COMPARED = [
  { workload: nested, candidates: [generatedDecoder, avsc, generatedConsumer] },
  { workload: jsonNested, candidates: [generatedJsonParser, jsonParse, generatedJson] },
] as const;

/** The running Node, and those of npm that are installed here: on a machine that they are not made for, none is. */
function nodes(): readonly { readonly name: string; readonly node: string }[] {
  const running = process.version.slice(1).split('.')[0] ?? '';
  const others = ['22', '24']
    .filter((version) => version !== running)
    .map((version) => ({
      name: `Node ${version}`,
      node: join(benchFolder, 'node_modules', `node-${version}`, 'bin', 'node'),
    }));
  return [{ name: `Node ${running}`, node: process.execPath }, ...others.filter(({ node }) => existsSync(node))];
}
