import { compareSides } from '../compat/compare-sides.js';
import type { Comparison, Effect } from '../compat/comparison.js';
import type { SideConfig, VersionConfig } from '../config/config.js';
import type { SideDiff, TopicDiff, VersionsDiff } from '../commands/diff-result.js';
import type { SchemaState, SideName, StateSide } from './schema-state.js';
import { diffVersion, readerVersion, type DiffVersion } from './version-name.js';
import { versionSeries } from './version-series.js';

export interface StatesToCompare {
  readonly before: SchemaState;
  readonly after: SchemaState;
  /** Whether to tell what a registry would say of the versions too. */
  readonly compatibility: boolean;
}

/** What became of every topic, in code-point order. Pure. */
export function compareStates({ before, after, compatibility }: StatesToCompare): readonly TopicDiff[] {
  const names = [...new Set([...before.topics.keys(), ...after.topics.keys()])].sort();
  return names.map((topic): TopicDiff => {
    const [was, is] = [before.topics.get(topic), after.topics.get(topic)];
    if (was === undefined) return { topic, change: 'added', sides: [] };
    if (is === undefined) return { topic, change: 'removed', sides: [] };
    const isSame = (side: SideName): boolean =>
      before.shared === after.shared && was[side].fingerprint === is[side].fingerprint;
    const sides = (['key', 'value'] as const).map((side): SideDiff => {
      const series = compatibility ? versionSeries(was[side], is[side], before.name) : undefined;
      return {
        side,
        before: readerVersion(was[side].config) ?? null,
        after: readerVersion(is[side].config) ?? null,
        comparison: isSame(side) ? SAME : compareReaders(was[side], is[side]),
        versions: versionsDiff(was[side], is[side]),
        ...(series === undefined ? {} : { compatibility: series }),
      };
    });
    return {
      topic,
      change: sides.some(isChanged) ? 'changed' : 'unchanged',
      sides: sides.filter((side) => isChanged(side) || side.compatibility !== undefined),
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

/** The note is on an id that the deployed consumer does not know; which ones it knows, the list of versions tells. */
function compareReaders(was: StateSide, is: StateSide): Comparison {
  const { note, ...comparison } = compareSides(was.model, is.model);
  const id = identified(is.config).at(-1)?.id;
  const isKnown = id !== undefined && identified(was.config).some((version) => version.id === id);
  return note === undefined || isKnown ? comparison : { ...comparison, note };
}

/** The worst of several effects. */
export function worstEffect(topics: readonly TopicDiff[]): Effect {
  const effects = topics.flatMap(({ sides }) => sides.map(({ comparison }) => comparison.effect));
  return (['breaks', 'undecided', 'types'] as const).find((effect) => effects.includes(effect)) ?? 'safe';
}

function isChanged({ before, after, comparison, versions }: SideDiff): boolean {
  const { added, removed, edited } = versions;
  return (
    comparison.changes.length > 0 ||
    comparison.effect !== 'safe' ||
    before?.name !== after?.name ||
    added.length + removed.length + edited.length > 0
  );
}

function versionsDiff(was: StateSide, is: StateSide): VersionsDiff {
  const [before, after] = [identified(was.config), identified(is.config)];
  const older = new Map(before.map((version) => [version.id, version]));
  const newer = new Map(after.map((version) => [version.id, version]));
  const reader = after.at(-1)?.id;
  const isEdited = (version: VersionConfig): boolean => {
    const earlier = older.get(version.id);
    // What became of the version that is read with, the comparison tells.
    return earlier !== undefined && version.id !== reader && was.schemaText(earlier) !== is.schemaText(version);
  };
  const named = (side: SideConfig, versions: readonly VersionConfig[]): readonly DiffVersion[] =>
    versions.map((version) => diffVersion(side, version));
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
function identified(side: SideConfig): readonly VersionConfig[] {
  return side.kind === 'schema' ? side.versions.filter(({ id }) => id !== null) : [];
}
