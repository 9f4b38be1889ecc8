/** What a change means for the consumer of a topic, the mildest first. */
export type Effect =
  /** Documentation, or something that neither types nor records show. */
  | 'safe'
  /** Every record decodes as before, but generated types change: the compiler shows where. */
  | 'types'
  /** Neither can be shown: with JSON Schema, or where types hold one another too deep to be compared. */
  | 'undecided'
  /** Records are decoded wrongly or not at all. */
  | 'breaks';

/** One thing that differs between two versions of a schema. */
export interface SchemaChange {
  /** The field from the root, as `customer.addresses[].city`, `attributes{}.value`, `(shop.Card).number` in a branch of a union; '' for the whole. */
  readonly path: string;
  readonly kind:
    'added' | 'removed' | 'renamed' | 'type' | 'optionality' | 'default' | 'values' | 'constraint' | 'order' | 'doc';
  /** What was, in a few words: "long", "string | null"; undefined where there was nothing. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly effect: Effect;
  /** Why it has that effect, in the resolver's words where it breaks: "a sentence". */
  readonly reason: string | undefined;
}

/** Whether all records of one version can be read with another. */
export interface Verdict {
  readonly answer: 'yes' | 'no' | 'undecided';
  /** Where it is not yes: "customer.age: …". */
  readonly reasons: readonly string[];
}

/** Two versions of a key's or value's schema, for the consumer of the topic. */
export interface Comparison {
  /** The worst of `changes` and of what the verdicts mean. */
  readonly effect: Effect;
  /** In the order of the newer schema; what was removed comes after. */
  readonly changes: readonly SchemaChange[];
  /** Whether the consumer as it is deployed, generated from the older version, reads records of the newer one. */
  readonly deployedReadsNew: Verdict;
  /** Whether the consumer generated from the newer version reads records of the older one that are still in the topic. */
  readonly regeneratedReadsOld: Verdict;
  /** What the verdicts leave out of account, as a sentence: that the deployed consumer cannot know the newer version's id. */
  readonly note?: string;
}

/** What a registry would say of a series of versions: its compatibility modes, each with the pairs that break it. */
export interface Compatibility {
  readonly modes: Readonly<Record<CompatibilityMode, Verdict>>;
  /** All pairs, older before newer. */
  readonly pairs: readonly VersionPair[];
}

export type CompatibilityMode =
  'BACKWARD' | 'BACKWARD_TRANSITIVE' | 'FORWARD' | 'FORWARD_TRANSITIVE' | 'FULL' | 'FULL_TRANSITIVE';

export interface VersionPair {
  /** Names of versions: ids, numbers or files. */
  readonly older: string;
  readonly newer: string;
  readonly newReadsOld: Verdict;
  readonly oldReadsNew: Verdict;
}
