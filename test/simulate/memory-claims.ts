import type { IdempotencyStore, RecordClaim } from '../../src/runtime/idempotency/idempotency.js';

interface Item {
  state: 'claimed' | 'free' | 'completed';
  claim: RecordClaim;
}

/** A store of claims in memory, shared by the sandboxes of a test. `fenced: false` completes whatever claim it is given. */
export function memoryClaims({ fenced = true } = {}): IdempotencyStore {
  const items = new Map<string, Item>();
  /** Answers after a round trip. */
  const soon = <T>(answer: () => T): Promise<T> => Promise.resolve().then(answer);
  const owns = (claim: RecordClaim): boolean => {
    const item = items.get(claim.key);
    return item?.state === 'claimed' && (!fenced || item.claim.id === claim.id);
  };
  return {
    countsAttempts: true,
    claim: ({ key, expiry }) =>
      soon(() => {
        const item = items.get(key);
        if (item?.state === 'completed') return { kind: 'completed' };
        if (item?.state === 'claimed' && item.claim.expiry >= Date.now())
          return { kind: 'held', expiry: item.claim.expiry };
        const token = (item?.claim.token ?? 0) + 1;
        const claim = { key, token, attempt: token, id: `${key}#${token}`, expiry };
        items.set(key, { state: 'claimed', claim });
        return { kind: 'taken', claim };
      }),
    complete: (claim) =>
      soon(() => {
        if (!owns(claim)) return false;
        items.set(claim.key, { state: 'completed', claim });
        return true;
      }),
    release: (claim) =>
      soon(() => {
        if (owns(claim)) items.set(claim.key, { state: 'free', claim });
      }),
  };
}
