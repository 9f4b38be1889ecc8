import { describe, expect, test, vi } from 'vitest';
import type { DeadLetter } from '../../../src/runtime/dead-letter/dead-letter.js';
import { NonRetryableError, UnknownSchemaError } from '../../../src/runtime/errors.js';
import type { ConsumeOptions } from '../../../src/runtime/consume/consume-options.js';
import { consumeRecords } from '../../../src/runtime/consume/consume-records.js';
import type { RecordHandler } from '../../../src/runtime/kafka/kafka-record.js';
import type { RecordError } from '../../../src/runtime/kafka/record-error.js';
import { textTopic } from '../plain-bindings.js';
import { rawEvent, rawRecord } from '../raw-event.js';
import { contextWith } from './lambda-context.js';

const partial = { reportBatchItemFailures: true } as const;

/** A record whose value is not UTF-8. */
const broken = (partition: number, offset: number) => rawRecord(partition, offset, { value: '/w==' });
const good = (partition: number, offset: number) => rawRecord(partition, offset);

async function run(
  options: ConsumeOptions,
  records: readonly ReturnType<typeof rawRecord>[],
  handler: RecordHandler<string, string> = () => undefined,
): Promise<{
  readonly named: readonly string[];
  readonly skipped: readonly number[];
  readonly errors: readonly RecordError[];
}> {
  const skipped: number[] = [];
  const errors: RecordError[] = [];
  const answer = await consumeRecords(textTopic, handler, {
    ...partial,
    onSkipped: ({ offset }) => skipped.push(offset),
    onError: (error) => errors.push(error),
    ...options,
  })(rawEvent(...records));
  const named = (answer?.batchItemFailures ?? []).map(
    ({ itemIdentifier: { partition, offset } }) => `${partition}/${offset}`,
  );
  return { named, skipped, errors };
}

/** Keeps letters. */
function letterBox() {
  const calls: (readonly DeadLetter[])[] = [];
  return {
    calls,
    deadLetter: async (letters: readonly DeadLetter[]): Promise<void> => {
      await Promise.resolve();
      calls.push(letters);
    },
    offsets: () => calls.flat().map(({ record }) => record.offset),
  };
}

describe('skipped records', () => {
  test('are each reported', async () => {
    const { named, skipped } = await run({ onInvalid: 'skip' }, [good(0, 0), broken(0, 1), good(0, 2), broken(1, 5)]);

    expect({ named, skipped }).toEqual({ named: [], skipped: [1, 5] });
  });

  test('one alone in its batch is skipped', async () => {
    expect(await run({ onInvalid: 'skip' }, [broken(0, 1)])).toMatchObject({ named: [], skipped: [1] });
  });

  test.each([
    // The larger of 10 records and a tenth of the batch.
    [{}, 13, 10],
    [{}, 200, 20],
    [{ maxSkipped: 2 }, 13, 2],
    [{ maxSkipped: 0 }, 13, 0],
  ])('with %j of %i records at most %i are; the next one fails (scenario 29)', async (options, count, most) => {
    const records = Array.from({ length: count }, (_, offset) => (offset === 0 ? good(0, 0) : broken(0, offset)));

    const { named, skipped, errors } = await run({ onInvalid: 'skip', ...options }, records);

    expect(skipped).toHaveLength(most);
    expect(named).toHaveLength(count - most - 1);
    expect(errors[0]?.message).toContain(`maxSkipped, ${most}, is reached`);
  });
});

test.each([
  ['an error', new Error('no decision')],
  ['null', null],
])('a function onFailed that fails with %s fails the record, and nothing else', async (_, cause) => {
  const onFailed = async (): Promise<never> => {
    await Promise.resolve();
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- callers may throw anything
    throw cause;
  };
  const handler = ({ offset }: { readonly offset: number }) => {
    if (offset === 1) throw new Error('no');
  };

  const { named, errors } = await run({ onFailed }, [good(0, 0), good(0, 1), good(0, 2), good(1, 0)], handler);

  expect(named).toEqual(['orders-0/1', 'orders-0/2']);
  expect(errors).toMatchObject([{ name: 'RecordError', offset: 1, cause }]);
});

describe('a partition of 20 records of which none can be decoded', () => {
  const records = Array.from({ length: 20 }, (_, offset) => broken(0, offset));

  test.each([
    ['skip', { onInvalid: 'skip', maxSkipped: 100 }],
    ['deadLetter', { onInvalid: 'deadLetter', deadLetter: () => expect.fail('sent') }],
    ['a function', { onInvalid: () => expect.fail('called') }],
  ] as const)('fails, whatever onInvalid says: %s (scenario 29)', async (_, options) => {
    const { named, skipped, errors } = await run(options, [...records, good(1, 0)]);

    expect(named).toHaveLength(20);
    expect(skipped).toEqual([]);
    expect(errors[0]?.message).toContain('none of the 20 records of the partition can be decoded');
  });

  test('with one that can, is skipped one by one', async () => {
    const { named, skipped } = await run({ onInvalid: 'skip', maxSkipped: 100 }, [...records, good(0, 20)]);

    expect(named).toEqual([]);
    expect(skipped).toHaveLength(20);
  });
});

describe('dead letters', () => {
  test('take away a poison record, so that the good ones behind it are handled', async () => {
    const box = letterBox();
    const handled: number[] = [];
    const options = { onInvalid: 'deadLetter', deadLetter: box.deadLetter } as const;

    const { named, errors } = await run(options, [good(0, 0), broken(0, 1), good(0, 2)], ({ offset }) =>
      handled.push(offset),
    );

    expect(named).toEqual([]);
    expect(handled).toEqual([0, 2]);
    expect(errors).toHaveLength(1);
    expect(box.calls.flat()).toMatchObject([
      {
        code: 'undecodable',
        stage: 'decode the value',
        key: 'orders#0#1#1700000000000',
        attempts: 1,
        record: broken(0, 1),
      },
    ]);
    expect(box.calls.flat()[0]?.reason).toContain('offset 1: failed to decode the value');
  });

  test('of several partitions are sent together', async () => {
    const box = letterBox();
    const records = [broken(0, 1), broken(1, 1), broken(2, 1)];

    await run({ onInvalid: 'deadLetter', deadLetter: box.deadLetter }, records);

    expect(box.calls).toHaveLength(1);
    expect(box.offsets()).toHaveLength(3);
  });

  test('that cannot be sent fail their records', async () => {
    const deadLetter = (): Promise<void> => Promise.reject(new Error('queue full'));

    const { named, errors } = await run({ onInvalid: 'deadLetter', deadLetter }, [
      broken(0, 1),
      good(0, 2),
      good(1, 0),
    ]);

    expect(named).toEqual(['orders-0/1', 'orders-0/2']);
    expect(errors.at(-1)).toMatchObject({
      stage: 'send the dead letter',
      message: expect.stringContaining('queue full') as string,
    });
  });

  test('take a NonRetryableError of the handler, and nothing else', async () => {
    const box = letterBox();
    const handler: RecordHandler<string, string> = ({ offset }) => {
      if (offset === 1) throw new NonRetryableError('no such customer');
      if (offset === 3) throw new Error('database down');
    };
    const records = [good(0, 0), good(0, 1), good(0, 2), good(0, 3), good(0, 4)];

    const { named } = await run({ onFailed: 'deadLetter', deadLetter: box.deadLetter }, records, handler);

    expect(named).toEqual(['orders-0/3', 'orders-0/4']);
    expect(box.calls.flat()).toMatchObject([{ code: 'rejected', stage: 'handle the record', record: { offset: 1 } }]);
  });

  test.each([
    ['deadLetter', []],
    ['retry', ['orders-0/1']],
  ] as const)('are chosen by a function onFailed: %s', async (decision, named) => {
    const box = letterBox();
    const onFailed = vi.fn(() => decision);
    const options = { onFailed, deadLetter: box.deadLetter };

    const outcome = await run(options, [good(0, 1)], () => Promise.reject(new Error('no')));

    expect(outcome.named).toEqual(named);
    expect(onFailed).toHaveBeenCalledWith(expect.objectContaining({ offset: 1 }), good(0, 1), 1);
    expect(box.offsets()).toEqual(decision === 'deadLetter' ? [1] : []);
  });

  test.each([
    ['fail', ['orders-0/1']],
    ['skip', []],
    ['deadLetter', []],
    [undefined, []],
  ] as const)('are chosen by a function onInvalid: %s', async (decision, named) => {
    const box = letterBox();

    const outcome = await run({ onInvalid: () => decision, deadLetter: box.deadLetter }, [broken(0, 1)]);

    expect(outcome.named).toEqual(named);
    expect(outcome.skipped).toEqual(decision === 'skip' ? [1] : []);
    expect(box.offsets()).toEqual(decision === 'deadLetter' ? [1] : []);
  });

  test('are no way out for a record whose schema is unknown, unless a function says so', async () => {
    const box = letterBox();
    const unknown = {
      ...textTopic,
      value: {
        read: (): string => {
          throw new UnknownSchemaError('9', ['7']);
        },
      },
    };
    const consume = (options: ConsumeOptions) =>
      consumeRecords(unknown, () => undefined, { ...partial, deadLetter: box.deadLetter, ...options })(
        rawEvent(good(0, 1)),
      );

    expect((await consume({ onInvalid: 'deadLetter' }))?.batchItemFailures).toHaveLength(1);
    expect((await consume({ onInvalid: () => 'deadLetter' }))?.batchItemFailures).toHaveLength(0);
    expect(box.calls.flat().map(({ code }) => code)).toEqual(['unknown-schema']);
  });
});

describe('tries within the invocation', () => {
  test('come with growing pauses, before the partition is held back', async () => {
    vi.useFakeTimers();
    const times: number[] = [];
    const start = Date.now();
    const handler = (): void => {
      times.push(Date.now() - start);
      if (times.length < 4) throw new Error('busy');
    };

    const outcome = run({ retryWithin: { tries: 4, backoff: 50 } }, [good(0, 1)], handler);
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();

    expect((await outcome).named).toEqual([]);
    expect(times).toEqual([0, 50, 150, 350]);
  });

  test('end with the tries, with a NonRetryableError, and with the time', async () => {
    let calls = 0;
    const failing = (error: Error) => (): never => {
      calls++;
      throw error;
    };

    expect(
      (await run({ retryWithin: { tries: 3, backoff: 1 } }, [good(0, 1)], failing(new Error('busy')))).named,
    ).toHaveLength(1);
    expect(calls).toBe(3);
    await run({ retryWithin: { tries: 3, backoff: 1 } }, [good(0, 1)], failing(new NonRetryableError('never')));
    expect(calls).toBe(4);
    const late = consumeRecords(textTopic, failing(new Error('busy')), {
      ...partial,
      retryWithin: { tries: 9, backoff: 60_000 },
    });
    expect((await late(rawEvent(good(0, 1)), contextWith(50)))?.batchItemFailures).toHaveLength(1);
    expect(calls).toBe(5);
  });
});

describe('a hook that fails', () => {
  const failures: Readonly<Record<string, () => unknown>> = {
    throws: () => {
      throw new Error('hook down');
    },
    rejects: () => Promise.reject(new Error('hook down')),
    hangs: () => new Promise(() => undefined),
  };

  test.each(Object.entries(failures))(
    'and %s changes nothing, before the deadline, and is reported (scenario 30)',
    async (_, hook) => {
      const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
      const options: ConsumeOptions = {
        ...partial,
        onInvalid: 'skip',
        onBatch: hook,
        onRecord: hook,
        onSkipped: hook,
        onError: hook,
        onDuplicate: hook,
        onHandBack: hook,
      };
      const handler = ({ offset }: { readonly offset: number }): void => {
        if (offset === 2) throw new Error('no');
      };
      const event = rawEvent(good(0, 0), broken(0, 1), good(0, 2), good(0, 3));
      vi.useFakeTimers();

      const answer = consumeRecords(textTopic, handler, options)(event, contextWith(400));
      await vi.advanceTimersByTimeAsync(399);
      vi.useRealTimers();

      expect((await answer)?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier.offset)).toEqual([2, 3]);
      expect(log).toHaveBeenCalled();
      log.mockRestore();
    },
  );

  test('hooks are awaited before the answer', async () => {
    const done: string[] = [];
    const later = (name: string) => async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      done.push(name);
    };

    await run({ onBatch: later('batch'), onRecord: later('record') }, [good(0, 0)]);

    expect(done.sort()).toEqual(['batch', 'record']);
  });
});

test('a batch is summed up', async () => {
  const summaries: unknown[] = [];
  const box = letterBox();
  let invalid = 0;
  const handler = ({ offset }: { readonly offset: number }): void => {
    if (offset === 4) throw new Error('no');
  };
  const records = [good(0, 0), broken(0, 1), broken(0, 2), good(0, 4), good(0, 5), good(1, 9)];

  const { named } = await run(
    {
      onInvalid: () => (++invalid === 1 ? 'skip' : 'deadLetter'),
      deadLetter: box.deadLetter,
      onBatch: (summary) => summaries.push(summary),
    },
    records,
    handler,
  );

  expect(named).toEqual(['orders-0/4', 'orders-0/5']);
  expect(summaries).toEqual([
    {
      topic: 'orders',
      records: 6,
      handled: 2,
      parked: 1,
      skipped: 1,
      duplicates: 0,
      failed: 1,
      handedBack: 1,
      duration: expect.any(Number) as number,
      lag: expect.any(Number) as number,
      response: { batchItemFailures: expect.any(Array) as unknown[] },
    },
  ]);
});
