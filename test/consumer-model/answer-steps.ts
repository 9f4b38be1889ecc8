import { laneOf, type Configuration } from './configuration.js';
import type { Activity } from './lane-progress.js';
import { batchFails, batchSucceeds } from './mapping-steps.js';
import { item, spend, type Invocation, type ModelState } from './model-state.js';
import type { Steps } from './model-step.js';

interface Answering {
  readonly sandbox: number;
  readonly invocation: Invocation;
  readonly activity: Activity;
}

/** The answer of an invocation in which nothing is left to do, and what Lambda makes of it. */
export function answerSteps(steps: Steps, { sandbox, invocation, activity }: Answering): void {
  const { configuration, before, add } = steps;
  const { batch, draining } = invocation;
  if (activity.busy || activity.startable || (activity.blocked && !draining)) return;
  const awaited = before.mapping.awaited === sandbox;
  const named = namedRecords(configuration, invocation);
  const failures = configuration.partial ? `failures [${named.join(', ')}]` : 'an error';
  const answer = named.length === 0 ? 'success' : failures;
  add(`sandbox ${sandbox} answers ${answer}${awaited ? '' : ', unheard'}`, (state, report) => {
    leave(state, sandbox);
    if (!awaited) return;
    if (named.length === 0) batchSucceeds(state, batch, report);
    else batchFails(configuration, state, { batch, report, ...(configuration.partial && { named }) });
  });
  if (!awaited || before.budget.lostCommit <= 0) return;
  add(`sandbox ${sandbox} answers ${answer}; the commit is lost and Lambda delivers again`, (state) => {
    spend(state, 'lostCommit');
    leave(state, sandbox);
    state.mapping.batch = batch;
    state.mapping.awaited = -1;
  });
}

/** The invocation is over; runs that it waited for are given up. */
function leave({ sandboxes }: ModelState, sandbox: number): void {
  const of = item(sandboxes, sandbox);
  of.invocation = undefined;
  for (const zombie of of.zombies) if (zombie.life === 'awaited') zombie.life = 'givenUp';
}

function namedRecords(configuration: Configuration, { batch, runs }: Invocation): readonly number[] {
  const open = batch.filter((_, position) => {
    const { status } = item(runs, position);
    return status !== 'over' && status !== 'forgotten';
  });
  const lane = (record: number) => laneOf(configuration, record);
  if (configuration.mutant === 'names-first-only')
    return open.filter((record, index) => open.findIndex((other) => lane(other) === lane(record)) === index);
  if (configuration.order !== 'partition') return open;
  return batch.filter((record) => open.some((other) => other <= record && lane(other) === lane(record)));
}
