import type { ConsumeOptions } from '../../src/runtime/consume/consume-options.js';
import { consumeRecords } from '../../src/runtime/consume/consume-records.js';
import { idempotent } from '../../src/runtime/idempotency/idempotent.js';
import { memoryStore } from '../../src/runtime/idempotency/memory-store.js';
import { recordProbe, type RecordProbe } from '../../src/runtime/simulate/record-probe.js';
import { simulate } from '../../src/runtime/simulate/simulate.js';
import type { SimulationReport } from '../../src/runtime/simulate/simulation-report.js';
import type { SimulationSettings } from '../../src/runtime/simulate/simulation-settings.js';
import { virtualClock } from '../../src/runtime/simulate/virtual-clock.js';
import { Random } from '../../bench/random.js';
import { textTopic } from '../runtime/plain-bindings.js';

/** The settings of one simulation: of the event source mapping, of what goes wrong, and of the consumer. */
export interface Draw {
  readonly settings: SimulationSettings;
  readonly consumer: Pick<ConsumeOptions, 'order' | 'onInvalid'>;
  /** Whether the consumer claims each record in a store. */
  readonly claims: boolean;
}

/** Draws settings by chance: the same seed, the same settings. All of them are such that a right consumer gets to the end. */
export function drawSettings(seed: number): Draw {
  const random = new Random(seed);
  const chance = (probability: number): boolean => random.fraction() < probability;
  const pick = <T>(...values: readonly [T, ...T[]]): T => random.pick(values);
  const order = pick('partition', 'key', 'none');
  const claims = chance(0.5);
  // Without partial answers and without a store, a batch that does not fit into the time-out never gets done.
  const partial = chance(0.75);
  const slow = partial && chance(0.4);
  const poison = chance(0.4) ? 0.03 : 0;
  // With a limit to retries, faults that count as retries would use it up.
  const limited = poison > 0 && chance(0.5);
  return {
    claims,
    consumer: { order, onInvalid: limited || chance(0.5) ? 'deadLetter' : 'skip' },
    settings: {
      seed,
      order,
      poison,
      partitions: pick(1, 3, 8),
      batchSize: pick(5, 20, 60),
      replay: pick('rewind', 'named'),
      bisect: chance(0.3),
      reportBatchItemFailures: partial,
      timeout: 1000,
      latency: slow ? pick(5, 30) : 0,
      hangs: slow ? pick(0, 0.02) : 0,
      duplicates: pick(0, 0.1, 0.3),
      overlaps: claims ? pick(0, 0.2) : 0,
      failures: limited ? 0 : pick(0, 0.05, 0.3),
      crash: limited ? 0.01 : pick(0, 0.05, 0.2),
      ...(limited && { maxRetries: 20, destination: true }),
      ...(claims && { forbid: ['duplicated'] as const }),
    },
  };
}

/** Simulates the consumer with settings that were drawn. */
export async function simulateDraw({ settings, consumer, claims }: Draw, records: number): Promise<SimulationReport> {
  const probe = recordProbe();
  const start = () => {
    const options = optionsOf(probe, { consumer, claims, settings });
    return () =>
      consumeRecords(
        textTopic,
        probe.around(() => undefined),
        options,
      );
  };
  return simulate({ start }, { ...settings, probe, records, clock: virtualClock() });
}

function optionsOf(probe: RecordProbe, { consumer, claims, settings }: Draw): ConsumeOptions {
  return {
    topics: ['simulated'],
    reportBatchItemFailures: settings.reportBatchItemFailures,
    ...probe.hooks,
    ...consumer,
    maxSkipped: 1000,
    deadLetter: probe.deadLetters(),
    ...(claims && { idempotency: idempotent(probe.store(memoryStore({ maxEntries: 1_000_000 }))) }),
  };
}
