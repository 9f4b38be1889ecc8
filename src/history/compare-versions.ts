import { compareParts } from '../compat/compare-parts.js';
import type { VersionConfig } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import type { PartDiff, TopicDiff } from './topic-diff.js';
import type { SchemaState, PartName, StatePart } from './schema-state.js';
import { diffVersion, isCalled, type DiffVersion } from './version-name.js';
import { versionSeries } from './version-series.js';

interface VersionsToCompare {
  readonly state: SchemaState;
  /** "1..3", "v1..v3", "100021..100027", "schemas/a.avsc..schemas/b.avsc". */
  readonly range: string;
  readonly compatibility: boolean;
}

/** Two versions of the same key or value, in every topic that has both. Where none has, that is a problem. */
export function compareVersions({ state, range, compatibility }: VersionsToCompare): Result<readonly TopicDiff[]> {
  const problems: Diagnostic[] = [];
  const topics = [...state.topics].flatMap(([topic, parts]): TopicDiff[] => {
    const found = (['key', 'value'] as const).flatMap((part): PartDiff[] => {
      const pair = findPair(parts[part], range);
      if (pair === undefined) return [];
      const [before, after] = [parts[part].versionModel(pair.older), parts[part].versionModel(pair.newer)];
      if (!before.ok || !after.ok) {
        problems.push(...[before, after].flatMap((each) => (each.ok ? [] : each.problems)));
        return [];
      }
      const series = compatibility ? versionSeries(parts[part], parts[part], state.name) : undefined;
      return [
        {
          part,
          before: diffVersion(parts[part].config, pair.older),
          after: diffVersion(parts[part].config, pair.newer),
          comparison: compareParts(before.value, after.value),
          versions: { added: [], removed: [], edited: [] },
          ...(series === undefined ? {} : { compatibility: series }),
        },
      ];
    });
    if (found.length === 0) return [];
    const isSame = found.every(({ comparison }) => comparison.changes.length === 0 && comparison.effect === 'safe');
    return [{ topic, change: isSame ? 'unchanged' : 'changed', parts: found }];
  });
  if (topics.length === 0 && problems.length === 0) problems.push(versionsUnknown(state, range));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: topics, warnings: [] };
}

interface Pair {
  readonly older: VersionConfig;
  readonly newer: VersionConfig;
}

/** A file's name may hold ".." too, so each place where the range can be split is tried. */
function findPair(part: StatePart, range: string): Pair | undefined {
  for (let at = range.indexOf('..'); at >= 0; at = range.indexOf('..', at + 1)) {
    const older = findVersion(part, range.slice(0, at));
    const newer = findVersion(part, range.slice(at + 2));
    if (older !== undefined && newer !== undefined) return { older, newer };
  }
  return undefined;
}

/** A number of a subject's version goes before an id, as people name versions by number. */
function findVersion({ config }: StatePart, text: string): VersionConfig | undefined {
  if (config.kind !== 'schema') return undefined;
  const called = config.versions.map((version) => ({ version, as: isCalled(diffVersion(config, version), text) }));
  return (['number', 'id', 'file'] as const)
    .map((way) => called.find(({ as }) => as === way)?.version)
    .find((version) => version !== undefined);
}

/** How many topics a message lists. */
const MAX_LISTED = 10;

function versionsUnknown({ topics }: SchemaState, range: string): Diagnostic {
  const known = [...topics].flatMap(([topic, parts]) =>
    (['key', 'value'] as const).flatMap((part) => describe(topic, part, parts[part])),
  );
  const more = known.length > MAX_LISTED ? `; and ${known.length - MAX_LISTED} more` : '';
  return {
    code: 'version-unknown',
    severity: 'error',
    message: `none of the selected keys and values has both versions of ${JSON.stringify(range)}`,
    help:
      known.length === 0
        ? 'None of the topics has more than one version.'
        : `Available versions: ${known.slice(0, MAX_LISTED).join('; ')}${more}.`,
  };
}

function describe(topic: string, part: PartName, { config }: StatePart): readonly string[] {
  if (config.kind !== 'schema' || config.versions.length < 2) return [];
  const names = config.versions.map((version): DiffVersion => diffVersion(config, version)).map(({ name }) => name);
  return [`${topic} ${part}: ${names.join(', ')}`];
}
