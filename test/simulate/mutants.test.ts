import { describe, expect, test } from 'vitest';
import { recordProbe, type RecordProbe } from '../../src/runtime/simulate/record-probe.js';
import { simulate } from '../../src/runtime/simulate/simulate.js';
import type { ProblemKind } from '../../src/runtime/simulate/simulation-report.js';
import type { SimulationSettings } from '../../src/runtime/simulate/simulation-settings.js';
import { virtualClock } from '../../src/runtime/simulate/virtual-clock.js';
import { claimingEach, handWritten, inTime, type HandleRecord, type HandWrittenParts } from './hand-written.js';
import { memoryClaims } from './memory-claims.js';

const COUNT = process.env.TEST_ALL ? 2000 : 120;
const SEEDS = process.env.TEST_ALL ? [1, 2, 3] : [1];

type Parts = (probe: RecordProbe) => HandWrittenParts;

/** Simulates a hand-written consumer, with a new store for each run and a new instance for each sandbox. */
async function simulated(parts: Parts, settings: SimulationSettings) {
  const probe = recordProbe();
  const handle: HandleRecord = probe.around(() => Promise.resolve());
  const start = () => {
    const of = parts(probe);
    return () => handWritten(handle, of);
  };
  const base = { probe, clock: virtualClock(), records: COUNT, partitions: 4 };
  return simulate({ start }, { ...base, ...settings });
}

const HANGS = { hangs: 0.05, timeout: 100 } as const;
const CLAIMS = { ...HANGS, overlaps: 0.5, latency: 2, forbid: ['duplicated'] } as const;

const claims =
  (fenced = true): Parts =>
  (probe) => ({ aroundEach: claimingEach(probe.store(memoryClaims({ fenced }))) });

const skips: Parts = (probe) => ({ onUnreadable: (record) => probe.report(record, 'skipped') });

describe('a right consumer has no problem', () => {
  const cases: readonly (readonly [string, Parts, SimulationSettings])[] = [
    ['after a rewind', () => ({}), {}],
    ['when only named records come again', () => ({}), { replay: 'named' }],
    ['with many failures', () => ({}), { failures: 0.5, crash: 0.3, duplicates: 0.3 }],
    ['with handlers that hang', () => ({}), HANGS],
    ['slower than the time-out', () => ({}), { latency: 15, timeout: 100, batchSize: 40 }],
    ['with unreadable records that it reports', skips, { poison: 0.1, replay: 'named' }],
    ['with claims', claims(), CLAIMS],
    ['with claims, when only named records come again', claims(), { ...CLAIMS, replay: 'named' }],
    ['with retries and a destination', () => ({}), { failures: 0.01, maxRetries: 20, destination: true }],
  ];

  test.each(cases.flatMap(([name, ...rest]) => SEEDS.map((seed) => [name, seed, ...rest] as const)))(
    '%s, seed %i',
    async (_, seed, parts, settings) => {
      const report = await simulated(parts, { seed, ...settings });
      expect(report.problems, report.text).toEqual([]);
      expect(report).toMatchObject({ records: COUNT, lost: [], outOfOrder: [], deadLettered: [] });
    },
  );
});

const mutants: readonly (readonly [string, ProblemKind, Parts, SimulationSettings])[] = [
  [
    'names the failures of one partition only',
    'lost',
    () => ({ named: (failures) => failures.filter(({ partition }) => partition === failures[0]?.partition) }),
    { failures: 0.3, replay: 'named' },
  ],
  [
    'leaves the tail out of its answer',
    'lost',
    () => ({
      named: (failures) => failures.filter((failure, index) => failure.partition !== failures[index - 1]?.partition),
    }),
    { replay: 'named' },
  ],
  [
    'swallows a rejection',
    'lost',
    () => ({ aroundEach: (handle) => (record, context) => handle(record, context).catch(() => undefined) }),
    {},
  ],
  [
    'takes the deadline for longer than it is',
    'stuck',
    () => ({ stopsAfter: (context) => inTime(context) * 1.5 }),
    { latency: 15, timeout: 100, batchSize: 40 },
  ],
  ['skips in silence', 'lost', () => ({ onUnreadable: () => undefined }), { poison: 0.1 }],
  [
    'claims after handling',
    'duplicated',
    () => {
      const store = memoryClaims();
      return {
        aroundEach: (handle) => async (record, context) => {
          await handle(record, context);
          await claimingEach(store)(() => Promise.resolve())(record, context);
        },
      };
    },
    CLAIMS,
  ],
  ['completes after its claim has expired', 'completedTwice', claims(false), { ...CLAIMS, hangs: 0.3 }],
];

describe('a consumer is caught that', () => {
  test.each(mutants.flatMap(([name, ...rest]) => SEEDS.map((seed) => [name, seed, ...rest] as const)))(
    '%s, seed %i',
    async (_, seed, kind, parts, settings) => {
      const report = await simulated(parts, { seed, ...settings });
      expect(
        report.problems.map((problem) => problem.kind),
        report.text,
      ).toContain(kind);
      expect(report.fewest?.records.length).toBeLessThanOrEqual(12);
    },
  );
});
