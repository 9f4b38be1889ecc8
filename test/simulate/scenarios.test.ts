import { expect, test } from 'vitest';
import type { ConsumeOptions } from '../../src/runtime/consume/consume-options.js';
import { consumeRecords } from '../../src/runtime/consume/consume-records.js';
import { idempotent } from '../../src/runtime/idempotency/idempotent.js';
import { memoryStore } from '../../src/runtime/idempotency/memory-store.js';
import type { KafkaEvent, LambdaContext } from '../../src/runtime/kafka/kafka-event.js';
import type { RecordHandler } from '../../src/runtime/kafka/kafka-record.js';
import { combineHooks } from '../../src/runtime/observe/combine-hooks.js';
import { recordProbe } from '../../src/runtime/simulate/record-probe.js';
import { simulate } from '../../src/runtime/simulate/simulate.js';
import type { SimulationSettings } from '../../src/runtime/simulate/simulation-settings.js';
import { virtualClock } from '../../src/runtime/simulate/virtual-clock.js';
import { textTopic } from '../runtime/plain-bindings.js';
import { base64, rawEvent, rawRecord } from '../runtime/raw-event.js';

const THREE = rawEvent(rawRecord(0, 1), rawRecord(0, 2), rawRecord(0, 3));

/** No faults but those of the handler. */
const QUIET = { failures: 0, crash: 0, duplicates: 0, timeout: 1000 } as const;

/** Delivers records until all are over: the report, the offsets of each delivery, and those that were handled. */
async function delivered(
  records: KafkaEvent,
  handler: RecordHandler<string, string>,
  settings: SimulationSettings,
  options: ConsumeOptions = {},
) {
  const probe = recordProbe();
  const deliveries: (readonly number[])[] = [];
  const handled: number[] = [];
  const consume = consumeRecords(
    textTopic,
    probe.around(async (record, context) => {
      await handler(record, context);
      handled.push(record.offset);
    }),
    { reportBatchItemFailures: settings.reportBatchItemFailures ?? true, ...probe.hooks, ...options },
  );
  const watched = (event: KafkaEvent, context?: LambdaContext) => {
    deliveries.push(
      Object.values(event.records)
        .flat()
        .map(({ offset }) => offset),
    );
    return consume(event, context);
  };
  const report = await simulate(watched, {
    ...QUIET,
    ...settings,
    records,
    probe,
    shrink: false,
    clock: virtualClock(),
  });
  expect(report, report.text).toMatchObject({ problems: [], lost: [], outOfOrder: [] });
  return { report, deliveries, handled };
}

/** A handler that fails at an offset so often. */
function failing(offset: number, times: number): RecordHandler<string, string> {
  let left = times;
  return (record) => {
    if (record.offset === offset && left-- > 0) throw new Error('no');
  };
}

test.each(['rewind', 'named'] as const)(
  'a record that fails once is named with the one behind it, and both come again: %s (scenario 1)',
  async (replay) => {
    const { deliveries, handled } = await delivered(THREE, failing(2, 1), { replay });

    expect(deliveries).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
    expect(handled).toEqual([1, 2, 3]);
  },
);

test('without partial answers, a batch of which a record fails twice is bisected, in order (scenario 3)', async () => {
  const { deliveries, handled } = await delivered(THREE, failing(3, 2), {
    reportBatchItemFailures: false,
    bisect: true,
  });

  expect(deliveries).toEqual([[1, 2, 3], [1], [2, 3], [2], [3]]);
  expect(handled).toEqual([1, 2, 1, 2, 2, 3]);
});

test('by key, after a rewind, what the claims know as handled is skipped (scenario 26)', async () => {
  const keyed = (offset: number, key: string) => rawRecord(0, offset, { key: base64(key) });
  const records = rawEvent(keyed(1, 'a'), keyed(2, 'b'), keyed(3, 'a'));
  const duplicates: number[] = [];

  const { deliveries, handled } = await delivered(
    records,
    failing(1, 1),
    { replay: 'rewind', order: 'key' },
    {
      order: 'key',
      idempotency: idempotent({ consumer: 'orders', cluster: 'shop', store: memoryStore() }),
      onDuplicate: ({ offset }) => duplicates.push(offset),
    },
  );

  expect(deliveries.slice(1).flat()).toEqual([1, 2, 3]);
  expect(handled).toEqual([2, 1, 3]);
  expect(duplicates).toEqual([2]);
});

test.each(['rewind', 'named'] as const)(
  'with two retries and a destination, poison alone is sent away, and no good record reaches the destination: %s (scenario 28)',
  async (replay) => {
    const probe = recordProbe();
    const records = Array.from({ length: 200 }, (_, offset) => rawRecord(0, offset));
    const start = () => () =>
      consumeRecords(
        textTopic,
        probe.around(() => undefined),
        {
          reportBatchItemFailures: true,
          ...probe.hooks,
          onInvalid: 'deadLetter',
          deadLetter: probe.deadLetters(),
          maxSkipped: 0,
        },
      );

    const report = await simulate(
      { start },
      {
        ...QUIET,
        probe,
        records,
        poison: 0.05,
        crash: 0.15,
        seed: 2,
        maxRetries: 2,
        destination: true,
        replay,
        clock: virtualClock(),
      },
    );

    expect(report, report.text).toMatchObject({ problems: [], lost: [], outOfOrder: [], deadLettered: [] });
    expect(report.killed).toBeGreaterThan(0);
    expect(report.parked.length).toBeGreaterThan(0);
  },
);

test('no record behind a promise that never settles reaches a destination unattempted (scenario 10)', async () => {
  const probe = recordProbe();
  const reasons = new Set<string>();
  const hooks = combineHooks(probe.hooks, { onHandBack: ({ reason }) => reasons.add(reason) });
  const start = () => () =>
    consumeRecords(
      textTopic,
      probe.around(() => undefined),
      { topics: ['simulated'], reportBatchItemFailures: true, ...hooks },
    );

  const report = await simulate(
    { start },
    {
      ...QUIET,
      probe,
      records: 200,
      hangs: 0.05,
      latency: 5,
      maxRetries: 10,
      destination: true,
      clock: virtualClock(),
    },
  );

  expect(report, report.text).toMatchObject({ problems: [], lost: [], outOfOrder: [], deadLettered: [] });
  expect([...reasons]).toContain('abandoned');
});
