import type { IdempotencyStore } from '../idempotency/idempotency.js';

/** Wraps a store and calls `completedTwice` when it lets a claim complete that is not the last one, or not the first. */
export function watchedStore(
  store: IdempotencyStore,
  completedTwice: (key: string) => void,
): IdempotencyStore {
  const lastClaims = new Map<string, string>();
  const completed = new Map<string, string>();
  return {
    countsAttempts: store.countsAttempts,
    async claim(request) {
      const answer = await store.claim(request);
      if (answer.kind === 'taken') lastClaims.set(request.key, answer.claim.id);
      return answer;
    },
    async complete(claim) {
      const written = await store.complete(claim);
      const before = completed.get(claim.key);
      if (!written) return false;
      const superseded = lastClaims.get(claim.key) !== claim.id;
      if (superseded || (before !== undefined && before !== claim.id)) completedTwice(claim.key);
      completed.set(claim.key, claim.id);
      return true;
    },
    release: (claim, reason) => store.release(claim, reason),
  };
}
