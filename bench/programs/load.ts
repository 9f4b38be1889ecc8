import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CandidateModule, KafkaEvent } from '../candidate.js';

// Both read what the benchmark itself has written.

export function loadCandidate(bundleFile: string): CandidateModule {
  return createRequire(bundleFile)(bundleFile) as CandidateModule;
}

export function loadEvents(file: string): KafkaEvent[] {
  return JSON.parse(readFileSync(file, 'utf8')) as KafkaEvent[];
}
