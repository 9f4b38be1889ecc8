import { answerSteps } from './answer-steps.js';
import { completeClaim, releaseClaim, sideEffect } from './claim-store.js';
import { deadlineSteps } from './deadline-steps.js';
import { activityOf } from './lane-progress.js';
import { batchFails } from './mapping-steps.js';
import { excuse, item, spend, type Invocation, type ModelState } from './model-state.js';
import type { Steps } from './model-step.js';
import { recordSteps } from './record-steps.js';

/** What can happen in a sandbox. */
export function sandboxSteps(steps: Steps, sandbox: number): void {
  const { configuration, before, add } = steps;
  const { invocation, zombies } = item(before.sandboxes, sandbox);
  if (invocation === undefined) {
    if (zombies.length > 0) add(`Lambda reaps the idle sandbox ${sandbox}`, (state) => killZombies(state, sandbox));
    return;
  }
  recordSteps(steps, sandbox, invocation);
  const activity = activityOf(configuration, item(before.sandboxes, sandbox), invocation);
  deadlineSteps(steps, { sandbox, invocation, activity });
  answerSteps(steps, { sandbox, invocation, activity });
  lossSteps(steps, sandbox, invocation);
  zombieSteps(steps, sandbox);
}

/** A sandbox is killed, or Lambda delivers its batch again while it goes on. */
function lossSteps({ configuration, before, add }: Steps, sandbox: number, invocation: Invocation): void {
  const { batch, runs } = invocation;
  const awaited = before.mapping.awaited === sandbox;
  if (before.budget.crash > 0) {
    add(`sandbox ${sandbox} is killed`, (state, report) => {
      spend(state, 'crash');
      runs.forEach(({ status }, position) => {
        if (status === 'settling') excuse(state, item(batch, position), 'killed');
      });
      killZombies(state, sandbox);
      item(state.sandboxes, sandbox).invocation = undefined;
      if (awaited) batchFails(configuration, state, { batch, report });
    });
  }
  if (awaited && before.budget.lostSight > 0) {
    add(`Lambda loses sight of sandbox ${sandbox} and will deliver again`, (state, report) => {
      spend(state, 'lostSight');
      batchFails(configuration, state, { batch, report });
      state.mapping.retries = before.mapping.retries;
    });
  }
}

function killZombies(state: ModelState, sandbox: number): void {
  const of = item(state.sandboxes, sandbox);
  for (const { status, record } of of.zombies) if (status === 'settling') excuse(state, record, 'killed');
  of.zombies = [];
}

/** Runs of an earlier invocation are awake while their sandbox has another. */
function zombieSteps({ configuration, before, add }: Steps, sandbox: number): void {
  const { zombies } = item(before.sandboxes, sandbox);
  for (const [index, { record, status, claim }] of zombies.entries()) {
    const leave = (state: ModelState) => item(state.sandboxes, sandbox).zombies.splice(index, 1);
    if (status === 'settling') {
      add(`sandbox ${sandbox}: the zombie of ${record} completes`, (state, report) => {
        if (configuration.idempotent) completeClaim(configuration, state, record, { claim, report });
        leave(state);
      });
      continue;
    }
    add(`sandbox ${sandbox}: the zombie of ${record} has its side effect`, (state, report) => {
      sideEffect(configuration, state, record, report);
      item(item(state.sandboxes, sandbox).zombies, index).status = 'settling';
    });
    add(`sandbox ${sandbox}: the zombie of ${record} rejects`, (state) => {
      releaseClaim(configuration, state, record, claim);
      leave(state);
    });
  }
}
