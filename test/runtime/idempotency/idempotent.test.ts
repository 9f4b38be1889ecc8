import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type {
  Claimed,
  ClaimedRecord,
  IdempotencyStore,
  OpenClaim,
} from '../../../src/runtime/idempotency/idempotency.js';
import { idempotent, type IdempotentSettings } from '../../../src/runtime/idempotency/idempotent.js';
import { memoryStore } from '../../../src/runtime/idempotency/memory-store.js';
import type { InvocationContext } from '../../../src/runtime/consume/invocation-context.js';
import { CLUSTER, claimed, invocation } from './invocation.js';

const wait = { wait: true };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function open(answer: Claimed): OpenClaim {
  if (answer.kind !== 'taken') throw new Error(`the claim is ${answer.kind}`);
  return answer.open;
}

/** A memory store that notes what it is asked. */
function watched(store: IdempotencyStore = memoryStore()) {
  const keys: string[] = [];
  const times: number[] = [];
  const watching: IdempotencyStore = {
    ...store,
    claim: (request) => {
      keys.push(request.key);
      times.push(Date.now());
      return store.claim(request);
    },
  };
  return { store: watching, keys, times };
}

describe('the key', () => {
  async function keyOf(
    record: ClaimedRecord,
    settings: Omit<IdempotentSettings<never>, 'store'> = {},
    context: InvocationContext = invocation(60_000),
  ): Promise<string> {
    const answer = await idempotent<never>({ ...settings, store: memoryStore() }).claim(record, context, wait);
    return open(answer).claim.key;
  }
  const place = `1#orders-fn#${CLUSTER}#orders#0#12#1700000000000`;
  const withoutLambda: InvocationContext = { ...invocation(60_000), lambda: undefined };
  const selfManaged: ClaimedRecord = { ...claimed(12), cluster: undefined };

  test.each<[string, Promise<string> | (() => Promise<string>), string]>([
    ['is the place and time of the record', () => keyOf(claimed(12)), place],
    [
      'names the consumer of the setting',
      () => keyOf(claimed(12), { consumer: 'blue' }),
      place.replace('orders-fn', 'blue'),
    ],
    ['escapes separators', () => keyOf(claimed(12), { consumer: 'a#b%' }), place.replace('orders-fn', 'a%23b%25')],
    ['names the cluster of the setting', () => keyOf(selfManaged, { cluster: 'shop' }), place.replace(CLUSTER, 'shop')],
    [
      'takes what the record has',
      () => keyOf(claimed(12, {}, { id: 'abc' }), { key: (record: { id: string }) => record.id }),
      '1#orders-fn#orders#k#ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ],
    [
      'is the place of a record that cannot be decoded',
      () => keyOf({ ...claimed(12), decoded: undefined }, { key: () => 'abc' }),
      place,
    ],
  ])('%s', async (_, key, expected) => {
    expect(await (typeof key === 'function' ? key() : key)).toBe(expected);
  });

  test('differs for another function, cluster, topic, partition, offset or time (scenario 24)', async () => {
    const other: InvocationContext = {
      ...invocation(60_000),
      lambda: { functionName: 'audit-fn', getRemainingTimeInMillis: () => 0 },
    };
    const keys = await Promise.all([
      keyOf(claimed(12)),
      keyOf(claimed(12), {}, other),
      keyOf({ ...claimed(12), cluster: `${CLUSTER}2` }),
      keyOf(claimed(12, { topic: 'payments' })),
      keyOf(claimed(12, { partition: 1 })),
      keyOf(claimed(13)),
      // The topic was created again: the same offsets, later.
      keyOf(claimed(12, { timestamp: 1_700_000_000_001 })),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each<[string, () => Promise<string>, RegExp]>([
    ['of an unknown consumer', () => keyOf(claimed(12), {}, withoutLambda), /set `consumer` of `idempotent`/],
    ['of an unknown cluster', () => keyOf(selfManaged), /set `cluster` of `idempotent`/],
    [
      'that is empty',
      () => keyOf(claimed(12), { key: () => '' }),
      /^orders-0 offset 12: the idempotency key is empty; `key` must return a text/,
    ],
    [
      'that is undefined',
      () => keyOf(claimed(12), { key: () => undefined as unknown as string }),
      /the idempotency key is of type undefined/,
    ],
  ])('%s is refused', async (_, key, message) => {
    await expect(key()).rejects.toThrow(message);
  });
});

describe('the expiry of a claim', () => {
  const expiryAfter = async (remaining: number | undefined, settings: object = {}): Promise<number> => {
    const answer = await idempotent({ ...settings, store: memoryStore() }).claim(
      claimed(1),
      invocation(remaining),
      wait,
    );
    return open(answer).claim.expiry - Date.now();
  };

  test.each<[string, number | undefined, object, number]>([
    ['is the deadline and 5 s', 60_000, {}, 65_000],
    ['is the deadline and the allowance', 60_000, { clockAllowance: 1_000 }, 61_000],
    ['may be later', 60_000, { inProgressFor: 120_000 }, 120_000],
    ['is never earlier', 60_000, { inProgressFor: 10 }, 65_000],
    ['is 15 min without a deadline', undefined, {}, 900_000],
    ['may be set without a deadline', undefined, { inProgressFor: 10_000 }, 10_000],
  ])('%s', async (_, remaining, settings, expected) => {
    expect(await expiryAfter(remaining, settings)).toBe(expected);
  });

  test.each(['clockAllowance', 'inProgressFor', 'waitForClaim'])('a negative %s is refused', (name) => {
    expect(() => idempotent({ store: memoryStore(), [name]: -1 })).toThrow(`\`${name}\` is -1`);
    expect(() => idempotent({ store: memoryStore(), [name]: NaN })).toThrow(`\`${name}\` is NaN`);
  });
});

describe('a record that another run has claimed', () => {
  async function heldByAnother(settings: { waitForClaim?: number } = {}) {
    const { store, times } = watched();
    const first = open(await idempotent(store).claim(claimed(1), invocation(10_000), wait));
    times.length = 0;
    const start = Date.now();
    const abort = new AbortController();
    const second = idempotent({ ...settings, store }).claim(claimed(1), invocation(60_000, abort.signal), wait);
    const looks = () => times.map((time) => time - start);
    return { first, second, abort, looks };
  }

  test('is taken as soon as its claim expires (scenarios 12, 14 and 15)', async () => {
    const { first, second, looks } = await heldByAnother();
    await vi.advanceTimersByTimeAsync(20_000);

    const claim = open(await second).claim;
    expect(looks()).toEqual([0, 100, 300, 700, 1_500, 3_100, 5_100, 7_100, 9_100, 11_100, 13_100, 15_001]);
    expect(claim.token).toBeGreaterThan(first.claim.token);
    // The one who comes late is refused, and its release changes nothing.
    expect(await first.complete()).toEqual({ kind: 'superseded' });
    await first.release('failed');
    expect(await open(await second).complete()).toEqual({ kind: 'completed' });
  });

  test('is a duplicate once that run completes it (scenarios 16 and 17)', async () => {
    const { first, second, looks } = await heldByAnother();
    await vi.advanceTimersByTimeAsync(250);
    await first.complete();
    await vi.advanceTimersByTimeAsync(50);

    expect(await second).toMatchObject({ kind: 'duplicate', key: first.claim.key });
    expect(looks()).toEqual([0, 100, 300]);
  });

  test('is taken once that run releases it (scenario 13)', async () => {
    const { first, second } = await heldByAnother();
    await first.release('handedBack');
    await vi.advanceTimersByTimeAsync(100);

    expect(open(await second).claim.attempt).toBe(1);
  });

  test('is handed back when the signal aborts (scenario 11)', async () => {
    const { first, second, abort, looks } = await heldByAnother();
    await vi.advanceTimersByTimeAsync(250);
    abort.abort();

    expect(await second).toEqual({ kind: 'held', key: first.claim.key, expiry: first.claim.expiry });
    expect(looks()).toEqual([0, 100]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    [0, [0]],
    [250, [0, 100, 250]],
  ])('is waited for at most %i ms', async (waitForClaim, expected) => {
    const { second, looks } = await heldByAnother({ waitForClaim });
    await vi.advanceTimersByTimeAsync(waitForClaim);

    expect(await second).toMatchObject({ kind: 'held' });
    expect(looks()).toEqual(expected);
  });

  test('is not waited for by a claim ahead', async () => {
    const { store } = watched();
    await idempotent(store).claim(claimed(1), invocation(10_000), wait);
    expect(await idempotent(store).claim(claimed(1), invocation(60_000), { wait: false })).toMatchObject({
      kind: 'held',
    });
  });
});

describe('one key twice in an invocation (scenario 25)', () => {
  const idOf = { key: (record: { id: string }) => record.id };
  const twice = async (end: (first: OpenClaim) => Promise<unknown>, settings = {}) => {
    const { store, keys } = watched();
    const idempotency = idempotent({ ...idOf, ...settings, store });
    const context = invocation(60_000);
    const first = open(await idempotency.claim(claimed(1, {}, { id: 'a' }), context, wait));
    const others = [2, 3].map((offset) =>
      idempotency.claim(claimed(offset, { partition: offset }, { id: 'a' }), context, wait),
    );
    await vi.advanceTimersByTimeAsync(5_000);
    expect(keys).toHaveLength(1);
    await end(first);
    return { others, keys, idempotency, context };
  };

  test('is one run and two duplicates', async () => {
    const { others, keys } = await twice((first) => first.complete());
    expect(await Promise.all(others)).toEqual([
      { kind: 'duplicate', key: keys[0] },
      { kind: 'duplicate', key: keys[0] },
    ]);
  });

  test('the next one runs if the first fails, and the third waits for that', async () => {
    const { others } = await twice((first) => first.release('failed'));
    const second = open((await others[0]) ?? expect.fail());
    expect(second.claim.attempt).toBe(2);
    await second.complete();
    expect(await others[1]).toMatchObject({ kind: 'duplicate' });
  });

  test('a claim ahead does not wait', async () => {
    const { idempotency, context } = await twice(() => Promise.resolve());
    expect(await idempotency.claim(claimed(9, {}, { id: 'a' }), context, { wait: false })).toMatchObject({
      kind: 'held',
      expiry: context.deadline === undefined ? 0 : context.deadline + 5_000,
    });
  });

  test('the key is that of the record before the handler changed it', async () => {
    const { store, keys } = watched();
    const idempotency = idempotent({ ...idOf, store });
    const record = { id: 'a' };
    const first = open(await idempotency.claim(claimed(1, {}, record), invocation(60_000), wait));
    record.id = 'b';
    expect(await first.complete()).toEqual({ kind: 'completed' });

    expect(await idempotency.claim(claimed(1, {}, { id: 'a' }), invocation(60_000), wait)).toMatchObject({
      kind: 'duplicate',
    });
    expect(new Set(keys).size).toBe(1);
  });

  test('all are handed back when the signal aborts first', async () => {
    const { store } = watched();
    const abort = new AbortController();
    const context = invocation(60_000, abort.signal);
    const idempotency = idempotent({ ...idOf, store });
    await idempotency.claim(claimed(1, {}, { id: 'a' }), context, wait);
    const others = Array.from({ length: 40 }, (_, index) =>
      idempotency.claim(claimed(index, {}, { id: 'a' }), context, wait),
    );
    abort.abort();
    for (const other of await Promise.all(others)) expect(other.kind).toBe('held');
  });
});

describe('a store that is lost', () => {
  const lost = new Error('connect ECONNREFUSED');
  const losing = (method: 'claim' | 'complete' | 'release'): IdempotencyStore => ({
    ...memoryStore(),
    [method]: () => Promise.reject(lost),
  });

  test('before the handler rejects the claim, which can be asked for again (scenario 20)', async () => {
    const memory = memoryStore();
    let losses = 1;
    const idempotency = idempotent({
      ...memory,
      claim: (request) => (losses-- > 0 ? Promise.reject(lost) : memory.claim(request)),
    });
    const context = invocation(60_000);
    await expect(idempotency.claim(claimed(1), context, wait)).rejects.toBe(lost);
    expect(await idempotency.claim(claimed(1), context, wait)).toMatchObject({ kind: 'taken' });
  });

  test.each([
    [undefined, 'handled', 'duplicate'],
    ['handled', 'handled', 'duplicate'],
    ['fail', 'failed', 'held'],
  ] as const)('after the handler: onStoreLost %s counts as %s (scenario 21)', async (onStoreLost, countsAs, next) => {
    const idempotency = idempotent({ store: losing('complete'), onStoreLost });
    const abort = new AbortController();
    const context = invocation(60_000, abort.signal);
    const first = open(await idempotency.claim(claimed(1), context, wait));

    expect(await first.complete()).toEqual({ kind: 'lost', cause: lost, countsAs });

    const second = idempotency.claim(claimed(1), context, wait);
    await vi.advanceTimersByTimeAsync(0);
    abort.abort();
    expect((await second).kind).toBe(next);
  });

  test('at a release changes nothing', async () => {
    const first = open(await idempotent(losing('release')).claim(claimed(1), invocation(60_000), wait));
    await expect(first.release('failed')).resolves.toBeUndefined();
  });
});
