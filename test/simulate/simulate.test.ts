import { describe, expect, test } from 'vitest';
import type { KafkaBatchResponse, KafkaEvent, RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';
import { RecordError } from '../../src/runtime/kafka/record-error.js';
import { recordProbe, type RecordProbe } from '../../src/runtime/simulate/record-probe.js';
import { simulate } from '../../src/runtime/simulate/simulate.js';
import type { SimulationReport } from '../../src/runtime/simulate/simulation-report.js';
import type { SimulationSettings } from '../../src/runtime/simulate/simulation-settings.js';
import { virtualClock } from '../../src/runtime/simulate/virtual-clock.js';
import { rawEvent, rawRecord } from '../runtime/raw-event.js';
import { handWritten } from './hand-written.js';

const TEN = rawEvent(...Array.from({ length: 10 }, (_, offset) => rawRecord(0, offset)));

/** Reads the records and names those of these offsets as failed, on their first delivery. */
function naming(...offsets: readonly number[]) {
  const left = new Set(offsets);
  return (event: KafkaEvent): Promise<KafkaBatchResponse> => {
    const failures = Object.entries(event.records).flatMap(([partition, records]) =>
      records
        .filter(({ value, offset }) => value !== undefined && left.delete(offset))
        .map(({ offset }) => ({ itemIdentifier: { partition, offset } })),
    );
    return Promise.resolve({ batchItemFailures: failures });
  };
}

const QUIET = { records: TEN, duplicates: 0, crash: 0 } as const;

describe('any handler, without a probe', () => {
  test('that reads every value loses nothing', async () => {
    const report = await simulate(naming(), { records: TEN });
    expect(report).toMatchObject({ records: 10, problems: [], fewest: undefined });
    expect(report.text).toMatch(/^10 records in \d+ invocations?(?: \(\d killed\))?: each handled, in order$/);
  });

  test('that does not read its records loses them', async () => {
    const report = await simulate(() => Promise.resolve(null), QUIET);
    expect(report.lost).toHaveLength(10);
    expect(report.fewest?.records).toHaveLength(1);
    expect(report.text).toContain('orders-0 offset 0: it was committed, and its value was never read');
  });

  test('may read keys alone', async () => {
    const handler = ({ records }: KafkaEvent) =>
      void Object.values(records)
        .flat()
        .map(({ key }) => key);
    expect((await simulate(handler, QUIET)).problems).toEqual([]);
  });

  test('that names a record but not those it has read behind it breaks their order where only named ones return', async () => {
    const start = () => {
      const handler = naming(3);
      return () => handler;
    };
    const named = await simulate({ start }, { ...QUIET, replay: 'named', batchSize: 100 });
    expect(named.problems[0]).toMatchObject({ kind: 'outOfOrder' });
    expect(named.problems[0]?.text).toBe('orders-0 offset 4 counts as handled, one ahead of it in orders-0 does not');
    const rewind = await simulate({ start }, { ...QUIET, batchSize: 100 });
    expect(rewind.problems).toEqual([]);
  });

  test('that always throws is stuck', async () => {
    const report = await simulate(() => Promise.reject(new Error('no table')), QUIET);
    expect(report.problems.map(({ kind }) => kind)).toEqual(['stuck']);
    expect(report.text).toContain(
      'came 50 times without a fault of the simulation, and nothing was committed: it throws no table',
    );
    expect(report.fewest?.records).toHaveLength(1);
  });

  test('that answers with a record that was not delivered is stuck', async () => {
    const handler = () => ({ batchItemFailures: [{ itemIdentifier: { partition: 'orders-0', offset: 77 } }] });
    expect((await simulate(handler, QUIET)).text).toContain('is not a record of the batch');
  });

  test('may throw at once, and may take types of its own', async () => {
    const handler = (
      event: { readonly records: Record<string, { value: string }[]> },
      context: { functionName: string },
    ) => {
      if (context.functionName !== 'simulated') throw new Error('no name');
      return Object.values(event.records)
        .flat()
        .every(({ value }) => value.length > 0)
        ? {}
        : null;
    };
    expect((await simulate(handler, QUIET)).problems).toEqual([]);
  });

  test('may put decoded values in place of raw ones', async () => {
    const handler = ({ records }: KafkaEvent) => {
      const values = Object.values(records)
        .flat()
        .map((record) => Object.assign(record, { value: `decoded ${record.value ?? ''}` }).value);
      if (!values.every((value) => value.startsWith('decoded '))) throw new Error('not replaced');
    };
    expect((await simulate(handler, { records: TEN })).problems).toEqual([]);
  });
});

describe('time', () => {
  const hanging = () => new Promise(() => undefined);

  test('runs out for a handler that does not answer, by either clock', async () => {
    const settings = { ...QUIET, timeout: 5, shrink: false };
    for (const clock of [{}, { clock: virtualClock() }]) {
      const report = await simulate(hanging, { ...settings, ...clock });
      expect(report).toMatchObject({ timedOut: 4, invocations: 4 });
      expect(report.text).toContain('it timed out after 5 ms');
    }
  });

  test('is virtual for timers and the date only while the simulation runs', async () => {
    const real = [setTimeout, clearTimeout, setInterval, clearInterval, Date.now];
    const ticks: number[] = [];
    const handler = async ({ records }: KafkaEvent, context: { getRemainingTimeInMillis(): number }) => {
      const start = Date.now();
      const interval = setInterval(() => ticks.push(Date.now() - start), 60_000);
      await new Promise((resolve) => setTimeout(resolve, 200_000));
      clearInterval(interval);
      ticks.push(context.getRemainingTimeInMillis());
      return naming()({ records });
    };
    const report = await simulate(handler, { ...QUIET, batchSize: 1000, timeout: 900_000, clock: virtualClock() });
    expect(report.problems).toEqual([]);
    expect(ticks.slice(0, 4)).toEqual([60_000, 120_000, 180_000, 700_000]);
    expect([setTimeout, clearTimeout, setInterval, clearInterval, Date.now]).toEqual(real);
  });

  test('stands still while a handler goes on by setImmediate, however often', async () => {
    const passed: number[] = [];
    const handler = async (event: KafkaEvent): Promise<null> => {
      const start = Date.now();
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      passed.push(Date.now() - start);
      void Object.values(event.records)
        .flat()
        .map(({ value }) => value);
      return null;
    };

    expect((await simulate(handler, { ...QUIET, clock: virtualClock() })).problems).toEqual([]);
    expect(passed).toEqual([0]);
  });

  test('gives the same run for the same seed', async () => {
    const run = async (seed: number) => {
      const probe = recordProbe();
      const settings = { probe, seed, clock: virtualClock(), hangs: 0.1, latency: 4, partitions: 3, timeout: 60 };
      const { text, invocations, duplicated } = await simulate(
        handWritten(
          probe.around(() => Promise.resolve()),
          {},
        ),
        settings,
      );
      return { text, invocations, duplicated };
    };
    expect(await run(7)).toEqual(await run(7));
    expect(await run(7)).not.toEqual(await run(8));
  });
});

describe('a problem that is forbidden', () => {
  test('is a time-out', async () => {
    const report = await simulate(() => new Promise(() => undefined), { ...QUIET, timeout: 5, forbid: ['timedOut'] });
    expect(report.problems[0]).toMatchObject({ kind: 'timedOut', text: 'no answer within 5 ms' });
  });

  test('is work that ends late', async () => {
    const probe = recordProbe();
    const handler = handWritten(
      probe.around(() => Promise.resolve()),
      {},
    );
    const settings = { probe, clock: virtualClock(), hangs: 0.5, timeout: 50, latency: 5 } as const;
    expect((await simulate(handler, settings)).problems).toEqual([]);
    const forbidding = await simulate(handler, { ...settings, forbid: ['late'] });
    expect(forbidding.problems[0]?.kind).toBe('late');
  });
});

describe('what reaches the on-failure destination', () => {
  const poisoned = async (skips: boolean) => {
    const probe = recordProbe();
    const report = (record: RawKafkaRecord) => probe.report(record, 'parked');
    const parts = skips ? { onUnreadable: report } : {};
    const handler = handWritten(
      probe.around(() => Promise.resolve()),
      parts,
    );
    return simulate(handler, { probe, poison: 0.05, maxRetries: 2, destination: true, failures: 0, shrink: false });
  };

  test('is good records that were never attempted, if poison fails', async () => {
    const report = await poisoned(false);
    expect(report.problems.every(({ kind }) => kind === 'deadLettered')).toBe(true);
    expect(report.problems.length).toBeGreaterThan(5);
    expect(report.text).toContain('reached the on-failure destination without having been attempted');
  });

  test('is nothing, if poison is sent away', async () => {
    const report = await poisoned(true);
    expect(report).toMatchObject({ problems: [], deadLettered: [] });
    expect(report.parked.length).toBeGreaterThan(2);
  });

  test('is lost if there is none', async () => {
    const report = await simulate(() => Promise.reject(new Error('no')), { ...QUIET, maxRetries: 1 });
    expect(report.lost).toHaveLength(10);
    expect(report.text).toContain('its retries are used up');
  });
});

describe('a record that is not handled', () => {
  const raw = rawRecord(0, 3);

  /** Handles all records but one, for which it does something else. */
  const except = (probe: RecordProbe, instead: () => unknown) => {
    const work = probe.around<RawKafkaRecord, [], unknown>(() => undefined);
    return async ({ records }: KafkaEvent) => {
      for (const record of Object.values(records).flat()) await (record.offset === 3 ? instead() : work(record));
    };
  };

  test.each<[string, (probe: RecordProbe) => unknown, keyof SimulationReport]>([
    [
      'sent as a dead letter',
      (probe) =>
        probe.deadLetters()([
          {
            record: raw,
            code: 'rejected',
            reason: 'no',
            stage: 'handle the record',
            schemaId: undefined,
            key: 'k',
            cluster: undefined,
            attempts: 1,
            failedAt: 0,
          },
        ]),
      'parked',
    ],
    [
      'reported as skipped',
      (probe) => probe.hooks.onSkipped?.(new RecordError(raw, { stage: 'decode the value', cause: 'no' }), raw),
      'skipped',
    ],
  ])('is over if it is %s', async (_, instead, list) => {
    const probe = recordProbe();
    const report = await simulate(
      except(probe, () => instead(probe)),
      { ...QUIET, probe },
    );
    expect(report.problems).toEqual([]);
    expect(report[list]).toEqual([{ topic: 'orders', partition: 0, offset: 3 }]);
  });

  test('is lost if it is reported as a duplicate of nothing, but not if another with its content was handled', async () => {
    const probe = recordProbe();
    const handler = except(probe, () => probe.hooks.onDuplicate?.(raw));
    const report = await simulate(handler, { ...QUIET, probe, failures: 0, replay: 'named' });
    expect(report.lost).toEqual([{ topic: 'orders', partition: 0, offset: 3 }]);
    expect(report.text).toContain('reported as handled before, which it was not');
    const alike = rawEvent(rawRecord(0, 2, { value: raw.value ?? null }), raw);
    expect((await simulate(handler, { ...QUIET, records: alike, probe, failures: 0 })).problems).toEqual([]);
  });
});

describe('settings', () => {
  test.each<[SimulationSettings, string]>([
    [{ failures: 0.1 }, 'failures happens inside the handler, which takes a probe'],
    [{ hangs: 0.1 }, 'hangs happens inside'],
    [{ crash: 5 }, 'crash is a rate from 0 to 1, not 5; 0.1 is one in ten'],
    [{ poison: NaN }, 'poison is a rate from 0 to 1, not NaN'],
    [{ batchSize: 0 }, 'batchSize must be a whole number of at least 1, not 0'],
  ])('%j is refused', async (settings, message) => {
    await expect(simulate(naming(), settings)).rejects.toThrow(message);
  });

  test('of an order of keys or none let records begin side by side', async () => {
    const inParallel = (probe: ReturnType<typeof recordProbe>) => async (event: KafkaEvent) => {
      const work = probe.around<RawKafkaRecord, [], unknown>(() => Promise.resolve());
      await Promise.all(
        Object.values(event.records)
          .flat()
          .map((record) => work(record)),
      );
    };
    for (const [order, problem] of [
      ['none', undefined],
      ['key', 'outOfOrder'],
      ['partition', 'outOfOrder'],
    ] as const) {
      const probe = recordProbe();
      const settings = { probe, order, failures: 0, latency: 1, batchSize: 40, clock: virtualClock() };
      const report = await simulate(inParallel(probe), settings);
      expect(report.problems[0]?.kind).toBe(problem);
    }
  });
});

test('a handler that keeps state between runs cannot be reduced, and the text says how it can', async () => {
  let delivered = 0;
  const handler = ({ records }: KafkaEvent) =>
    ++delivered > 1
      ? void Object.values(records)
          .flat()
          .map(({ value }) => value)
      : null;
  const report = await simulate(handler, { ...QUIET, batchSize: 100 });
  expect(report.problems[0]?.kind).toBe('lost');
  expect(report.fewest).toBeUndefined();
  expect(report.text).toContain('pass { start } in place of the handler');
});

test('a probe outside a simulation changes nothing, and one given an unknown record says so', async () => {
  const probe = recordProbe();
  const double = probe.around(({ offset }: { partition: number; offset: number }) => offset * 2);
  expect(await double({ partition: 0, offset: 4 })).toBe(8);
  const handler = () => probe.work({ partition: 9, offset: 9 }, () => undefined);
  const report = await simulate(handler, { ...QUIET, probe });
  expect(report.text).toContain('the probe was given 9@9, which is not a record of the simulation');
});
