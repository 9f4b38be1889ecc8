import { completeClaim, isOver, releaseClaim, sideEffect, takeClaim } from './claim-store.js';
import { laneOf, type Configuration } from './configuration.js';
import { isBlocked, isRunning, mayBegin, runsAhead } from './lane-progress.js';
import { excuse, item, spend, type Claim, type Invocation, type ModelState, type Run } from './model-state.js';
import type { Report, Steps } from './model-step.js';

/** A record of the invocation that a sandbox is in. */
interface Place {
  readonly sandbox: number;
  readonly invocation: Invocation;
  readonly position: number;
  readonly record: number;
  readonly run: Run;
}

/** What can happen to each record of the invocation that a sandbox is in. */
export function recordSteps(steps: Steps, sandbox: number, invocation: Invocation): void {
  for (const [position, record] of invocation.batch.entries()) {
    const place = { sandbox, invocation, position, record, run: item(invocation.runs, position) };
    if (place.run.status === 'new' && !invocation.draining) newSteps(steps, place);
    else if (place.run.status === 'claimed') claimedSteps(steps, place);
    else if (place.run.status === 'running') runningSteps(steps, place);
    else if (place.run.status === 'settling') settlingSteps(steps, place);
  }
}

/** The run of a place in a later state. */
function runIn(state: ModelState, { sandbox, position }: Place): Run {
  return item(item(state.sandboxes, sandbox).invocation?.runs ?? [], position);
}

function begin(
  steps: Steps,
  state: ModelState,
  place: Place,
  more: { claim: Claim | undefined; report: Report },
): void {
  const { configuration } = steps;
  const { record } = place;
  for (let ahead = 0; ahead < record; ahead++) {
    if (laneOf(configuration, ahead) === laneOf(configuration, record) && !isOver(state, ahead))
      more.report('outOfOrder', `record ${record} begins before ${ahead} is over`);
  }
  item(state.records, record).attempted = true;
  Object.assign(runIn(state, place), { status: 'running', claim: more.claim });
}

function newSteps(steps: Steps, place: Place): void {
  const { configuration, before, add } = steps;
  const { sandbox, invocation, position, record } = place;
  const { idempotent, mutant, waits } = configuration;
  const stored = item(before.claims, record).status;
  if (claimsAheadNow(configuration, place) && stored !== 'inProgress') {
    add(`sandbox ${sandbox} claims ${record} ahead`, (state) => {
      const run = runIn(state, place);
      if (item(state.claims, record).status === 'completed') run.status = 'over';
      else Object.assign(run, { status: 'claimed', claim: takeClaim(state, record) });
    });
  }
  if (!mayBegin(configuration, invocation, position)) return;
  if (isBlocked(configuration, item(before.sandboxes, sandbox), record)) return;
  if (!idempotent) {
    add(`sandbox ${sandbox} begins ${record}`, (state, report) =>
      begin(steps, state, place, { claim: { token: 0, serial: 0 }, report }),
    );
  } else if (mutant === 'claims-after') {
    add(`sandbox ${sandbox} begins ${record} unclaimed`, (state, report) => {
      if (item(state.claims, record).status === 'completed') runIn(state, place).status = 'over';
      else begin(steps, state, place, { claim: { token: -1, serial: -1 }, report });
    });
  } else if (!(waits && stored === 'inProgress')) claimSteps(steps, place);
}

/** Whether a record may be claimed while the one ahead of it in its lane is completed. */
function claimsAheadNow(configuration: Configuration, { invocation, position }: Place): boolean {
  const { claimsAhead, idempotent } = configuration;
  const ahead = runsAhead(configuration, invocation, position);
  const others = ahead.slice(0, -1);
  return claimsAhead && idempotent && ahead.at(-1) === 'settling' && others.every((status) => status === 'over');
}

function claimSteps(steps: Steps, place: Place): void {
  const { configuration, before, add } = steps;
  const { sandbox, record } = place;
  const stored = item(before.claims, record).status;
  add(`sandbox ${sandbox} claims ${record}`, (state, report) => {
    if (stored === 'completed') runIn(state, place).status = 'over';
    else if (stored === 'inProgress')
      runIn(state, place).status = configuration.mutant === 'held-is-handled' ? 'over' : 'held';
    else begin(steps, state, place, { claim: takeClaim(state, record), report });
  });
  if (before.budget.lostStore <= 0) return;
  add(`sandbox ${sandbox} cannot reach the store to claim ${record}`, (state) => {
    spend(state, 'lostStore');
    runIn(state, place).status = 'failed';
  });
  if (stored === 'completed' || stored === 'inProgress') return;
  add(`sandbox ${sandbox} claims ${record}, and the reply is lost`, (state) => {
    spend(state, 'lostStore');
    takeClaim(state, record);
    runIn(state, place).status = 'failed';
  });
}

function claimedSteps(steps: Steps, place: Place): void {
  const { configuration, add } = steps;
  const { sandbox, invocation, position, record, run } = place;
  const ahead = runsAhead(configuration, invocation, position);
  if (ahead.every((status) => status === 'over')) {
    add(`sandbox ${sandbox} begins ${record}, claimed ahead`, (state, report) =>
      begin(steps, state, place, { claim: run.claim, report }),
    );
  } else if (!ahead.some(isRunning)) {
    add(`sandbox ${sandbox} gives back ${record}, claimed ahead`, (state) => {
      releaseClaim(configuration, state, record, run.claim);
      runIn(state, place).status = 'handedBack';
    });
  }
}

function runningSteps(steps: Steps, place: Place): void {
  const { configuration, before, add } = steps;
  const { sandbox, record, run } = place;
  const { poison, onInvalid, mutant } = configuration;
  if (record === poison && onInvalid === 'fail') {
    add(`sandbox ${sandbox} cannot decode ${record}`, (state) => {
      runIn(state, place).status = 'failed';
      releaseClaim(configuration, state, record, run.claim);
    });
    return;
  }
  const work = record === poison ? 'puts aside' : 'has the side effect of';
  add(`sandbox ${sandbox} ${work} ${record}`, (state, report) => {
    sideEffect(configuration, state, record, report);
    const after = runIn(state, place);
    after.status = 'settling';
    if (mutant !== 'claims-after') return;
    const stored = item(state.claims, record).status;
    if (stored === 'completed' || stored === 'inProgress') after.status = 'held';
    else after.claim = takeClaim(state, record);
  });
  if (before.budget.failure <= 0) return;
  add(`sandbox ${sandbox}: ${record} fails without a side effect, its claim is released`, (state) => {
    spend(state, 'failure');
    runIn(state, place).status = mutant === 'swallows-rejection' ? 'over' : 'failed';
    releaseClaim(configuration, state, record, run.claim);
  });
}

function settlingSteps({ configuration, before, add }: Steps, place: Place): void {
  const { sandbox, record, run } = place;
  if (!configuration.idempotent) {
    add(`sandbox ${sandbox}: ${record} settles`, (state) => {
      runIn(state, place).status = 'over';
    });
    return;
  }
  add(`sandbox ${sandbox} completes ${record}`, (state, report) => {
    const written = completeClaim(configuration, state, record, { claim: run.claim, report });
    runIn(state, place).status = written ? 'over' : 'held';
  });
  if (before.budget.lostStore <= 0) return;
  add(`sandbox ${sandbox} cannot reach the store to complete ${record}`, (state) => {
    spend(state, 'lostStore');
    excuse(state, record, 'store');
    runIn(state, place).status = configuration.onStoreLost === 'handled' ? 'over' : 'failed';
  });
}
