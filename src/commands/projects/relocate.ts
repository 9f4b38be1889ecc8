import { posix } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { PartDiff, TopicDiff } from '../../history/topic-diff.js';
import type { DiffVersion } from '../../history/version-name.js';
import type { Impact } from '../../impact/impact.js';
import type { Change, SealRenewal } from '../../plan/change.js';
import type { OutputFile } from '../../plan/output-file.js';

/** What results of a project hold, with paths relative to the project's folder. */
export interface Relocation {
  readonly path: (path: string) => string;
  readonly diagnostic: (diagnostic: Diagnostic) => Diagnostic;
  readonly change: (change: Change) => Change;
  readonly seal: (seal: SealRenewal) => SealRenewal;
  readonly impact: (impact: Impact) => Impact;
  readonly topicDiff: (topic: TopicDiff) => TopicDiff;
}

/** Makes paths that are relative to a folder relative to where the folder's own name is relative to. */
export function relocateFrom(folder: string): Relocation {
  const at = (path: string): string => posix.join(folder, path);
  const expected = (file: OutputFile): OutputFile => ({ ...file, path: at(file.path) });
  const version = (one: DiffVersion): DiffVersion => ({
    ...one,
    file: at(one.file),
    // A version without a number goes by its file.
    name: one.version === null ? one.name.replace(one.file, () => at(one.file)) : one.name,
  });
  const part = (one: PartDiff): PartDiff => ({
    ...one,
    before: one.before === null ? null : version(one.before),
    after: one.after === null ? null : version(one.after),
    versions: {
      added: one.versions.added.map(version),
      removed: one.versions.removed.map(version),
      edited: one.versions.edited.map(version),
    },
  });
  return {
    path: at,
    diagnostic: (diagnostic) =>
      diagnostic.location === undefined
        ? diagnostic
        : { ...diagnostic, location: { ...diagnostic.location, file: at(diagnostic.location.file) } },
    change: (change): Change => {
      const path = at(change.path);
      switch (change.kind) {
        case 'missing':
        case 'changed':
        case 'edited':
        case 'user-missing':
        case 'user-edit':
          return { ...change, path, expected: expected(change.expected) };
        case 'user-moved':
          return { ...change, path, from: at(change.from), expected: expected(change.expected) };
        case 'shared':
          return { ...change, path, config: at(change.config) };
        default:
          return { ...change, path };
      }
    },
    seal: (seal) => ({ ...seal, path: at(seal.path) }),
    impact: (impact) => ({ ...impact, file: at(impact.file) }),
    topicDiff: (topic) => ({ ...topic, parts: topic.parts.map(part) }),
  };
}
