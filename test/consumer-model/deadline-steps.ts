import { releaseClaim } from './claim-store.js';
import { laneOf, type Configuration } from './configuration.js';
import type { Activity } from './lane-progress.js';
import { item, spend, type Invocation, type ModelState, type Run } from './model-state.js';
import type { Steps } from './model-step.js';

interface Draining {
  readonly sandbox: number;
  readonly invocation: Invocation;
  readonly activity: Activity;
}

/** The deadline: runs that heed the signal reject, and their claims are released; others become zombies. */
export function deadlineSteps(steps: Steps, { sandbox, invocation, activity }: Draining): void {
  const { configuration, before, add } = steps;
  const { busy, startable, blocked } = activity;
  /** Nothing is left but to wait for a run of the invocation before: then the deadline comes for certain. */
  const onlyWaits = blocked && !busy && !startable;
  const mayCome = before.budget.deadline > 0 && !invocation.draining;
  if (!mayCome && !(onlyWaits && !configuration.settles)) return;
  for (const ignored of busy ? [false, true] : [false]) {
    const how = !busy ? 'it hands back' : ignored ? 'handlers ignore the signal' : 'handlers stop';
    add(`sandbox ${sandbox}: the deadline; ${how}`, (state) => {
      if (!onlyWaits) spend(state, 'deadline');
      const { invocation: drained } = item(state.sandboxes, sandbox);
      if (drained === undefined) return;
      drained.draining = true;
      for (const position of drained.batch.keys())
        endRun(configuration, state, { sandbox, drained, position, ignored });
    });
  }
}

interface Ending {
  readonly sandbox: number;
  readonly drained: Invocation;
  readonly position: number;
  readonly ignored: boolean;
}

function endRun(configuration: Configuration, state: ModelState, ending: Ending): void {
  const { sandbox, drained, position, ignored } = ending;
  const record = item(drained.batch, position);
  const run = item(drained.runs, position);
  const { status, claim } = run;
  if (status === 'new') run.status = isForgotten(configuration, drained, record) ? 'forgotten' : 'handedBack';
  else if ((status === 'running' && !ignored) || status === 'claimed') {
    releaseClaim(configuration, state, record, claim);
    run.status = 'handedBack';
  } else if (status === 'running' || (status === 'settling' && ignored)) {
    item(state.sandboxes, sandbox).zombies.push({ record, status, claim, life: 'fresh' });
    if (configuration.mutant === 'releases-running') releaseClaim(configuration, state, record, claim);
    run.status = 'handedBack';
  }
}

/** A mutant leaves out the lanes of which nothing had begun or all was over. */
function isForgotten(configuration: Configuration, { batch, runs }: Invocation, record: number): boolean {
  if (configuration.mutant !== 'forgets-unbegun') return false;
  const passes: readonly Run['status'][] = ['new', 'over', 'forgotten'];
  const lane = laneOf(configuration, record);
  return !runs.some(
    ({ status }, position) => laneOf(configuration, item(batch, position)) === lane && !passes.includes(status),
  );
}
