import { BASE, type Changes } from './configuration.js';

/** A configuration of the protocol and how many states it has, exactly. */
export type Counted = readonly [name: string, states: number, changes: Changes];

/** The same under both readings of a partial answer. */
function both(name: string, [rewind, named]: readonly [number, number], changes: Changes): readonly Counted[] {
  return [
    [`${name}, rewind`, rewind, { ...changes, replay: 'rewind' }],
    [`${name}, named`, named, { ...changes, replay: 'named' }],
  ];
}

const TWO_PARTITIONS = [
  { partition: 0, key: 'a' },
  { partition: 0, key: 'a' },
  { partition: 1, key: 'a' },
];

const KEYS = { order: 'key', faults: { lostSight: 0, lostCommit: 0 } } as const;

/** What the consumer does: all of these hold. */
export const PROTOCOL: readonly Counted[] = [
  ...both('partition', [66_357, 43_071], {}),
  ...both('two deadlines', [21_909, 21_525], { faults: { deadline: 2, lostSight: 0 } }),
  ...both('four records', [21_558, 20_021], {
    records: [...BASE.records, { partition: 0, key: 'b' }],
    faults: { lostSight: 0, lostCommit: 0 },
  }),
  ...both('the store lost', [19_253, 12_796], { faults: { lostStore: 2, failure: 0, deadline: 0 } }),
  ...both('commits lost', [11_380, 10_567], { faults: { lostCommit: 2, lostSight: 0 } }),
  ...both('two partitions', [405_967, 375_096], {
    records: TWO_PARTITIONS,
    faults: { lostSight: 0, lostCommit: 0 },
  }),
  ...both('poison put aside', [66_357, 43_071], { poison: 0 }),
  ...both('poison put aside, two retries and a destination', [600, 600], {
    poison: 0,
    maxRetries: 2,
    waits: true,
    faults: { failure: 0, lostSight: 0, deadline: 0 },
  }),
  ...both('claims one record ahead', [109_949, 65_106], { claimsAhead: true }),
  ...both('claims ahead, the store lost', [27_884, 17_832], {
    claimsAhead: true,
    faults: { lostStore: 2, deadline: 0, lostCommit: 0 },
  }),
  [
    'a kill under one retry and a destination, claims waited for',
    340,
    {
      maxRetries: 1,
      waits: true,
      faults: { failure: 0, lostSight: 0, deadline: 0, lostCommit: 0 },
      faultsInAll: 1,
    },
  ],
  [
    'one sandbox, zombies that settle are waited for, no store',
    446,
    {
      idempotent: false,
      sandboxes: 1,
      settles: true,
      checksLate: true,
      faults: { lostSight: 0, crash: 0, lostCommit: 0 },
    },
  ],
  ...both('key, one fault', [33_932, 23_129], { order: 'key', faultsInAll: 1 }),
  ...both('key, kills and failures', [8230, 5171], { ...KEYS, faults: { ...KEYS.faults, deadline: 0 } }),
  ...both('key, deadlines and failures', [107_559, 57_964], { ...KEYS, faults: { ...KEYS.faults, crash: 0 } }),
  ...both('none, one fault', [425_808, 208_961], { order: 'none', faultsInAll: 1 }),
  ...both('partition, no store', [20_055, 13_823], { idempotent: false }),
  ...both('key, no store', [23_103, 17_571], { ...KEYS, idempotent: false }),
  ...both('none, no store', [30_494, 22_066], { idempotent: false, order: 'none', faultsInAll: 1 }),
  ['throwing', 50_215, { partial: false }],
  ['throwing, bisect', 42_299, { partial: false, bisect: true }],
  ['throwing, bisect, no store', 16_681, { partial: false, bisect: true, idempotent: false }],
  ['throwing, key, bisect', 2615, { ...KEYS, partial: false, bisect: true, faults: { ...KEYS.faults, deadline: 0 } }],
  ...both('clocks that differ beyond the allowance', [63_814, 40_355], { faults: { skew: 1, crash: 0, failure: 0 } }),
];
