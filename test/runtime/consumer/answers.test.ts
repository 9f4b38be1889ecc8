import { describe, expect, test } from 'vitest';
import type { ByteReader } from '../../../src/runtime/byte-reader.js';
import { byType } from '../../../src/runtime/consume/by-type.js';
import type { ConsumeOptions } from '../../../src/runtime/consume/consume-options.js';
import { consumeRecords } from '../../../src/runtime/consume/consume-records.js';
import { inBatches } from '../../../src/runtime/consume/in-batches.js';
import type { KafkaRecord } from '../../../src/runtime/kafka/kafka-record.js';
import { readText } from '../../../src/runtime/kafka/plain-read.js';
import { textTopic } from '../plain-bindings.js';
import { base64, rawEvent, rawRecord } from '../raw-event.js';

type TextRecord = KafkaRecord<string, string>;

const partial = { reportBatchItemFailures: true } as const;

/** A record of partition 0 with a key. */
const keyed = (offset: number, key: string) => rawRecord(0, offset, { key: base64(key) });

/** Names what is in the answer, and keeps the offsets that were handled. */
async function outcome(
  options: ConsumeOptions,
  event: ReturnType<typeof rawEvent>,
  fails: readonly number[],
): Promise<{ readonly named: readonly number[]; readonly handled: readonly number[] }> {
  const handled: number[] = [];
  const handler = async ({ offset }: TextRecord): Promise<void> => {
    await Promise.resolve();
    if (fails.includes(offset)) throw new Error(`no ${offset}`);
    handled.push(offset);
  };
  const answer = await consumeRecords(textTopic, handler, { ...partial, ...options })(event);
  const named = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier.offset);
  return { named: named.sort((a, b) => a - b), handled: handled.sort((a, b) => a - b) };
}

describe('order', () => {
  const event = rawEvent(keyed(1, 'a'), keyed(2, 'b'), keyed(3, 'a'), keyed(4, 'c'));

  test('by partition: the first that failed and all behind it', async () => {
    expect(await outcome({}, event, [2])).toEqual({ named: [2, 3, 4], handled: [1] });
  });

  test('by key: what failed and what is behind it with the same key (scenario 26)', async () => {
    expect(await outcome({ order: 'key' }, event, [1])).toEqual({ named: [1, 3], handled: [2, 4] });
  });

  test('none: only what failed (scenario 27)', async () => {
    expect(await outcome({ order: 'none' }, event, [1, 4])).toEqual({ named: [1, 4], handled: [2, 3] });
  });

  test.each(['key', 'none'] as const)('by %s, at most maxConcurrency records are handled at once', async (order) => {
    let running = 0;
    let peak = 0;
    const handler = async (): Promise<void> => {
      peak = Math.max(peak, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    };
    const many = rawEvent(...Array.from({ length: 20 }, (_, offset) => keyed(offset, `key ${offset}`)));

    await consumeRecords(textTopic, handler, { order, maxConcurrency: 3 })(many);

    expect(peak).toBe(3);
  });

  test('by key, records of a key are handled one after another', async () => {
    const log: string[] = [];
    const handler = async ({ key, offset }: TextRecord): Promise<void> => {
      log.push(`${key} begins ${offset}`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${key} ends ${offset}`);
    };

    await consumeRecords(textTopic, handler, { order: 'key' })(event);

    expect(log.filter((entry) => entry.startsWith('a'))).toEqual(['a begins 1', 'a ends 1', 'a begins 3', 'a ends 3']);
    expect(log.indexOf('b begins 2')).toBeLessThan(log.indexOf('a ends 1'));
  });
});

describe('a handler of batches', () => {
  const event = rawEvent(rawRecord(0, 1), rawRecord(0, 2), rawRecord(0, 3), rawRecord(1, 7));

  async function answered(
    handle: (records: readonly TextRecord[]) => unknown,
    given = event,
    options: ConsumeOptions = {},
  ): Promise<readonly string[]> {
    const answer = await consumeRecords(textTopic, inBatches(handle), { ...partial, ...options })(given);
    return (answer?.batchItemFailures ?? []).map(
      ({ itemIdentifier: { partition, offset } }) => `${partition}/${offset}`,
    );
  }

  test('has all records of the invocation, partition by partition', async () => {
    const seen: unknown[] = [];

    expect(
      await answered((records) => void seen.push(records.map(({ partition, offset }) => [partition, offset]))),
    ).toEqual([]);
    expect(seen).toEqual([
      [
        [0, 1],
        [0, 2],
        [0, 3],
        [1, 7],
      ],
    ]);
  });

  test('fails all by throwing', async () => {
    expect(await answered(() => Promise.reject(new Error('no')))).toEqual([
      'orders-0/1',
      'orders-0/2',
      'orders-0/3',
      'orders-1/7',
    ]);
  });

  test('fails those that it returns, and what is behind them in their partition', async () => {
    expect(await answered((records) => records.filter(({ offset }) => offset === 2))).toEqual([
      'orders-0/2',
      'orders-0/3',
    ]);
  });

  test('does not see records that cannot be decoded, nor what is behind them', async () => {
    const broken = rawEvent(rawRecord(0, 1), rawRecord(0, 2, { value: '/w==' }), rawRecord(0, 3), rawRecord(1, 7));
    const seen: number[] = [];
    const handle = (records: readonly TextRecord[]) => void seen.push(...records.map(({ offset }) => offset));

    expect(await answered(handle, broken)).toEqual(['orders-0/2', 'orders-0/3']);
    expect(seen.splice(0)).toEqual([1, 7]);
    expect(await answered(handle, broken, { onInvalid: 'skip' })).toEqual([]);
    expect(seen).toEqual([1, 3, 7]);
  });

  test('has onRecord called for each record that is over, handled or parked, up to the first that failed', async () => {
    const calls: string[] = [];
    const place = { topic: 'orders', timestamp: 1_700_000_000_000 };
    const seen: unknown[] = [];
    const options: ConsumeOptions = {
      onRecord: ({ outcome, ...record }) => {
        calls.push(`${record.partition}/${record.offset} ${outcome}`);
        seen.push(record);
      },
      onInvalid: 'deadLetter',
      deadLetter: () => Promise.resolve(),
    };
    const mixed = rawEvent(rawRecord(0, 1), rawRecord(0, 2, { value: '/w==' }), rawRecord(0, 3), rawRecord(1, 7));

    expect(await answered((records) => records.filter(({ offset }) => offset === 7), mixed, options)).toEqual([
      'orders-1/7',
    ]);
    expect(calls.sort()).toEqual(['0/1 handled', '0/2 parked', '0/3 handled']);
    expect(seen).toContainEqual({ ...place, partition: 0, offset: 1 });
    expect(await answered(() => Promise.reject(new Error('no')), event, options)).toHaveLength(4);
    expect(calls).toHaveLength(3);
  });

  test('is not called without records', async () => {
    expect(await answered(() => expect.fail('called'), { records: {} })).toEqual([]);
  });
});

describe('a handler by record type', () => {
  const union = {
    ...textTopic,
    byType,
    value: { read: (r: ByteReader) => ({ $type: readText(r, 'type') }) },
  };
  const event = rawEvent(rawRecord(0, 1, { value: base64('Placed') }), rawRecord(0, 2, { value: base64('Sent') }));

  test('gets the records of its type', async () => {
    const seen: string[] = [];

    await consumeRecords(union, {
      types: {
        Placed: ({ offset }: { readonly offset: number }) => void seen.push(`placed ${offset}`),
        Sent: ({ offset }: { readonly offset: number }) => void seen.push(`sent ${offset}`),
      },
      tombstone: () => void seen.push('deleted'),
    })(rawEvent(...(event.records['orders-0'] ?? []), rawRecord(0, 3, { value: null })));

    expect(seen).toEqual(['placed 1', 'sent 2', 'deleted']);
  });

  test.each(['Sent', 'toString', '__proto__'])('a record of a type without one, %s, fails', async (type) => {
    const consume = consumeRecords(union, { types: { Placed: () => undefined } });

    await expect(consume(rawEvent(rawRecord(0, 1, { value: base64(type) })))).rejects.toThrow(
      `records of type ${type} are not handled yet`,
    );
  });
});

test.each([undefined, null, 'handler', {}, { value: 1 }])(
  'the handler %j is refused when the consumer is made',
  (handler) => {
    expect(() => consumeRecords(textTopic, handler as never)).toThrow(TypeError);
  },
);

test.each([
  [{ onInvalid: 'drop' }, RangeError, 'onInvalid must be one of fail, skip, deadLetter, not drop'],
  [{ order: 'topic' }, RangeError, 'order must be one of partition, key, none, not topic'],
  [{ onFailed: 'skip' }, RangeError, 'onFailed must be one of retry, deadLetter, not skip'],
  [{ maxSkipped: -1 }, RangeError, 'maxSkipped must be a whole number of at least 0, not -1'],
  [{ retryWithin: { tries: 0 } }, RangeError, 'retryWithin.tries must be a whole number of at least 1, not 0'],
  [{ onInvalid: 'deadLetter' }, TypeError, 'set the option "deadLetter"'],
  [{ onFailed: 'deadLetter' }, TypeError, 'set the option "deadLetter"'],
  [
    { onFailed: { deadLetterAfter: 3 }, deadLetter: () => Promise.resolve() },
    TypeError,
    'needs the option "idempotency" with a store that counts attempts',
  ],
])('the options %j are refused when the consumer is made', (options, kind, message) => {
  const make = () => consumeRecords(textTopic, () => undefined, options as never);

  expect(make).toThrow(kind);
  expect(make).toThrow(message);
});

test('an error of 500 failed partitions has the first ten and a count', async () => {
  const event = rawEvent(...Array.from({ length: 500 }, (_, partition) => rawRecord(partition, 0)));
  const consume = consumeRecords(textTopic, () => Promise.reject(new Error('x'.repeat(200))));

  const error: unknown = await consume(event).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ failed: 500, errors: expect.objectContaining({ length: 10 }) as unknown });
  expect((error as Error).message).toMatch(/^500 records failed\n/);
  expect((error as Error).message).toMatch(/\nand 490 more$/);
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error)).length).toBeLessThan(256 * 1024);
});
