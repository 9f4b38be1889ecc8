/** What one exploration of the consumer's protocol looks at. */
export interface Configuration {
  readonly records: readonly ModelRecord[];
  readonly order: 'partition' | 'key' | 'none';
  /** Partial answers, in the consumer and in the event source mapping. */
  readonly partial: boolean;
  readonly replay: 'rewind' | 'named';
  readonly bisect: boolean;
  /** -1 for no limit. */
  readonly maxRetries: number;
  /** Whether there is an idempotency store. */
  readonly idempotent: boolean;
  /** The index of a record that cannot be decoded, or -1. */
  readonly poison: number;
  readonly onInvalid: 'park' | 'fail';
  /** How often each fault may happen in a run. */
  readonly faults: Readonly<Record<Fault, number>>;
  /** How many faults may happen in a run altogether. */
  readonly faultsInAll: number;
  /** Whether a claim that another run holds is waited for; handing back at once allows more interleavings. */
  readonly waits: boolean;
  /** Whether the next record of a lane is claimed while the one ahead is completed. */
  readonly claimsAhead: boolean;
  readonly sandboxes: 1 | 2;
  /** Whether a run that outlives its hand-back always settles before the next deadline. */
  readonly settles: boolean;
  /** Whether a side effect after that of a later record of the lane is a violation. */
  readonly checksLate: boolean;
  /** What a record counts as when the store is lost after its side effect. */
  readonly onStoreLost: 'handled' | 'fail';
  readonly mutant: Mutant | undefined;
}

export interface ModelRecord {
  readonly partition: number;
  readonly key: string;
}

/**
 * `crash`: a sandbox is killed. `lostSight`: Lambda delivers again while an invocation still runs. `lostCommit`: an
 * answer is not committed. `deadline`: it comes before all is done. `failure`: a handler rejects. `lostStore`: the store
 * cannot be reached. `skew`: clocks differ by more than the allowance.
 */
export type Fault = 'crash' | 'lostSight' | 'lostCommit' | 'deadline' | 'failure' | 'lostStore' | 'skew';

/** What an implementation may do wrong. */
export type Mutant =
  | 'names-first-only'
  | 'goes-on-after-failure'
  | 'forgets-unbegun'
  | 'held-is-handled'
  | 'claims-after'
  | 'no-token'
  | 'release-deletes'
  | 'releases-running'
  | 'swallows-rejection'
  | 'no-wait-for-zombies';

export const BASE: Configuration = {
  records: [
    { partition: 0, key: 'a' },
    { partition: 0, key: 'b' },
    { partition: 0, key: 'a' },
  ],
  order: 'partition',
  partial: true,
  replay: 'rewind',
  bisect: false,
  maxRetries: -1,
  idempotent: true,
  poison: -1,
  onInvalid: 'park',
  faults: { crash: 1, lostSight: 1, lostCommit: 1, deadline: 1, failure: 1, lostStore: 0, skew: 0 },
  faultsInAll: 2,
  waits: false,
  claimsAhead: false,
  sandboxes: 2,
  settles: false,
  checksLate: false,
  onStoreLost: 'handled',
  mutant: undefined,
};

/** A configuration that differs from the base; of the faults, only those that are given differ. */
export interface Changes extends Partial<Omit<Configuration, 'faults'>> {
  readonly faults?: Partial<Configuration['faults']>;
}

export function configuration({ faults, ...changes }: Changes): Configuration {
  return { ...BASE, ...changes, faults: { ...BASE.faults, ...faults } };
}

/** The lane of a record: within it, nothing begins before all ahead is over. */
export function laneOf({ order, records }: Configuration, index: number): string {
  const { partition, key } = records[index] ?? { partition: -1, key: '' };
  return { partition: `${partition}`, key: `${partition}${key}`, none: `record ${index}` }[order];
}
