import { randomUUID } from 'node:crypto';
import type { IdempotencyStore, RecordClaim } from './idempotency.js';

/** Twice the records of the largest batch that Lambda delivers. */
const MAX_ENTRIES = 20_000;

/** A key that nobody has claimed at present. */
interface SettledKey {
  readonly completed: boolean;
  /** How often it was claimed, without the runs that were handed back. */
  readonly attempts: number;
}

/**
 * Keeps claims in the memory of the sandbox: skips duplicates within a batch, and those that the same
 * sandbox receives. Other sandboxes, and this one after it was killed, know nothing of it.
 */
export function memoryStore(
  settings: {
    /** How many keys are kept; 20,000 unless given. The least recently used ones are forgotten first. */
    readonly maxEntries?: number | undefined;
  } = {},
): IdempotencyStore {
  const { maxEntries = MAX_ENTRIES } = settings;
  /** These are never forgotten: another run could begin. */
  const inProgress = new Map<string, RecordClaim>();
  /** In the order of their last use. */
  const settled = new Map<string, SettledKey>();
  // Counted over all keys: the tokens of a key still grow after it was forgotten.
  let tokens = 0;

  const settle = (key: string, state: SettledKey): void => {
    inProgress.delete(key);
    settled.delete(key);
    settled.set(key, state);
    for (const oldest of settled.keys()) {
      if (settled.size <= maxEntries) break;
      settled.delete(oldest);
    }
  };
  const isCurrent = ({ key, id }: RecordClaim): boolean => inProgress.get(key)?.id === id;

  return {
    countsAttempts: true,
    claim({ key, expiry }) {
      const running = inProgress.get(key);
      if (running !== undefined && running.expiry >= Date.now())
        return Promise.resolve({ kind: 'held', expiry: running.expiry });
      const before = settled.get(key);
      if (before?.completed === true) {
        settle(key, before);
        return Promise.resolve({ kind: 'completed' });
      }
      tokens += 1;
      const attempt = (running?.attempt ?? before?.attempts ?? 0) + 1;
      const claim = { key, token: tokens, attempt, id: randomUUID(), expiry };
      settled.delete(key);
      inProgress.set(key, claim);
      return Promise.resolve({ kind: 'taken', claim });
    },
    complete(claim) {
      const current = isCurrent(claim);
      if (current) settle(claim.key, { completed: true, attempts: claim.attempt });
      return Promise.resolve(current);
    },
    release(claim, reason) {
      const attempts = reason === 'handedBack' ? claim.attempt - 1 : claim.attempt;
      if (isCurrent(claim)) settle(claim.key, { completed: false, attempts });
      return Promise.resolve();
    },
  };
}
