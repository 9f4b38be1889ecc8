import { quoted } from '../diagnostics/quoted.js';
import type { Config, Framing, PartConfig, SnapshotSource, SubjectConfig, VersionConfig } from '../config/config.js';
import { chooseVersions } from '../config/version-choice.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { ruleWarnings, type RuledVersion } from './schema-rules.js';
import { openSnapshot, type Snapshot } from './snapshot.js';
import { subjectPath, versionPath, type SnapshotVersion } from './snapshot-subject.js';

/**
 * Fills in the versions of the topics whose schemas are those of subjects, from the snapshot: what follows reads their
 * files like any others. Subjects and versions that were not pulled are problems.
 */
export function resolveSubjectsFromSnapshot(config: Config, snapshot: Snapshot = openSnapshot(config)): Result<Config> {
  const problems: Diagnostic[] = [];
  const resolving: Resolving = { config, snapshot, problems, ruled: new Map() };
  const topics = config.topics.map((topic) => ({
    ...topic,
    key: resolvedPart(resolving, topic.key),
    value: resolvedPart(resolving, topic.value),
  }));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { ...config, topics }, warnings: warningsOf(resolving) };
}

/** What is resolved so far. */
interface Resolving {
  readonly config: Config;
  readonly snapshot: Snapshot;
  readonly problems: Diagnostic[];
  /** The versions that topics choose, by number, by subject. */
  readonly ruled: Map<string, Map<number, RuledVersion>>;
}

/** Of the rules that the chosen versions have and that no consumer runs. */
function warningsOf({ ruled }: Resolving): readonly Diagnostic[] {
  return [...ruled].flatMap(([subject, versions]) =>
    ruleWarnings(
      subject,
      [...versions.values()].sort((a, b) => a.version - b.version),
    ),
  );
}

/** A key or value with the versions of its subjects. */
function resolvedPart(resolving: Resolving, part: PartConfig): PartConfig {
  if (part.kind !== 'schema' || part.from === undefined) return part;
  const { from, framing } = part;
  const bySubject = from.subjects.flatMap(({ subject, pointer }): SubjectConfig[] => {
    const versions = versionsOf(resolving, { subject, pointer }, from, framing);
    const newest = versions.at(-1);
    return newest === undefined ? [] : [{ subject, versions, newest }];
  });
  const readers = lastOfEachId(bySubject.map(({ newest }) => newest));
  const union = bySubject.filter(({ newest }) => readers.includes(newest));
  return {
    ...part,
    versions: lastOfEachId([...bySubject.flatMap(({ versions }) => versions.slice(0, -1)), ...readers]),
    ...(union.length > 1 ? { union } : {}),
  };
}

function versionsOf(
  resolving: Resolving,
  { subject, pointer }: SnapshotSource['subjects'][number],
  { versions: choice }: SnapshotSource,
  framing: Framing,
): readonly VersionConfig[] {
  const { config, snapshot, problems, ruled } = resolving;
  const found = snapshot.subject(subject);
  if (found === 'missing') return notPulled(resolving, `the subject ${quoted(subject)}`, pointer);
  if (found === 'invalid') {
    const location = { file: subjectPath(config.snapshot, subject) };
    const message = `does not describe the subject ${quoted(subject)} as written by \`pull\``;
    problems.push({ code: 'snapshot-invalid', severity: 'error', message, location });
    return [];
  }
  const { versions, missing } = chooseVersions(found.versions, choice);
  if (missing.length > 0) {
    return notPulled(resolving, `version ${missing.join(', ')} of the subject ${quoted(subject)}`, pointer);
  }
  if (versions.length === 0) return notPulled(resolving, `any version of the subject ${quoted(subject)}`, pointer);
  const ofSubject = ruled.get(subject) ?? new Map<number, RuledVersion>();
  ruled.set(subject, ofSubject);
  for (const version of versions)
    ofSubject.set(version.version, { ...version, file: versionPath(config.snapshot, subject, version) });
  return versions.map((version) => {
    const { found: references, missing: lost } = snapshot.references(version);
    for (const reference of lost) {
      const what = `version ${reference.version} of the subject ${quoted(reference.subject)}, referenced by ${quoted(subject)},`;
      notPulled(resolving, what, pointer);
    }
    return {
      id: idOf(resolving, { subject, version, pointer, framing }),
      file: versionPath(config.snapshot, subject, version),
      pointer,
      ...(references.length === 0
        ? {}
        : {
            references: references.map((to) => ({
              name: to.name,
              file: versionPath(config.snapshot, to.subject, to.version),
            })),
          }),
    };
  });
}

/** The id in records of a version, which depends on their framing. */
function idOf({ config, problems }: Resolving, { subject, version, pointer, framing }: ToIdentify): string {
  const withoutId = (reason: string): string => {
    problems.push({
      code: 'config-invalid',
      severity: 'error',
      message: `version ${version.version} of the subject ${quoted(subject)} ${reason}`,
      location: { file: config.file, pointer },
      help: 'Set the framing your producers use: "confluent" for the ids of a Confluent registry, "glue" for Glue.',
    });
    return `v${version.version}`;
  };
  const number = version.id === undefined ? undefined : String(version.id);
  const label = `${subject} v${version.version}`;
  switch (framing) {
    case 'confluent':
      return number ?? withoutId('has no schema id, which framing "confluent" requires');
    case 'confluent-guid':
    case 'glue':
      return version.guid ?? withoutId('has no GUID in the registry');
    case 'lambda':
    case 'lambda-json':
    case 'auto':
      return number ?? version.guid ?? label;
    case 'none':
    case 'single-object':
      return label;
  }
}

function notPulled({ config, problems }: Resolving, what: string, pointer: string): readonly [] {
  problems.push({
    code: 'subject-not-pulled',
    severity: 'error',
    message: `the snapshot does not contain ${what}`.replace(/,$/, ''),
    location: { file: config.file, pointer },
  });
  return [];
}

interface ToIdentify {
  readonly subject: string;
  readonly version: SnapshotVersion;
  readonly pointer: string;
  readonly framing: Framing;
}

/** Subjects share ids where they hold the same schema: one version stands for all. The last one stays, as it may be a reader's. */
function lastOfEachId(versions: readonly VersionConfig[]): readonly VersionConfig[] {
  return versions.filter(({ id }, index) => id === null || !versions.slice(index + 1).some((later) => later.id === id));
}
