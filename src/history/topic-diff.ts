import type { Comparison, Compatibility } from '../compat/comparison.js';
import type { PartName } from './schema-state.js';
import type { RenameCandidate } from './rename-candidates.js';
import type { DiffVersion } from './version-name.js';

/** An older schema that the config should go on listing, so that its records are decoded by the id that they carry. */
export interface VersionToKeep {
  /** The schema file, whose text has changed; relative to the project's root. */
  readonly file: string;
  /** A file for the older text that is not there yet. */
  readonly olderFile: string;
  /** The ids of the older and the newer schema; null where the config does not show them. */
  readonly olderId: string | null;
  readonly newerId: string | null;
  /** The other versions of the config, oldest first, with their ids. */
  readonly others: readonly { readonly id: string; readonly file: string }[];
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
  /** Fields that may have been renamed, where that is what an alias would say. Absent for none. */
  readonly renames?: readonly RenameCandidate[];
  /** The older schema that the config should go on listing; absent where nothing would be gained. */
  readonly keep?: VersionToKeep;
}

export interface VersionsDiff {
  readonly added: readonly DiffVersion[];
  /** Generated code no longer decodes records with their ids. */
  readonly removed: readonly DiffVersion[];
  /** Older versions whose schema is another one under the same id, which a registry never does. */
  readonly edited: readonly DiffVersion[];
}
