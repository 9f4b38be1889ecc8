import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SnapshotVersion } from '../sources/snapshot-subject.js';

/** A version as the registry has it: with its text, or without where the snapshot holds it already. */
export interface LiveVersion {
  readonly version: SnapshotVersion;
  /** Null where the file in the snapshot is as it was pulled. */
  readonly text: string | null;
}

/** What the snapshot is to hold: versions by number, by subject. */
export type LiveSubjects = ReadonlyMap<string, ReadonlyMap<number, LiveVersion>>;

/** What asking the registry came to. */
export interface Asked {
  readonly subjects: LiveSubjects;
  /** With an error among them, the subjects are not all there. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How far the asking is: of `total` versions known by now, `done` are settled. */
export interface PullProgress {
  readonly done: number;
  readonly total: number;
}
