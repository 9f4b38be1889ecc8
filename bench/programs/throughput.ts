import type { KafkaEvent } from '../candidate.js';
import { loadCandidate, loadEvents } from './load.js';

// node --expose-gc throughput.mjs <bundle> <events>...: answers each request over IPC with nanoseconds per record.
// They are CPU time, garbage collection included: what a Lambda function's share of a core is spent on, and what other
// processes on the machine disturb least.

export interface ThroughputRequest {
  /** Which of the files of events. */
  readonly events: number;
  /** How long to run, by the clock; every event is handled at least once. */
  readonly milliseconds: number;
}

const [bundleFile = '', ...eventFiles] = process.argv.slice(2);
const eventSets = eventFiles.map(loadEvents);
let last: unknown;
const handler = loadCandidate(bundleFile).createHandler((value) => {
  last = value;
});

process.on('message', (request: ThroughputRequest) => {
  void measure(eventSets[request.events] ?? [], request.milliseconds).then((nanoseconds) => {
    if (last === undefined) throw new Error('the candidate decoded nothing');
    process.send?.(nanoseconds);
  });
});

async function measure(events: readonly KafkaEvent[], milliseconds: number): Promise<number> {
  const recordsPerPass = events.map(countRecords).reduce((sum, count) => sum + count, 0);
  globalThis.gc?.();
  let passes = 0;
  const before = process.cpuUsage();
  const end = performance.now() + milliseconds;
  do {
    for (const event of events) {
      const result = handler(event);
      if (result instanceof Promise) await result;
    }
    passes++;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1_000) / (passes * recordsPerPass);
}

function countRecords(event: KafkaEvent): number {
  return Object.values(event.records).reduce((sum, records) => sum + records.length, 0);
}
