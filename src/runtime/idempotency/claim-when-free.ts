import type { ClaimAnswer } from './idempotency.js';
import { untilAborted } from './until-aborted.js';

/** Milliseconds before the second look at a claim of another run; doubled for each one after. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2_000;

/**
 * Claims a record. While another run has it, looks again after growing pauses, and as soon as that claim
 * expires: to hand the record back at once would use up the retries that Lambda grants.
 */
export async function claimWhenFree(
  claim: () => Promise<ClaimAnswer>,
  limits: { readonly signal: AbortSignal; readonly waitAtMost: number },
): Promise<ClaimAnswer> {
  const { signal, waitAtMost } = limits;
  const waitUntil = Date.now() + waitAtMost;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const answer = await claim();
    const now = Date.now();
    if (answer.kind !== 'held' || now >= waitUntil) return answer;
    const untilExpired = answer.expiry + 1 - now;
    const next = untilExpired > 0 ? Math.min(pause, untilExpired) : pause;
    if (!(await sleep(Math.min(next, waitUntil - now), signal))) return answer;
  }
}

/** Resolves with false if the signal aborts before. */
async function sleep(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  const slept = await untilAborted(signal, (resolve: (slept: true) => void) => {
    const timer = setTimeout(() => {
      resolve(true);
    }, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  });
  return slept ?? false;
}
