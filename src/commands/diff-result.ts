import type { Comparison, Compatibility, Effect } from '../compat/comparison.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Impact } from '../impact/impact.js';
import type { PartName } from '../history/schema-state.js';
import type { DiffVersion } from '../history/version-name.js';

/** What `diff` answers with. */
export interface DiffResult {
  /** The folder of the config, absolute: paths of versions and diagnostics are relative to it. Null when none was found. */
  readonly root: string | null;
  /** What was compared, in words: "HEAD", "the snapshot", "version 3". */
  readonly before: string;
  /** With what: "the working tree", "the registry", "version 7". */
  readonly after: string;
  /** The worst that any of the changes means; `safe` where there is none. */
  readonly effect: Effect;
  /** Every topic that was compared, in code-point order; empty where the comparison could not be made. */
  readonly topics: readonly TopicDiff[];
  /** The places of the team's own code that the changes touch; absent where nobody looked for them. */
  readonly impacts?: readonly Impact[];
  /** Of severity `error` where the comparison could not be made. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What became of a topic. */
export interface TopicDiff {
  readonly topic: string;
  /** `added` and `removed`: it is in the config of the one and not of the other. */
  readonly change: 'added' | 'removed' | 'changed' | 'unchanged';
  /** Its key and its value, if they changed. */
  readonly parts: readonly PartDiff[];
}

/** What became of the key or the value of a topic's records. */
export interface PartDiff {
  readonly part: PartName;
  /** The version that it was read with; null where it had no schema. */
  readonly before: DiffVersion | null;
  readonly after: DiffVersion | null;
  /** The two versions that it is read with, compared. */
  readonly comparison: Comparison;
  /** What became of all the versions that the config or the snapshot lists. */
  readonly versions: VersionsDiff;
  /** What a registry would say of the series of versions, where that was asked for and there are two or more. */
  readonly compatibility?: Compatibility;
}

export interface VersionsDiff {
  readonly added: readonly DiffVersion[];
  /** Generated code no longer decodes records with their ids. */
  readonly removed: readonly DiffVersion[];
  /** Older versions whose schema is another one under the same id, which a registry never does. */
  readonly edited: readonly DiffVersion[];
}
