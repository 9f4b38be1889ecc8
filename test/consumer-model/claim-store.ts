import { laneOf, type Configuration } from './configuration.js';
import { item, type Claim, type ModelState } from './model-state.js';
import type { Report } from './model-step.js';

export function takeClaim({ claims }: ModelState, record: number): Claim {
  const stored = item(claims, record);
  stored.status = 'inProgress';
  stored.token += 1;
  stored.serial += 1;
  return { token: stored.token, serial: stored.serial };
}

/** Whether the store takes a claim for the one that it has. */
function isCurrent(
  { mutant }: Configuration,
  { claims }: ModelState,
  record: number,
  claim: Claim | undefined,
): boolean {
  if (mutant === 'no-token') return true;
  const stored = item(claims, record);
  return stored.status === 'inProgress' && stored.token === claim?.token;
}

export function releaseClaim(
  configuration: Configuration,
  state: ModelState,
  record: number,
  claim: Claim | undefined,
): void {
  const { idempotent, mutant } = configuration;
  if (!idempotent || !isCurrent(configuration, state, record, claim)) return;
  const stored = item(state.claims, record);
  if (mutant === 'no-token' || mutant === 'release-deletes') {
    stored.status = 'absent';
    stored.token = 0;
  } else stored.status = 'free';
}

/** Whether the store accepts the completion. */
export function completeClaim(
  configuration: Configuration,
  state: ModelState,
  record: number,
  { claim, report }: { readonly claim: Claim | undefined; readonly report: Report },
): boolean {
  if (!isCurrent(configuration, state, record, claim)) return false;
  const stored = item(state.claims, record);
  const of = item(state.records, record);
  if (stored.serial !== claim?.serial) report('unfenced', `record ${record} is completed over a newer claim`);
  if (stored.status === 'completed' || of.completions > 0)
    report('completedTwice', `record ${record} is completed twice`);
  stored.status = 'completed';
  of.completions += 1;
  return true;
}

/** The side effect of a record, which may be to put it aside. */
export function sideEffect(configuration: Configuration, state: ModelState, record: number, report: Report): void {
  const { checksLate, idempotent } = configuration;
  const later = state.records.findIndex(
    ({ effects }, other) =>
      other > record && effects > 0 && laneOf(configuration, other) === laneOf(configuration, record),
  );
  if (checksLate && later >= 0) report('lateEffect', `record ${record} has its side effect after ${later}`);
  const of = item(state.records, record);
  of.effects = Math.min(2, of.effects + 1);
  if (!idempotent || of.effects < 2) return;
  const kind =
    of.excuses.length > 0 ? (`second effect, excused by ${of.excuses.join(' and ')}` as const) : 'secondEffect';
  report(kind, `record ${record} has a second side effect`);
}

/** Whether a record is handled, put aside or at the destination. */
export function isOver({ records }: ModelState, record: number): boolean {
  const { effects, fate } = item(records, record);
  return effects > 0 || fate === 'destination';
}
