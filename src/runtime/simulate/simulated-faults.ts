import { chance } from './simulated-chance.js';
import type { SimulationPlan } from './simulation-settings.js';

/** No fault of a kind meets a record more often: what is right comes to an end. */
const MOST_FAULTS = 2;

/** Where in the work on a record its sandbox is killed: before it has had an effect, or after. */
export type CrashStage = 'before' | 'after';

/** What goes wrong with one run of the handler. */
export type RunFault = 'fails' | 'hangs';

/** What goes wrong in a simulation: by the seed and the record, whatever else is delivered. */
export interface SimulatedFaults {
  /** How the sandbox is killed at a record of an invocation, by how often the record was delivered. */
  crash(id: number, delivery: number): CrashStage | undefined;
  /** Whether the answer to a batch with this record is not committed. */
  losesCommit(id: number, delivery: number): boolean;
  /** Whether a batch with this record is delivered to another sandbox as well. */
  overlaps(id: number, delivery: number): boolean;
  /** What goes wrong with a run, by how often the record was begun. */
  run(id: number, attempt: number): RunFault | undefined;
}

/** The faults of a plan. Those of an invocation hang on its records, at a rate that makes up the invocation's. */
export function simulatedFaults({ seed, rates, mapping }: SimulationPlan): SimulatedFaults {
  const strikes = (purpose: string, rate: number, id: number, count: number): boolean =>
    count <= MOST_FAULTS && chance(seed, purpose, id, count) < rate;
  const ofRecord = (rate: number) => 1 - (1 - rate) ** (1 / mapping.batchSize);
  return {
    crash(id, delivery) {
      if (!strikes('crash', ofRecord(rates.crash), id, delivery)) return undefined;
      return chance(seed, 'stage', id, delivery) < 0.5 ? 'before' : 'after';
    },
    losesCommit: (id, delivery) => strikes('duplicates', ofRecord(rates.duplicates), id, delivery),
    overlaps: (id, delivery) => strikes('overlaps', ofRecord(rates.overlaps), id, delivery),
    run(id, attempt) {
      if (strikes('hangs', rates.hangs, id, attempt)) return 'hangs';
      return strikes('failures', rates.failures, id, attempt) ? 'fails' : undefined;
    },
  };
}
