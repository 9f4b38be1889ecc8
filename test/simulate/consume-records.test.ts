import { describe, expect, test } from 'vitest';
import { idempotent } from '../../src/runtime/idempotency/idempotent.js';
import { memoryStore } from '../../src/runtime/idempotency/memory-store.js';
import type { ConsumeOptions } from '../../src/runtime/consume/consume-options.js';
import { consumeRecords } from '../../src/runtime/consume/consume-records.js';
import { recordProbe, type RecordProbe } from '../../src/runtime/simulate/record-probe.js';
import { simulate } from '../../src/runtime/simulate/simulate.js';
import type { SimulationSettings } from '../../src/runtime/simulate/simulation-settings.js';
import { virtualClock } from '../../src/runtime/simulate/virtual-clock.js';
import { dayShare, isFullRun } from '../support/day-share.js';
import { textTopic } from '../runtime/plain-bindings.js';

const COUNT = isFullRun ? 10_000 : 200;
const SEEDS = isFullRun ? [1, 2] : [1];

type Options = (probe: RecordProbe) => ConsumeOptions;

/** Simulates the consumer, with what the options make anew for each run. */
async function simulated(options: Options, settings: SimulationSettings) {
  const probe = recordProbe();
  const { reportBatchItemFailures = true } = settings;
  const start = () => {
    const of = { topics: ['simulated'], reportBatchItemFailures, ...probe.hooks, ...options(probe) };
    return () =>
      consumeRecords(
        textTopic,
        probe.around(() => undefined),
        of,
      );
  };
  const base = { probe, records: COUNT, partitions: 3, clock: virtualClock(), timeout: 1000 };
  return simulate({ start }, { ...base, ...settings });
}

const SLOW = { latency: 30, batchSize: 60, hangs: 0.02 } as const;
const POISON = { poison: 0.05, maxRetries: 20, destination: true } as const;

/** A store that outlives sandboxes, as a table does. */
const claims: Options = (probe) => ({ idempotency: idempotent(probe.store(memoryStore())) });
const letters: Options = (probe) => ({ onInvalid: 'deadLetter', deadLetter: probe.deadLetters() });

const cases: readonly (readonly [string, Options, SimulationSettings])[] = [
  ['many faults', () => ({}), { failures: 0.3, crash: 0.3, duplicates: 0.3 }],
  ['throwing', () => ({}), { reportBatchItemFailures: false }],
  ['throwing, with bisect', () => ({}), { reportBatchItemFailures: false, bisect: true }],
  ['batches slower than the time-out', () => ({}), SLOW],
  ['by key', () => ({ order: 'key' }), { order: 'key', failures: 0.2 }],
  ['in no order', () => ({ order: 'none' }), { order: 'none', failures: 0.2 }],
  ['skipped poison', () => ({ onInvalid: 'skip' }), { poison: 0.05 }],
  ['dead letters', letters, { ...POISON, failures: 0, crash: 0.01 }],
  ['claims', claims, { overlaps: 0.2, failures: 0.1, forbid: ['duplicated'] }],
  ['claims of slow batches', claims, { ...SLOW, forbid: ['duplicated'] }],
];

describe('consumeRecords loses nothing and keeps the order', () => {
  const runs = cases.flatMap(([name, options, settings]) =>
    (['rewind', 'named'] as const).flatMap((replay) =>
      SEEDS.map((seed) => [name, options, { ...settings, replay, seed }] as const),
    ),
  );
  test.each(dayShare(runs, 2))('%s', async (_, options, settings) => {
    const report = await simulated(options, settings);
    expect(report.problems, `${settings.replay}, seed ${settings.seed}: ${report.text}`).toEqual([]);
    expect(report).toMatchObject({ records: COUNT, timedOut: 0, deadLettered: [] });
  });
});

test('a consumer that answers where the mapping expects an error is caught: its failures are lost', async () => {
  const settings = { reportBatchItemFailures: false, failures: 0.2 };
  const report = await simulated(() => ({ reportBatchItemFailures: true }), settings);
  expect(report.problems[0]?.kind).toBe('lost');
  expect(report.fewest?.records).toHaveLength(1);
  expect(report.fewest?.steps).toEqual([
    expect.stringMatching(/^Lambda delivers simulated-\d \[\d+\]: invocation 1$/),
    expect.stringMatching(/^invocation 1 begins /),
    expect.stringMatching(/ fails: the simulation makes this run fail$/),
    'invocation 1 answers success',
    expect.stringMatching(/^Lambda commits /),
  ]);
});
