import type { KafkaEvent } from '../candidate.js';
import { loadCandidate, loadEvents } from './load.js';

// node --expose-gc throughput.mjs <bundle> <events>...: answers each request over IPC with what it took and how many records.
// What it took is CPU time, garbage collection included: what a Lambda function's share of a core is spent on, and what other
// processes on the machine disturb least.

export interface ThroughputRequest {
  /** Which of the files of events. */
  readonly events: number;
  /** How much CPU time to take, at the least; every event is handled at least once. */
  readonly milliseconds: number;
}

export interface ThroughputAnswer {
  /** Of CPU time. */
  readonly milliseconds: number;
  readonly records: number;
  /** Of a candidate with a fallback of its own: the share of records that it left to that. */
  readonly shareGivenUp: number;
}

const [bundleFile = '', ...eventFiles] = process.argv.slice(2);
const eventSets = eventFiles.map(loadEvents);
let last: unknown;
const { createHandler, shareGivenUp } = loadCandidate(bundleFile);
const handler = createHandler((value) => {
  last = value;
});

// Only here, before the warm-up: a forced collection between rounds, when no record is alive, frees the records' hidden
// classes and so throws optimised code away, which the collections of a running function do not.
globalThis.gc?.();

process.on('message', (request: ThroughputRequest) => {
  void measure(eventSets[request.events] ?? [], request.milliseconds).then((taken) => {
    if (last === undefined) throw new Error('the candidate decoded nothing');
    process.send?.({ ...taken, shareGivenUp: shareGivenUp?.() ?? 0 } satisfies ThroughputAnswer);
  });
});

async function measure(
  events: readonly KafkaEvent[],
  milliseconds: number,
): Promise<Pick<ThroughputAnswer, 'milliseconds' | 'records'>> {
  const recordsPerPass = events.map(countRecords).reduce((sum, count) => sum + count, 0);
  const start = process.cpuUsage();
  let passes = 0;
  let elapsed = 0;
  do {
    for (const event of events) {
      const result = handler(event);
      if (result instanceof Promise) await result;
    }
    passes++;
    const { user, system } = process.cpuUsage(start);
    elapsed = (user + system) / 1_000;
  } while (elapsed < milliseconds);
  return { milliseconds: elapsed, records: passes * recordsPerPass };
}

function countRecords(event: KafkaEvent): number {
  return Object.values(event.records).reduce((sum, records) => sum + records.length, 0);
}
