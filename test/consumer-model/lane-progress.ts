import { laneOf, type Configuration } from './configuration.js';
import { item, type Invocation, type Run, type Sandbox } from './model-state.js';

/** The runs ahead of one in its lane, in order. */
export function runsAhead(
  configuration: Configuration,
  { batch, runs }: Invocation,
  position: number,
): readonly Run['status'][] {
  const lane = laneOf(configuration, item(batch, position));
  return runs
    .slice(0, position)
    .filter((_, before) => laneOf(configuration, item(batch, before)) === lane)
    .map(({ status }) => status);
}

export function isRunning(status: Run['status']): boolean {
  return status === 'running' || status === 'settling';
}

/** Whether the next record of a lane waits for a run of the invocation before. */
export function isBlocked(configuration: Configuration, { zombies }: Sandbox, record: number): boolean {
  if (configuration.mutant === 'no-wait-for-zombies') return false;
  const lane = laneOf(configuration, record);
  return zombies.some((zombie) => zombie.life === 'awaited' && laneOf(configuration, zombie.record) === lane);
}

/** What the invocation of a sandbox may still do by itself. */
export interface Activity {
  readonly busy: boolean;
  readonly startable: boolean;
  readonly blocked: boolean;
}

export function activityOf(configuration: Configuration, sandbox: Sandbox, invocation: Invocation): Activity {
  const { batch, runs, draining } = invocation;
  const waiting = runs.flatMap(({ status }, position) =>
    status === 'new' && !draining && mayBegin(configuration, invocation, position) ? [item(batch, position)] : [],
  );
  return {
    busy: runs.some(({ status }) => isRunning(status) || status === 'claimed'),
    blocked: waiting.some((record) => isBlocked(configuration, sandbox, record)),
    startable: waiting.some((record) => !isBlocked(configuration, sandbox, record)),
  };
}

/** Whether everything ahead of a record lets it begin. */
export function mayBegin(configuration: Configuration, invocation: Invocation, position: number): boolean {
  const ahead = runsAhead(configuration, invocation, position);
  return configuration.mutant === 'goes-on-after-failure'
    ? !ahead.some((status) => status === 'new' || isRunning(status))
    : ahead.every((status) => status === 'over');
}
