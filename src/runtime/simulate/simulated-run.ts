import type { KafkaEvent } from '../kafka/kafka-event.js';
import type { SimulatedFaults } from './simulated-faults.js';
import type { SimulatedInvocation } from './simulated-invocation.js';
import type { SimulationJournal } from './simulation-journal.js';
import type { SimulationPlan } from './simulation-settings.js';

/** A Lambda handler of whatever types. */
export type AnyHandler = (event: never, context: never, callback: never) => unknown;

/** Makes the handler of a new sandbox. */
export type NewSandbox = () => AnyHandler;

/** Makes what outlives a sandbox, such as tables, and returns what makes the handler of each new one. */
export type StartSimulation = () => NewSandbox | PromiseLike<NewSandbox>;

/** One run of a simulation. */
export interface SimulatedRun {
  readonly plan: SimulationPlan;
  readonly envelope: Omit<KafkaEvent, 'records'>;
  readonly journal: SimulationJournal;
  readonly faults: SimulatedFaults;
  /** Calls a handler in such a way that `invocation` is known to what it calls. */
  readonly enter: <T>(invocation: SimulatedInvocation, call: () => T) => T;
  /** The invocation that the caller is part of. */
  readonly invocation: () => SimulatedInvocation | undefined;
  /** Invocations that Lambda no longer waits for. */
  readonly unheard: Promise<unknown>[];
}
