import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programFile, type Bundle } from './bundle.js';
import { bundleCandidate, type Candidate } from './candidates.js';
import { kafkaEvents, type Frame } from './kafka-events.js';
import { scratchFolder } from './paths.js';
import type { Workload } from './workloads.js';

/** The sizes of event that are measured; either way a candidate sees 1,000 different records. */
export const batches = [
  { recordsEach: 100, events: 10 },
  { recordsEach: 1_000, events: 1 },
] as const;

/** A candidate, bundled, and what it is fed with. */
export interface PreparedCandidate {
  readonly name: string;
  readonly bundle: Bundle;
  /** One file of events for each of `batches`. */
  readonly eventFiles: readonly string[];
}

/** Throws unless all candidates decode the same values from the workload's records. */
export async function prepareCandidates(
  workload: Workload,
  candidates: readonly Candidate[],
): Promise<readonly PreparedCandidate[]> {
  const prepared = await Promise.all(
    candidates.map(async (candidate) => ({
      name: candidate.name,
      bundle: await bundleCandidate(candidate, workload),
      eventFiles: batches.map((batch) => writeEvents(workload, candidate.frame, batch)),
    })),
  );
  const fingerprints = await Promise.all(prepared.map(fingerprint));
  const different = prepared.filter((_, index) => fingerprints[index] !== fingerprints[0]);
  if (different.length > 0) {
    const names = different.map(({ name }) => name).join(', ');
    throw new Error(`${workload.topic}: not the values of ${prepared[0]?.name ?? ''}: ${names}`);
  }
  return prepared;
}

/** A hash of the values that a candidate decodes. */
async function fingerprint({ bundle, eventFiles: [events = ''] }: PreparedCandidate): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [programFile('fingerprint'), bundle.file, events]);
  return stdout;
}

function writeEvents(workload: Workload, frame: Frame, batch: (typeof batches)[number]): string {
  const folder = join(scratchFolder, 'events');
  const kind = workload.title.replaceAll(/[^a-z0-9]+/gi, '-');
  const file = join(folder, `${kind}-${frame}-${batch.recordsEach}.json`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(kafkaEvents(workload, frame, batch)));
  return file;
}
