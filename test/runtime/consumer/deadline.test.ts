import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConsumeOptions } from '../../../src/runtime/consume/consume-options.js';
import { consumeRecords } from '../../../src/runtime/consume/consume-records.js';
import type { HandedBack } from '../../../src/runtime/consume/hooks.js';
import { inBatches } from '../../../src/runtime/consume/in-batches.js';
import type { TopicHandler } from '../../../src/runtime/consume/topic-handler.js';
import type { KafkaEvent } from '../../../src/runtime/kafka/kafka-event.js';
import type { RecordHandler } from '../../../src/runtime/kafka/kafka-record.js';
import { textTopic } from '../plain-bindings.js';
import { rawEvent, rawRecord } from '../raw-event.js';
import { contextWith } from './lambda-context.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Handler = RecordHandler<string, string>;

/** A handler that never settles, whatever the signal says. */
const hangs: Handler = () => new Promise(() => undefined);

/** A handler that waits so long, or until the signal aborts. */
function slow(milliseconds: number): Handler {
  return (_, { signal }) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
    });
}

function partition(number: number, count: number, from = 0): KafkaEvent['records'][string] {
  return Array.from({ length: count }, (_, index) => rawRecord(number, from + index));
}

/** Delivers an event and lets time pass until there is an answer; `milliseconds` as Lambda's time-out. */
async function deliver(
  handler: ReturnType<typeof consumeRecords<string, string>>,
  event: KafkaEvent,
  milliseconds: number,
): Promise<{ readonly named: readonly string[]; readonly after: number; readonly error?: Error }> {
  const start = Date.now();
  let outcome: Awaited<ReturnType<typeof deliver>> | undefined;
  void handler(event, contextWith(milliseconds)).then(
    (answer) => {
      const failures = answer?.batchItemFailures ?? [];
      outcome = {
        named: failures.map(({ itemIdentifier: { partition: name, offset } }) => `${name}/${offset}`),
        after: Date.now() - start,
      };
    },
    (error: unknown) => (outcome = { named: [], after: Date.now() - start, error: error as Error }),
  );
  // A handler that returns at once needs no timer.
  await vi.advanceTimersByTimeAsync(0);
  // From timer to timer, not from millisecond to millisecond.
  while (outcome === undefined && vi.getTimerCount() > 0 && Date.now() - start <= milliseconds)
    await vi.advanceTimersToNextTimerAsync();
  if (outcome === undefined) throw new Error('no answer before the time-out');
  return outcome;
}

const partial = { reportBatchItemFailures: true } as const;

test.each([
  ['at once', 'no timer', (): unknown => undefined, 0],
  ['a promise', 'one timer', (): unknown => Promise.resolve(), 1],
] as const)('a batch whose handler returns %s starts %s', async (_returned, _started, handle, timers) => {
  const answer = consumeRecords(textTopic, handle, partial)(rawEvent(...partition(0, 3)), contextWith(1000));

  expect(vi.getTimerCount()).toBe(timers);
  expect(await answer).toEqual({ batchItemFailures: [] });
  expect(vi.getTimerCount()).toBe(0);
});

describe('before the deadline', () => {
  test('every record that is not over is named, of partitions that had not begun as well (scenario 2)', async () => {
    const event = rawEvent(...Array.from({ length: 12 }, (_, number) => partition(number, 2)).flat());

    const { named, after } = await deliver(consumeRecords(textTopic, hangs, partial), event, 1000);

    expect(named).toHaveLength(24);
    expect(after).toBeGreaterThanOrEqual(800);
    expect(after).toBeLessThan(1000);
  });

  test('in no order, exactly what failed and what had not begun is named (scenario 27)', async () => {
    const handler: Handler = (record, context) =>
      record.offset === 1 ? Promise.reject(new Error('no')) : slow(500)(record, context);
    const options = { ...partial, order: 'none', maxConcurrency: 2 } as const;

    const { named } = await deliver(consumeRecords(textTopic, handler, options), rawEvent(...partition(0, 4)), 1000);

    expect(named).toEqual(['orders-0/1', 'orders-0/3']);
  });

  test('a handler that heeds the signal stops, and what was done stays done', async () => {
    const handedBack: HandedBack[] = [];
    const options = { ...partial, onHandBack: (one: HandedBack) => handedBack.push(one) };

    const { named } = await deliver(consumeRecords(textTopic, slow(300), options), rawEvent(...partition(0, 5)), 1000);

    expect(named).toEqual(['orders-0/2', 'orders-0/3', 'orders-0/4']);
    expect(handedBack.map(({ offset, reason }) => [offset, reason])).toEqual([[2, 'stopped']]);
  });

  test('a signal that is first asked for when the time is up has aborted, and a copy of the context has it', async () => {
    const seen: unknown[] = [];
    const late: Handler = async (_, context) => {
      await new Promise((resolve) => setTimeout(resolve, 850));
      const { signal } = { ...context };
      seen.push(signal.aborted, (signal.reason as Error).name, signal === context.signal);
    };

    const { named } = await deliver(consumeRecords(textTopic, late, partial), rawEvent(...partition(0, 2)), 1000);

    expect(seen).toEqual([true, 'DeadlineError', true]);
    expect(named).toEqual(['orders-0/1']);
  });

  test('60 records of 5 ms with a time-out of 150 ms are committed in a few invocations, each handled once (scenario 5)', async () => {
    const handled: number[] = [];
    const consume = consumeRecords(
      textTopic,
      async (record, context) => {
        await slow(5)(record, context);
        handled.push(record.offset);
      },
      partial,
    );
    let next = 0;
    let invocations = 0;
    while (next < 60 && invocations < 20) {
      const { named } = await deliver(consume, rawEvent(...partition(0, 60 - next, next)), 150);
      next = 60 - named.length;
      invocations++;
    }

    expect(invocations).toBeLessThanOrEqual(6);
    expect(handled).toEqual(Array.from({ length: 60 }, (_, offset) => offset));
  });

  test('without partial answers the error comes before the time-out and says which batch size would fit (scenario 4)', async () => {
    const { error, after } = await deliver(consumeRecords(textTopic, slow(100)), rawEvent(...partition(0, 50)), 1000);

    expect(error?.message).toMatch(
      /the time was up when \d of 50 records were done, after \d+ ms; a batch size of \d would fit/,
    );
    expect(after).toBeLessThan(1000);
  });

  test.each([
    [undefined, 10_000, 8000],
    [undefined, 100_000, 98_000],
    [500, 10_000, 9500],
    [0, 10_000, 10_000],
    // A margin of all the time there is would keep every record from being handled.
    [10_000, 10_000, 5000],
  ])('with the margin %s of %i ms the signal aborts after %i ms', async (deadlineMargin, milliseconds, expected) => {
    const start = Date.now();
    let aborted = 0;
    const handler: Handler = (_, { signal }) =>
      new Promise<void>((resolve) =>
        signal.addEventListener('abort', () => {
          aborted = Date.now() - start;
          resolve();
        }),
      );

    await deliver(consumeRecords(textTopic, handler, { deadlineMargin }), rawEvent(rawRecord(0, 0)), milliseconds);

    expect(aborted).toBe(expected);
  });

  test.each([undefined, {}, { getRemainingTimeInMillis: 5 }, { getRemainingTimeInMillis: () => NaN }])(
    'the context %j has none: no record is handed back, and no timer is left (scenario 6)',
    async (context) => {
      const answer = consumeRecords(textTopic, slow(3_600_000), partial)(rawEvent(rawRecord(0, 0)), context as never);

      await vi.advanceTimersByTimeAsync(3_600_000);

      expect(await answer).toEqual({ batchItemFailures: [] });
      expect(vi.getTimerCount()).toBe(0);
    },
  );
});

test('one timer runs as long as the invocation, so that the event loop cannot run dry (scenario 7)', async () => {
  const answer = consumeRecords(textTopic, hangs, partial)(rawEvent(rawRecord(0, 0)), contextWith(1000));

  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(999);
  await answer;
  expect(vi.getTimerCount()).toBe(0);
});

test('the clock is asked a few times an invocation, however many records there are', async () => {
  const now = vi.spyOn(Date, 'now');
  const consume = consumeRecords(textTopic, () => undefined, partial);
  const asked = async (records: number): Promise<number> => {
    now.mockClear();
    await consume(rawEvent(...partition(0, records)), contextWith(1000));
    return now.mock.calls.length;
  };

  expect(await asked(500)).toBe(await asked(2));
  now.mockRestore();
});

describe('a handler that ignores the signal', () => {
  function watched(handler: TopicHandler<string, string>, options: ConsumeOptions = {}) {
    const reasons: string[] = [];
    const duplicates: number[] = [];
    const consume = consumeRecords(textTopic, handler, {
      ...partial,
      onHandBack: ({ offset, reason }) => reasons.push(`${offset} ${reason}`),
      onDuplicate: ({ offset }) => duplicates.push(offset),
      ...options,
    });
    return { consume, reasons, duplicates };
  }

  test('is waited for in the next invocation, and when it then ends, its record is over (scenarios 8 and 9)', async () => {
    const begun: number[] = [];
    const { consume, reasons, duplicates } = watched(({ offset }) => {
      begun.push(offset);
      return new Promise((resolve) => setTimeout(resolve, offset === 0 ? 1500 : 1));
    });

    const first = await deliver(consume, rawEvent(...partition(0, 3)), 1000);
    const second = await deliver(consume, rawEvent(...partition(0, 3)), 2000);

    expect(first.named).toHaveLength(3);
    expect(reasons).toEqual(['0 running']);
    expect(second.named).toEqual([]);
    expect(begun).toEqual([0, 1, 2]);
    expect(duplicates).toEqual([0]);
  });

  test('and never ends is given up after the next invocation; then its partition is handled again (scenario 10)', async () => {
    const begun: number[] = [];
    const { consume, reasons } = watched(({ offset }) => {
      begun.push(offset);
      return begun.length === 1 ? new Promise(() => undefined) : undefined;
    });

    await deliver(consume, rawEvent(...partition(0, 2)), 1000);
    const second = await deliver(consume, rawEvent(...partition(0, 2), rawRecord(1, 7)), 1000);
    const third = await deliver(consume, rawEvent(...partition(0, 2)), 1000);

    expect(second.named).toEqual(['orders-0/0', 'orders-0/1']);
    expect(reasons).toEqual(['0 running', '0 abandoned']);
    expect(third.named).toEqual([]);
    expect(begun).toEqual([0, 7, 0, 1]);
  });

  test('of a batch is waited for, too: its records are then over, and reported as duplicates', async () => {
    const handled: (readonly number[])[] = [];
    const batches = inBatches<string, string>((records) => {
      handled.push(records.map(({ offset }) => offset));
      return new Promise((resolve) => setTimeout(resolve, handled.length === 1 ? 1500 : 1));
    });
    const { consume, reasons, duplicates } = watched(batches);

    const first = await deliver(consume, rawEvent(...partition(0, 2), rawRecord(1, 5)), 1000);
    const second = await deliver(consume, rawEvent(...partition(0, 3), rawRecord(1, 5)), 2000);

    expect(first.named).toHaveLength(3);
    expect(reasons).toEqual(['0 running', '5 running']);
    expect(second.named).toEqual([]);
    expect(duplicates).toEqual([0, 1, 5]);
    expect(handled).toEqual([[0, 1, 5], [2]]);
  });

  test('holds up only the partitions of a batch that it has records of', async () => {
    const { consume, reasons } = watched(inBatches<string, string>(() => new Promise(() => undefined)));

    // Partition 1 has nothing to handle: its first record fails before.
    const answer = await deliver(consume, rawEvent(rawRecord(0, 0), rawRecord(1, 5, { value: '/w==' })), 1000);

    expect(answer.named).toEqual(['orders-0/0', 'orders-1/5']);
    expect(reasons).toEqual(['0 running']);
  });

  test('and rejects late neither fails the process nor counts as done', async () => {
    let attempts = 0;
    const { consume } = watched(() =>
      ++attempts === 1 ? new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 1500)) : undefined,
    );

    await deliver(consume, rawEvent(rawRecord(0, 0)), 1000);
    const second = await deliver(consume, rawEvent(rawRecord(0, 0)), 2000);

    expect(second.named).toEqual([]);
    expect(attempts).toBe(2);
  });
});
