import { buildEvent } from '../../src/runtime/simulate/build-event.js';
import { recordProbe } from '../../src/runtime/simulate/record-probe.js';
import { simulate } from '../../src/runtime/simulate/simulate.js';
import type { SimulationReport } from '../../src/runtime/simulate/simulation-report.js';
import { virtualClock } from '../../src/runtime/simulate/virtual-clock.js';
import type { ComparedConsumer } from './consumers.js';

const PARTITIONS = 8;

/** What each consumer gets: the same records with the same faults. */
export const STREAM = {
  seed: 1,
  batchSize: 100,
  failures: 0.005,
  duplicates: 0.1,
  crash: 0.1,
  latency: 2,
  timeout: 30_000,
} as const;

/** What a consumer makes of the stream when a partial answer is followed by a rewind, or by the named records. */
export function compare(
  { make, partialAnswers }: ComparedConsumer,
  { replay, count }: { readonly replay: 'rewind' | 'named'; readonly count: number },
): Promise<SimulationReport> {
  const probe = recordProbe();
  const handler = make(probe.around(() => Promise.resolve()));
  return simulate(handler, {
    ...STREAM,
    records: stream(count),
    replay,
    reportBatchItemFailures: partialAnswers,
    probe,
    clock: virtualClock(),
    shrink: false,
  });
}

/** Records that say where they are: not all consumers pass that on. */
function stream(count: number) {
  return buildEvent({
    topic: 'orders',
    records: Array.from({ length: count }, (_, index) => {
      const place = { partition: index % PARTITIONS, offset: Math.floor(index / PARTITIONS) };
      return { ...place, key: null, value: Buffer.from(JSON.stringify(place)), timestamp: index };
    }),
  });
}
