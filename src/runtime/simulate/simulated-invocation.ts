import type { CrashStage } from './simulated-faults.js';

/** An invocation of the handler, as far as the simulation has to know about it. */
export interface SimulatedInvocation {
  /** From 1. */
  readonly number: number;
  /** When it times out, in milliseconds since 1970. */
  readonly deadline: number;
  /** Where it is killed, if it comes so far. */
  readonly crash: { readonly id: number; readonly stage: CrashStage } | undefined;
  readonly state: {
    /** `over`: answered, timed out or given up; what it left behind may go on. `killed`: nothing of it goes on. */
    phase: 'running' | 'over' | 'killed';
  };
  /** Ends it as if its sandbox were gone. */
  readonly kill: () => void;
  /** Resolves when it is killed. */
  readonly killed: Promise<typeof KILLED>;
}

export const KILLED: unique symbol = Symbol('killed');

/** What waits for this goes no further: it was in a sandbox that is gone. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}

export function startInvocation(
  start: Pick<SimulatedInvocation, 'number' | 'deadline' | 'crash'>,
): SimulatedInvocation {
  const state: SimulatedInvocation['state'] = { phase: 'running' };
  let notify: (value: typeof KILLED) => void;
  const killed = new Promise<typeof KILLED>((resolve) => {
    notify = resolve;
  });
  const kill = (): void => {
    state.phase = 'killed';
    notify(KILLED);
  };
  return { ...start, state, kill, killed };
}
