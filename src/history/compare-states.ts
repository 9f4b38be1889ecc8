import { compareParts } from '../compat/compare-parts.js';
import type { Comparison, Effect } from '../compat/comparison.js';
import { worstEffect } from '../compat/worst-effect.js';
import type { PartConfig, VersionConfig } from '../config/config.js';
import type { PartDiff, TopicDiff, VersionsDiff } from './topic-diff.js';
import { renameCandidates } from './rename-candidates.js';
import type { SchemaState, PartName, StatePart } from './schema-state.js';
import { diffVersion, readerVersion, type DiffVersion } from './version-name.js';
import { versionSeries } from './version-series.js';

interface StatesToCompare {
  readonly before: SchemaState;
  readonly after: SchemaState;
  /** Whether to add the registry compatibility of the versions. */
  readonly compatibility: boolean;
}

/** What became of every topic, in code-point order. Pure. */
export function compareStates({ before, after, compatibility }: StatesToCompare): readonly TopicDiff[] {
  const names = [...new Set([...before.topics.keys(), ...after.topics.keys()])].sort();
  return names.map((topic): TopicDiff => {
    const [was, is] = [before.topics.get(topic), after.topics.get(topic)];
    if (was === undefined) return { topic, change: 'added', parts: [] };
    if (is === undefined) return { topic, change: 'removed', parts: [] };
    const isSame = (part: PartName): boolean =>
      before.shared === after.shared && was[part].fingerprint === is[part].fingerprint;
    const parts = (['key', 'value'] as const).map((part): PartDiff => {
      const comparison = isSame(part) ? SAME : compareReaders(was[part], is[part]);
      // JSON Schema has no aliases.
      const renames = is[part].model.kind === 'avro' ? renameCandidates(comparison.changes) : [];
      const series = compatibility ? versionSeries(was[part], is[part], before.name) : undefined;
      return {
        part,
        before: readerVersion(was[part].config) ?? null,
        after: readerVersion(is[part].config) ?? null,
        comparison,
        versions: versionsDiff(was[part], is[part]),
        ...(series === undefined ? {} : { compatibility: series }),
        ...(renames.length === 0 ? {} : { renames }),
      };
    });
    return {
      topic,
      change: parts.some(isChanged) ? 'changed' : 'unchanged',
      parts: parts.filter((part) => isChanged(part) || part.compatibility !== undefined),
    };
  });
}

/** The comparison of what is the same, which in a project of many topics most are. */
const SAME: Comparison = {
  effect: 'safe',
  changes: [],
  deployedReadsNew: { answer: 'yes', reasons: [] },
  regeneratedReadsOld: { answer: 'yes', reasons: [] },
};

/** The note is on an id that the deployed consumer does not know; the list of versions shows which ones it knows. */
function compareReaders(was: StatePart, is: StatePart): Comparison {
  const { note, ...comparison } = compareParts(was.model, is.model);
  const id = identified(is.config).at(-1)?.id;
  const isKnown = id !== undefined && identified(was.config).some((version) => version.id === id);
  return note === undefined || isKnown ? comparison : { ...comparison, note };
}

/** The worst effect of what became of several topics. */
export function effectOf(topics: readonly TopicDiff[]): Effect {
  return worstEffect(topics.flatMap(({ parts }) => parts.map(({ comparison }) => comparison.effect)));
}

function isChanged({ before, after, comparison, versions }: PartDiff): boolean {
  const { added, removed, edited } = versions;
  return (
    comparison.changes.length > 0 ||
    comparison.effect !== 'safe' ||
    before?.name !== after?.name ||
    added.length + removed.length + edited.length > 0
  );
}

function versionsDiff(was: StatePart, is: StatePart): VersionsDiff {
  const [before, after] = [identified(was.config), identified(is.config)];
  const older = new Map(before.map((version) => [version.id, version]));
  const newer = new Map(after.map((version) => [version.id, version]));
  const reader = after.at(-1)?.id;
  const isEdited = (version: VersionConfig): boolean => {
    const earlier = older.get(version.id);
    // The comparison covers the change of the reader schema.
    return earlier !== undefined && version.id !== reader && was.schemaText(earlier) !== is.schemaText(version);
  };
  const named = (part: PartConfig, versions: readonly VersionConfig[]): readonly DiffVersion[] =>
    versions.map((version) => diffVersion(part, version));
  return {
    added: named(
      is.config,
      after.filter(({ id }) => !older.has(id)),
    ),
    removed: named(
      was.config,
      before.filter(({ id }) => !newer.has(id)),
    ),
    edited: named(is.config, after.filter(isEdited)),
  };
}

/** The versions that go by an id: what has none is a schema file that takes the place of another. */
function identified(part: PartConfig): readonly VersionConfig[] {
  return part.kind === 'schema' ? part.versions.filter(({ id }) => id !== null) : [];
}
