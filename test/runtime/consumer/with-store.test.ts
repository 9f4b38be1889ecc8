import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeadLetter } from '../../../src/runtime/dead-letter/dead-letter.js';
import type { IdempotencyStore } from '../../../src/runtime/idempotency/idempotency.js';
import { idempotent, type IdempotentSettings } from '../../../src/runtime/idempotency/idempotent.js';
import { memoryStore } from '../../../src/runtime/idempotency/memory-store.js';
import type { ConsumeOptions } from '../../../src/runtime/consume/consume-options.js';
import { consumeRecords } from '../../../src/runtime/consume/consume-records.js';
import type { RawKafkaRecord } from '../../../src/runtime/kafka/kafka-event.js';
import type { KafkaRecord, RecordHandler } from '../../../src/runtime/kafka/kafka-record.js';
import { textTopic } from '../plain-bindings.js';
import { base64, rawEvent, rawRecord } from '../raw-event.js';
import { contextWith } from './lambda-context.js';

type Handler = RecordHandler<string, string>;
type Settings = Partial<IdempotentSettings<KafkaRecord<string, string>>>;

/** Milliseconds that each invocation has; its claims last 5 s longer. */
const TIMEOUT = 60_000;

beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => void vi.useRealTimers());

/** A sandbox: one consumer with this store, and what its hooks were called with. */
function sandbox(handler: Handler, store: IdempotencyStore, settings: Settings = {}, options: ConsumeOptions = {}) {
  const log: string[] = [];
  const consume = consumeRecords<string, string>(textTopic, handler, {
    reportBatchItemFailures: true,
    idempotency: idempotent({ consumer: 'orders-fn', cluster: 'shop', ...settings, store }),
    onDuplicate: ({ offset }) => log.push(`${offset} is a duplicate`),
    onHandBack: ({ offset, reason }) => log.push(`${offset} is handed back: ${reason}`),
    onError: ({ offset, stage }) => log.push(`${offset} failed to ${stage}`),
    ...options,
  });
  return {
    log,
    /** The offsets that the answer names. */
    deliver: async (...records: readonly RawKafkaRecord[]): Promise<readonly number[]> => {
      const answer = await consume(rawEvent(...records), contextWith(TIMEOUT));
      return (answer?.batchItemFailures ?? []).map(({ itemIdentifier: { offset } }) => offset);
    },
  };
}

/** A handler that notes the records it has handled. */
function noting() {
  const effects: string[] = [];
  const handler: Handler = ({ offset }, { claim }) => void effects.push(`${offset}, attempt ${claim?.attempt}`);
  return { effects, handler };
}

const batch = [0, 1, 2].map((offset) => rawRecord(0, offset));

describe('a batch that is delivered again', () => {
  test('is skipped and committed (scenario 16)', async () => {
    const { effects, handler } = noting();
    const store = memoryStore();
    expect(await sandbox(handler, store).deliver(...batch)).toEqual([]);

    const other = sandbox(handler, store);
    expect(await other.deliver(...batch)).toEqual([]);
    expect(effects).toEqual(['0, attempt 1', '1, attempt 1', '2, attempt 1']);
    expect(other.log).toEqual(['0 is a duplicate', '1 is a duplicate', '2 is a duplicate']);
  });

  test('while the first run goes on has one side effect, and names nothing as done that is not (scenario 17)', async () => {
    const { effects, handler } = noting();
    const slow: Handler = async (record, context) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await handler(record, context);
    };
    const store = memoryStore();
    const both = Promise.all([sandbox(slow, store).deliver(...batch), sandbox(slow, store).deliver(...batch)]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await both).toEqual([[], []]);
    expect(effects).toEqual(['0, attempt 1', '1, attempt 1', '2, attempt 1']);
  });

  test('by another function, cluster or topic of the same name is handled (scenario 24)', async () => {
    const { effects, handler } = noting();
    const store = memoryStore();
    await sandbox(handler, store).deliver(...batch);
    await sandbox(handler, store, { consumer: 'audit-fn' }).deliver(...batch);
    await sandbox(handler, store, { cluster: 'other' }).deliver(...batch);
    await sandbox(handler, store).deliver(...batch.map((record) => ({ ...record, timestamp: 1_700_000_000_001 })));
    expect(effects).toHaveLength(12);
  });
});

describe('a handler that ignores the signal', () => {
  /** Ends only when it is asked to. */
  function stubborn() {
    let end: (error?: Error) => void = () => undefined;
    const handler: Handler = () =>
      new Promise<void>((resolve, reject) => {
        end = (error) => (error === undefined ? resolve() : reject(error));
      });
    return { handler, end: (error?: Error) => end(error) };
  }

  async function handedBack() {
    const store = memoryStore();
    const { handler, end } = stubborn();
    const first = sandbox(handler, store);
    const answer = first.deliver(...batch);
    await vi.advanceTimersByTimeAsync(TIMEOUT);
    expect(await answer).toEqual([0, 1, 2]);
    return { store, first, end, ...noting() };
  }

  test('is reported once, and keeps its claim until it expires (scenarios 8, 11 and 12)', async () => {
    const { store, first, end, effects, handler } = await handedBack();
    expect(first.log).toEqual(['0 is handed back: running']);

    const other = sandbox(handler, store);
    const answer = other.deliver(...batch);
    await vi.advanceTimersByTimeAsync(4_900);
    expect(effects).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(await answer).toEqual([]);
    expect(effects[0]).toBe('0, attempt 2');

    // The late one is refused, and reported.
    end();
    await vi.advanceTimersByTimeAsync(0);
    expect(first.log).toEqual(['0 is handed back: running', '0 failed to complete the record']);
    expect(await other.deliver(...batch)).toEqual([]);
    expect(effects).toHaveLength(3);
  });

  test('may still complete within its claim: another sandbox then finds a duplicate (scenario 9)', async () => {
    const { store, end, effects, handler } = await handedBack();
    end();
    await vi.advanceTimersByTimeAsync(0);
    const other = sandbox(handler, store);
    expect(await other.deliver(...batch)).toEqual([]);
    expect(other.log).toEqual(['0 is a duplicate']);
    expect(effects).toEqual(['1, attempt 1', '2, attempt 1']);
  });

  test('releases its claim when it rejects late, without an attempt', async () => {
    const { store, end, effects, handler } = await handedBack();
    end(new Error('too late'));
    await vi.advanceTimersByTimeAsync(0);
    expect(await sandbox(handler, store).deliver(...batch)).toEqual([]);
    expect(effects[0]).toBe('0, attempt 1');
  });
});

test('a handler that heeds the signal frees its claim at once, without an attempt (scenario 13)', async () => {
  const { effects, handler } = noting();
  const store = memoryStore();
  const heeding: Handler = (_, { signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  const answer = sandbox(heeding, store).deliver(...batch);
  await vi.advanceTimersByTimeAsync(TIMEOUT);
  expect(await answer).toEqual([0, 1, 2]);

  expect(await sandbox(handler, store).deliver(...batch)).toEqual([]);
  expect(effects).toEqual(['0, attempt 1', '1, attempt 1', '2, attempt 1']);
});

describe('a store that cannot be reached', () => {
  const losing = (method: 'claim' | 'complete'): IdempotencyStore => ({
    ...memoryStore(),
    [method]: () => Promise.reject(new Error('no connection')),
  });

  test('before the handler: the record and those behind it are named, and none is handled (scenario 20)', async () => {
    const { effects, handler } = noting();
    const { log, deliver } = sandbox(handler, losing('claim'));
    expect(await deliver(...batch)).toEqual([0, 1, 2]);
    expect(effects).toEqual([]);
    expect(log).toEqual(['0 failed to claim the record']);
  });

  test.each([
    [undefined, [], 3],
    ['fail', [0, 1, 2], 1],
  ] as const)(
    'after the handler, with onStoreLost %s: %j are named (scenario 21)',
    async (onStoreLost, named, handled) => {
      const { effects, handler } = noting();
      const { log, deliver } = sandbox(handler, losing('complete'), { onStoreLost });
      expect(await deliver(...batch)).toEqual(named);
      expect(effects).toHaveLength(handled);
      expect(log[0]).toBe('0 failed to complete the record');
    },
  );
});

test('one key twice in a batch, in two partitions: one side effect and a duplicate (scenario 25)', async () => {
  const effects: string[] = [];
  const handler: Handler = async (record) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    effects.push(record.value ?? '');
    Object.assign(record, { value: 'changed' });
  };
  const { log, deliver } = sandbox(handler, memoryStore(), { key: ({ value }) => value ?? 'tombstone' });
  const value = base64('event-1');
  const answer = deliver(rawRecord(0, 1, { value }), rawRecord(1, 2, { value }), rawRecord(1, 3));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await answer).toEqual([]);
  expect(effects).toEqual(['event-1', 'value 1/3']);
  expect(log).toEqual(['2 is a duplicate']);
});

test('only the poison is parked, once its attempts are used up, under the key of its claim (scenario 28)', async () => {
  const letters: DeadLetter[] = [];
  const effects: number[] = [];
  const handler: Handler = ({ offset }) => {
    if (offset === 1) throw new Error('poison');
    effects.push(offset);
  };
  const store = memoryStore();
  const next = () =>
    sandbox(
      handler,
      store,
      {},
      {
        onFailed: { deadLetterAfter: 2 },
        deadLetter: (batched) => {
          letters.push(...batched);
          return Promise.resolve();
        },
      },
    );
  const first = next().deliver(...batch);
  await vi.runOnlyPendingTimersAsync();
  expect(await first).toEqual([1, 2]);
  const second = next().deliver(...batch);
  await vi.runOnlyPendingTimersAsync();
  expect(await second).toEqual([]);
  expect(effects).toEqual([0, 2]);
  expect(letters).toMatchObject([
    { code: 'attempts-exhausted', attempts: 2, key: '1#orders-fn#shop#orders#0#1#1700000000000' },
  ]);
});

test('a record that kills its sandbox is parked once its attempts are used up, and not begun again', async () => {
  const letters: DeadLetter[] = [];
  const { effects, handler } = noting();
  const store = memoryStore();
  const options: ConsumeOptions = {
    onFailed: { deadLetterAfter: 2 },
    deadLetter: (batched) => {
      letters.push(...batched);
      return Promise.resolve();
    },
  };
  // Two sandboxes ended with their claims, which have expired.
  for (let kill = 0; kill < 2; kill++)
    await store.claim({ key: '1#orders-fn#shop#orders#0#0#1700000000000', expiry: Date.now() - 1 });

  const answer = sandbox(handler, store, {}, options).deliver(rawRecord(0, 0), rawRecord(0, 1));
  await vi.runOnlyPendingTimersAsync();

  expect(await answer).toEqual([]);
  expect(effects).toEqual(['1, attempt 1']);
  expect(letters).toMatchObject([
    {
      code: 'attempts-exhausted',
      attempts: 3,
      reason: expect.stringContaining('begun 2 times and never done') as string,
    },
  ]);
});

describe('a record is claimed while the one ahead of it is completed', () => {
  /** A store whose requests take a while; notes when each begins and ends. */
  function slowStore(store: IdempotencyStore = memoryStore()) {
    const log: string[] = [];
    const slowly = async <Result>(what: string, key: string, ask: () => Promise<Result>): Promise<Result> => {
      const name = `${what} ${key.split('#')[5]}`;
      log.push(`${name} …`);
      await new Promise((resolve) => setTimeout(resolve, 10));
      log.push(name);
      return ask();
    };
    const slow: IdempotencyStore = {
      countsAttempts: true,
      claim: (request) => slowly('claim', request.key, () => store.claim(request)),
      complete: (claim) => slowly('complete', claim.key, () => store.complete(claim)),
      release: (claim, reason) => slowly(`release, ${reason}`, claim.key, () => store.release(claim, reason)),
    };
    return { log, slow };
  }

  test('so that the store costs each record the time of one request', async () => {
    const { log, slow } = slowStore();
    const handler: Handler = ({ offset }) => void log.push(`handle ${offset}`);
    const answer = sandbox(handler, slow).deliver(...batch);
    await vi.advanceTimersByTimeAsync(40);
    expect(await answer).toEqual([]);
    expect(log.filter((line) => !line.endsWith('…'))).toEqual([
      'claim 0',
      'handle 0',
      'complete 0',
      'claim 1',
      'handle 1',
      'complete 1',
      'claim 2',
      'handle 2',
      'complete 2',
    ]);
  });

  test('and given back, without an attempt, if that one does not count as handled', async () => {
    const store = memoryStore();
    const { log, slow } = slowStore({ ...store, complete: () => Promise.resolve(false) });
    const answer = sandbox(() => undefined, slow).deliver(...batch);
    await vi.advanceTimersByTimeAsync(40);
    expect(await answer).toEqual([0, 1, 2]);
    expect(log.at(-1)).toBe('release, handedBack 1');

    const { effects, handler } = noting();
    expect(await sandbox(handler, store).deliver(rawRecord(0, 1))).toEqual([]);
    expect(effects).toEqual(['1, attempt 1']);
  });

  test('and given back when the time is up meanwhile', async () => {
    const store = memoryStore();
    const { log, slow } = slowStore(store);
    // The margin is 2 s: the handler ends just before it begins.
    const handler: Handler = () => new Promise((resolve) => setTimeout(resolve, TIMEOUT - 2_015));
    const answer = sandbox(handler, slow).deliver(...batch);
    await vi.advanceTimersByTimeAsync(TIMEOUT);
    expect(await answer).toEqual([1, 2]);
    expect(log.at(-1)).toBe('release, handedBack 1');
  });

  test('unless another run has it: it is then asked for again', async () => {
    const store = memoryStore();
    const { effects, handler } = noting();
    const running = sandbox(() => new Promise((resolve) => setTimeout(resolve, 1_000)), store).deliver(rawRecord(0, 1));
    const answer = sandbox(handler, store).deliver(...batch);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await running).toEqual([]);
    expect(await answer).toEqual([]);
    expect(effects).toEqual(['0, attempt 1', '2, attempt 1']);
  });
});
