/** Time and chance, as retries need them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to, but not, 1. */
  readonly random: () => number;
}

/** The longest that a server may ask to be let alone before a command rather gives up, in milliseconds. */
export const LONGEST_PAUSE = 60_000;

/** How often a request is tried in all. */
export const ATTEMPTS = 4;

/** How long to wait before attempt 2, 3 …: twice as long each time, and by chance up to half less, so that clients part. */
export function backoff(attempt: number, random: () => number): number {
  return 250 * 2 ** (attempt - 2) * (1 - random() / 2);
}

/** What the header `Retry-After` asks for, in milliseconds; undefined where it is missing or cannot be read. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
