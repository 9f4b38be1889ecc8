import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClaimAnswer, RecordClaim } from '../../../src/runtime/idempotency/idempotency.js';
import { memoryStore } from '../../../src/runtime/idempotency/memory-store.js';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

async function taken(answer: Promise<ClaimAnswer>): Promise<RecordClaim> {
  const settled = await answer;
  if (settled.kind !== 'taken') throw new Error(`the claim is ${settled.kind}`);
  return settled.claim;
}

test('attempts count failed runs, and not those that were handed back', async () => {
  const store = memoryStore();
  const attempts: number[] = [];
  for (const reason of ['failed', 'handedBack', 'failed', 'handedBack'] as const) {
    const claim = await taken(store.claim({ key: 'a', expiry: 2_000 }));
    attempts.push(claim.attempt);
    await store.release(claim, reason);
  }
  expect(attempts).toEqual([1, 2, 2, 3]);
});

test('a run that never ended counts as an attempt', async () => {
  const store = memoryStore();
  await taken(store.claim({ key: 'a', expiry: 2_000 }));
  expect(await store.claim({ key: 'a', expiry: 3_000 })).toEqual({ kind: 'held', expiry: 2_000 });
  vi.setSystemTime(2_001);
  expect((await taken(store.claim({ key: 'a', expiry: 3_000 }))).attempt).toBe(2);
});

test('the least recently used keys are forgotten first, and never one in progress', async () => {
  const store = memoryStore({ maxEntries: 2 });
  const running = await taken(store.claim({ key: 'running', expiry: 2_000 }));
  for (const key of ['a', 'b', 'a', 'c']) {
    const answer = await store.claim({ key, expiry: 2_000 });
    if (answer.kind === 'taken') await store.complete(answer.claim);
  }
  // `b` was forgotten: `a` was used after it.
  const kinds = await Promise.all(
    ['running', 'a', 'c', 'b'].map(async (key) => (await store.claim({ key, expiry: 2_000 })).kind),
  );
  expect(kinds).toEqual(['held', 'completed', 'completed', 'taken']);
  expect(await store.complete(running)).toBe(true);
});

test('tokens grow even for a key that was forgotten, so a late completer stays refused', async () => {
  const store = memoryStore({ maxEntries: 0 });
  const first = await taken(store.claim({ key: 'a', expiry: 2_000 }));
  await store.release(first, 'failed');
  const second = await taken(store.claim({ key: 'a', expiry: 2_000 }));
  expect(second.token).toBeGreaterThan(first.token);
  expect(await store.complete(first)).toBe(false);
  await store.release(first, 'failed');
  expect(await store.claim({ key: 'a', expiry: 2_000 })).toMatchObject({ kind: 'held' });
  expect(await store.complete(second)).toBe(true);
});
