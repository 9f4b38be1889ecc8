import { BASE, type Changes } from './configuration.js';
import type { ViolationKind } from './model-step.js';

/** A consumer that does other than the protocol, and what that leads to. */
export interface MutantCase {
  readonly name: string;
  readonly finds: readonly ViolationKind[];
  /** What is found too, but only after many more states. */
  readonly findsLater?: readonly ViolationKind[];
  readonly changes: Changes;
}

const NO_OVERLAP = { lostSight: 0, lostCommit: 0 };
const ONLY_STORE = { lostStore: 1, crash: 0, lostSight: 0, deadline: 0, failure: 0, lostCommit: 0 };
const NO_FAULTS = { crash: 0, lostSight: 0, deadline: 0, failure: 0 };

export const MUTANTS: readonly MutantCase[] = [
  {
    name: 'names only the first failure of a partition',
    finds: ['lost'],
    findsLater: ['outOfOrder'],
    changes: { mutant: 'names-first-only', replay: 'named' },
  },
  {
    name: 'names only the first failure of a key',
    finds: ['lost'],
    changes: { mutant: 'names-first-only', replay: 'named', order: 'key', faults: { lostSight: 0, deadline: 0 } },
  },
  { name: 'goes on after a failure', finds: ['outOfOrder'], changes: { mutant: 'goes-on-after-failure' } },
  {
    name: 'leaves out a partition that had not begun at the deadline',
    finds: ['lost'],
    changes: {
      mutant: 'forgets-unbegun',
      records: [...BASE.records.slice(0, 1), { partition: 0, key: 'a' }, { partition: 1, key: 'a' }],
    },
  },
  {
    name: 'counts a claim that another run holds as handled',
    finds: ['lost', 'outOfOrder'],
    changes: { mutant: 'held-is-handled' },
  },
  { name: 'claims after handling', finds: ['secondEffect'], changes: { mutant: 'claims-after' } },
  {
    name: 'completes and releases without a token',
    finds: ['unfenced'],
    findsLater: ['completedTwice'],
    changes: { mutant: 'no-token', faults: { deadline: 1 } },
  },
  {
    name: 'deletes the item at a release, with a counter as token',
    finds: ['unfenced'],
    changes: {
      mutant: 'release-deletes',
      records: BASE.records.slice(0, 2),
      faults: { deadline: 2, failure: 1, lostSight: 0, crash: 0 },
    },
  },
  {
    name: 'releases a claim at hand-back while its run goes on',
    finds: ['secondEffect'],
    changes: { mutant: 'releases-running', faults: { lostSight: 0, failure: 0 } },
  },
  {
    name: 'swallows a rejection',
    finds: ['lost', 'outOfOrder'],
    changes: { mutant: 'swallows-rejection', faults: NO_OVERLAP },
  },
  {
    name: 'does not wait for a run of the invocation before, without a store',
    finds: ['lateEffect'],
    changes: {
      mutant: 'no-wait-for-zombies',
      idempotent: false,
      sandboxes: 1,
      settles: true,
      checksLate: true,
      faults: { ...NO_OVERLAP, crash: 0 },
    },
  },
  {
    name: 'hands a held record back at once, with one retry and a destination',
    finds: ['goodDeadLettered'],
    changes: { maxRetries: 1, faults: { ...NO_OVERLAP, failure: 0, deadline: 0 }, faultsInAll: 1 },
  },
  {
    name: 'fails a record whose completion could not be stored',
    finds: ['second effect, excused by store'],
    changes: { onStoreLost: 'fail', faults: ONLY_STORE },
  },
  {
    name: 'lets poison fail, with one retry and a destination',
    finds: ['goodDeadLettered'],
    changes: { poison: 0, onInvalid: 'fail', maxRetries: 1, faults: NO_FAULTS },
  },
  {
    name: 'lets poison fail, with no limit of retries',
    finds: ['stuck'],
    changes: { idempotent: false, poison: 0, onInvalid: 'fail', faults: NO_FAULTS },
  },
];
