import type { Registry } from '../sources/registry.js';
import type { Snapshot } from '../sources/snapshot.js';
import type { PullProgress } from './live-subjects.js';
import type { WantedSubject } from './wanted-subjects.js';

/** Which subjects to fetch, from where, and what is there already. */
export interface SubjectRequest {
  readonly registry: Registry;
  readonly wanted: readonly WantedSubject[];
  readonly snapshot: Snapshot;
  /** Whether the file of a version in the snapshot is as it was pulled. */
  readonly isIntact: (subject: string, version: number) => boolean;
  /** The config file, relative to the project's root: problems point into it. */
  readonly configFile: string;
  readonly onProgress: (progress: PullProgress) => void;
}
