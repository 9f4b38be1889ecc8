import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { consumeRecords } from '../../src/runtime/consume/consume-records.js';
import type { KafkaEvent } from '../../src/runtime/kafka/kafka-event.js';
import type { KafkaRecord } from '../../src/runtime/kafka/kafka-record.js';
import { BatchError, RecordError } from '../../src/runtime/kafka/record-error.js';
import { textTopic } from './plain-bindings.js';
import { base64, rawEvent, rawRecord } from './raw-event.js';

type TextRecord = KafkaRecord<string, string>;

const ignore = () => undefined;

/** Fails the records of these partitions and offsets, and notes those it has handled. */
function failingAt(...places: readonly string[]) {
  const handled: string[] = [];
  const handler = ({ partition, offset }: TextRecord): void => {
    const place = `${partition}/${offset}`;
    if (places.includes(place)) throw new Error(`no ${place}`);
    handled.push(place);
  };
  return { handled, handler };
}

async function rejection(outcome: Promise<unknown>): Promise<unknown> {
  return outcome.then(
    (value) => expect.fail(`resolved with ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
}

describe('a record', () => {
  test('comes decoded, with its place, time and headers', async () => {
    const records: TextRecord[] = [];
    const event = rawEvent(
      rawRecord(3, 41, {
        key: base64('k'),
        value: base64('v'),
        timestampType: 'LOG_APPEND_TIME',
        headers: [{ trace: [97] }],
      }),
    );

    await consumeRecords(textTopic, (record) => records.push(record))(event);

    const [record] = records;
    expect(records).toHaveLength(1);
    expect(record).toMatchObject({
      topic: 'orders',
      partition: 3,
      offset: 41,
      timestamp: new Date(1_700_000_000_000),
      timestampType: 'LOG_APPEND_TIME',
      key: 'k',
      value: 'v',
    });
    expect(record?.headers.text('trace')).toBe('a');
  });

  test.each([
    ['null', null],
    ['absent', undefined],
  ])('whose key and value are %s has null for both', async (_, none) => {
    const seen: unknown[] = [];
    const { key, value, ...rest } = rawRecord(0, 0);
    const raw = none === undefined ? rest : { ...rest, key: none, value: none };
    expect([key, value]).toEqual([base64('key'), base64('value 0/0')]);

    await consumeRecords(textTopic, (record) => seen.push([record.key, record.value]))(rawEvent(raw));

    expect(seen).toEqual([[null, null]]);
  });

  test('whose key and value are empty has zero bytes of each', async () => {
    const seen: unknown[] = [];

    await consumeRecords(textTopic, (record) => seen.push([record.key, record.value]))(
      rawEvent(rawRecord(0, 0, { key: '', value: '' })),
    );

    expect(seen).toEqual([['', '']]);
  });

  test('reaches the handler with the context of the invocation', async () => {
    const contexts: unknown[] = [];
    const lambda = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 1000 };
    const handler = consumeRecords(textTopic, (_, context) => contexts.push(context));

    await handler(rawEvent(rawRecord(0, 0)), lambda);
    await handler(rawEvent(rawRecord(0, 0)));

    const signal = expect.any(AbortSignal) as AbortSignal;
    expect(contexts).toEqual([
      { lambda, signal },
      { lambda: undefined, signal },
    ]);
  });
});

describe('order', () => {
  test('within a partition, a record waits until the one before it is done', async () => {
    const log: string[] = [];
    const handler = async ({ offset }: TextRecord) => {
      log.push(`start ${offset}`);
      await Promise.resolve();
      log.push(`end ${offset}`);
    };

    await consumeRecords(textTopic, handler)(rawEvent(rawRecord(0, 1), rawRecord(0, 2), rawRecord(0, 5)));

    expect(log).toEqual(['start 1', 'end 1', 'start 2', 'end 2', 'start 5', 'end 5']);
  });

  test.each([
    [undefined, 8],
    [1, 1],
    [3, 3],
    [50, 20],
  ])(
    'of 20 partitions, with maxConcurrentPartitions %s, %i are handled at once',
    async (maxConcurrentPartitions, most) => {
      let running = 0;
      let peak = 0;
      const handler = async () => {
        peak = Math.max(peak, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
      };
      const event = rawEvent(
        ...Array.from({ length: 20 }, (_, partition) => [rawRecord(partition, 0), rawRecord(partition, 1)]).flat(),
      );

      await consumeRecords(textTopic, handler, { maxConcurrentPartitions })(event);

      expect(peak).toBe(most);
    },
  );

  test.each([0, -1, 1.5, NaN])(
    'maxConcurrentPartitions %d is refused when the consumer is made',
    (maxConcurrentPartitions) => {
      expect(() => consumeRecords(textTopic, ignore, { maxConcurrentPartitions })).toThrow(RangeError);
    },
  );
});

describe('when a record fails', () => {
  const event = rawEvent(
    rawRecord(0, 10),
    rawRecord(0, 11),
    rawRecord(0, 12),
    rawRecord(1, 20),
    rawRecord(1, 21),
    rawRecord(2, 30),
    rawRecord(2, 31),
  );

  test('the rest of its partition is left alone and the others go on', async () => {
    const { handled, handler } = failingAt('0/11', '2/30');

    await expect(consumeRecords(textTopic, handler)(event)).rejects.toThrow(BatchError);

    expect(handled.sort()).toEqual(['0/10', '1/20', '1/21']);
  });

  test('the handler throws an error that lists the first of each partition', async () => {
    const error = await rejection(consumeRecords(textTopic, failingAt('0/11', '0/12', '2/30').handler)(event));

    expect(error).toMatchObject({
      name: 'BatchError',
      message:
        '2 records failed\n' +
        'orders-0 offset 11: failed to handle the record: no 0/11\n' +
        'orders-2 offset 30: failed to handle the record: no 2/30',
      errors: [
        {
          name: 'RecordError',
          topic: 'orders',
          partition: 0,
          offset: 11,
          stage: 'handle the record',
          schemaId: undefined,
        },
        {
          name: 'RecordError',
          topic: 'orders',
          partition: 2,
          offset: 30,
          stage: 'handle the record',
          schemaId: undefined,
        },
      ],
    });
    expect(error).toMatchObject({ errors: [{ cause: new Error('no 0/11') }, { cause: new Error('no 2/30') }] });
  });

  test('with reportBatchItemFailures, the answer is that record and every later one of its partition', async () => {
    const consume = consumeRecords(textTopic, failingAt('0/11', '2/30').handler, { reportBatchItemFailures: true });

    expect(await consume(event)).toEqual({
      batchItemFailures: [
        { itemIdentifier: { partition: 'orders-0', offset: 11 } },
        { itemIdentifier: { partition: 'orders-0', offset: 12 } },
        { itemIdentifier: { partition: 'orders-2', offset: 30 } },
        { itemIdentifier: { partition: 'orders-2', offset: 31 } },
      ],
    });
  });

  test('the answer is in the order of the event, whichever partition fails first', async () => {
    const handler = async ({ partition }: TextRecord) => {
      for (let turn = partition; turn < 3; turn++) await Promise.resolve();
      throw new Error('no');
    };
    const errors: RecordError[] = [];
    const options = { reportBatchItemFailures: true, onError: (error: RecordError) => errors.push(error) };

    const answer = await consumeRecords(textTopic, handler, options)(event);

    expect(answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier.offset)).toEqual([
      10, 11, 12, 20, 21, 30, 31,
    ]);
    expect(errors.map(({ offset }) => offset)).toEqual([10, 20, 30]);
  });

  test('the answer names a partition as the event does, whatever its records say', async () => {
    // Parsed, as Lambda does, so that `__proto__` is a key like any other.
    const misnamed = JSON.parse(`{"records":{"__proto__":[${JSON.stringify(rawRecord(12, 5))}]}}`) as KafkaEvent;
    const consume = consumeRecords(textTopic, failingAt('12/5').handler, { reportBatchItemFailures: true });

    expect(await consume(misnamed)).toEqual({
      batchItemFailures: [{ itemIdentifier: { partition: '__proto__', offset: 5 } }],
    });
  });

  test.each([
    ['an Error', new TypeError('no stock'), 'no stock'],
    ['a text', 'no stock', 'no stock'],
    ['an object', { card: 'secret' }, 'a thrown object'],
    ['nothing', undefined, 'a thrown undefined'],
    ['an object without a prototype', Object.create(null), 'a thrown object'],
  ])('%s that the handler throws becomes the cause', async (_, cause: unknown, reason) => {
    const handler = () => {
      // What is thrown is not always an Error.
      throw cause as Error;
    };

    const error = await rejection(consumeRecords(textTopic, handler)(rawEvent(rawRecord(0, 1))));

    expect(error).toMatchObject({
      message: `1 record failed\norders-0 offset 1: failed to handle the record: ${reason}`,
      errors: [{ cause }],
    });
  });

  test('an onError that throws changes nothing, and is written to the log', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const options = {
      reportBatchItemFailures: true,
      onError: () => {
        throw new Error('logger down');
      },
    };

    const answer = await consumeRecords(textTopic, failingAt('0/11').handler, options)(event);

    expect(answer?.batchItemFailures).toHaveLength(2);
    expect(log).toHaveBeenCalledWith('gen-msk-consumer: the hook onError failed: logger down');
    log.mockRestore();
  });

  test('every record is handled or answered, and never one after a failed one of its partition', async () => {
    const places = event.records;
    const all = Object.entries(places).flatMap(([name, records]) =>
      records.map(({ partition, offset }) => ({ name, partition, offset })),
    );
    const subset = fc.subarray(all.map(({ partition, offset }) => `${partition}/${offset}`));
    await fc.assert(
      fc.asyncProperty(subset, fc.integer({ min: 1, max: 4 }), async (bad, maxConcurrentPartitions) => {
        const { handled, handler } = failingAt(...bad);
        const answer = await consumeRecords(textTopic, handler, {
          reportBatchItemFailures: true,
          maxConcurrentPartitions,
        })(event);
        const answered =
          answer?.batchItemFailures.map(
            ({ itemIdentifier: { partition, offset } }) => `${partition.slice(-1)}/${offset}`,
          ) ?? [];
        const expected = all.filter(({ partition, offset }) =>
          bad.some((place) => place.startsWith(`${partition}/`) && Number(place.slice(2)) <= offset),
        );
        expect(answered).toEqual(expected.map(({ partition, offset }) => `${partition}/${offset}`));
        expect([...handled, ...answered].sort()).toEqual(
          all.map(({ partition, offset }) => `${partition}/${offset}`).sort(),
        );
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});

describe('when every record is handled', () => {
  test.each([
    ['records', rawEvent(rawRecord(0, 0))],
    ['no records', { records: {} }],
  ])('a batch of %s answers nothing, or with reportBatchItemFailures an empty list', async (_, event) => {
    const reporting = { ...textTopic, reportBatchItemFailures: true };

    expect(await consumeRecords(textTopic, ignore)(event)).toBeUndefined();
    expect(await consumeRecords(textTopic, ignore, { reportBatchItemFailures: true })(event)).toEqual({
      batchItemFailures: [],
    });
    expect(await consumeRecords(reporting, ignore)(event)).toEqual({ batchItemFailures: [] });
    expect(await consumeRecords(reporting, ignore, { reportBatchItemFailures: false })(event)).toBeUndefined();
  });
});

describe('values and tombstones apart', () => {
  const event = rawEvent(rawRecord(0, 0), rawRecord(0, 1, { value: null }), rawRecord(0, 2));

  test('each go to their own handler, with their own type', async () => {
    const store = {
      kept: new Map<number, string>(),
      removed: [] as (string | null)[],
      value(record: { readonly offset: number; readonly value: string }) {
        this.kept.set(record.offset, record.value);
      },
      tombstone(record: { readonly key: string | null; readonly value: null }) {
        this.removed.push(record.key);
      },
    };

    await consumeRecords(textTopic, store)(event);

    expect([...store.kept]).toEqual([
      [0, 'value 0/0'],
      [2, 'value 0/2'],
    ]);
    expect(store.removed).toEqual(['key']);
  });

  test('a tombstone that nothing handles fails', async () => {
    const seen: number[] = [];

    const error = await rejection(consumeRecords(textTopic, { value: ({ offset }) => seen.push(offset) })(event));

    expect(seen).toEqual([0]);
    expect(error).toMatchObject({
      errors: [
        {
          offset: 1,
          message: 'orders-0 offset 1: failed to handle the record: the handler has no function for tombstones',
        },
      ],
    });
  });

  test('a value that is decoded to null is no tombstone', async () => {
    const nullable = {
      topic: 'orders',
      key: textTopic.key,
      value: { read: () => null },
      reportBatchItemFailures: false,
    };
    const kinds: string[] = [];
    const handlers = { value: () => kinds.push('value'), tombstone: () => kinds.push('tombstone') };

    await consumeRecords<string, null>(nullable, handlers)(event);

    expect(kinds).toEqual(['value', 'tombstone', 'value']);
  });
});

test('an event that is not from Kafka is refused', async () => {
  // An SQS event, as a function with the wrong trigger gets it.
  const event = { Records: [{ eventSource: 'aws:sqs', body: 'secret' }] } as unknown as KafkaEvent;

  await expect(consumeRecords(textTopic, ignore, { reportBatchItemFailures: true })(event)).rejects.toThrow(
    'expected a Kafka event, an object with "records" by partition, found an object with "Records", from "aws:sqs"',
  );
});
