import type { Framing, SnapshotSource } from './config.js';
import type { RawPart } from './config-schema.js';
import { configPointer, valueAt, type ConfigPath, type ConfigSource } from './config-source.js';
import type { PartContext } from './part-context.js';
import { parseVersionChoice, type VersionChoice } from './version-choice.js';

type RawSubjects = Extract<RawPart, { subject: unknown } | { subjects: unknown } | { strategy: unknown }>;

/** Whether the schemas of a part are those of the registry's subjects. */
export function isOfSubjects(raw: RawPart): raw is RawSubjects {
  return typeof raw !== 'string' && ('subject' in raw || 'subjects' in raw || 'strategy' in raw);
}

/** The framing that goes with the config's registry, where no setting says otherwise. */
export function registryFraming({ value }: ConfigSource): Framing {
  return valueAt(value, ['registry', 'type']) === 'glue' ? 'glue' : 'confluent';
}

/** The subjects of a part and the versions that are wanted of them; problems go to `context.report`. */
export function resolveSubjects(raw: RawSubjects, path: ConfigPath, context: PartContext): SnapshotSource {
  const { source, report } = context;
  const problem = (at: ConfigPath, message: string): void => {
    report({ path: at, part: 'value', code: 'config-invalid', message });
  };
  if (valueAt(source.value, ['registry']) === undefined) problem(path, 'a subject requires "registry" in the config');
  const subjects = namedSubjects(raw, path, problem);
  const twice = subjects.find(
    ({ subject }, index) => subjects.findIndex((other) => other.subject === subject) !== index,
  );
  if (twice !== undefined) problem(twice.path, `duplicate subject ${JSON.stringify(twice.subject)}`);
  const versions = resolveChoice(raw, [...path, 'versions'], problem);
  if (subjects.length > 1 && versions.kind !== 'all' && versions.kind !== 'latest') {
    problem([...path, 'versions'], 'several subjects do not share version numbers: expected "all" or "latest"');
  }
  return {
    subjects: subjects.map(({ subject, path: at }) => ({ subject, pointer: configPointer(source, at) })),
    versions,
  };
}

type Report = (path: ConfigPath, message: string) => void;

interface NamedSubject {
  readonly subject: string;
  readonly path: ConfigPath;
}

function namedSubjects(raw: RawSubjects, path: ConfigPath, problem: Report): readonly NamedSubject[] {
  if ('subject' in raw) return [{ subject: raw.subject, path: [...path, 'subject'] }];
  if ('subjects' in raw) return named(raw.subjects, [...path, 'subjects'], problem);
  const [, topic = '', part = ''] = path.map(String);
  if (raw.strategy === 'topic') {
    if (raw.records !== undefined) problem([...path, 'records'], 'strategy "topic" has only one subject');
    return [{ subject: `${topic}-${part}`, path: [...path, 'strategy'] }];
  }
  if (raw.records === undefined) {
    problem(path, `"records" is missing: strategy "${raw.strategy}" requires the full names of the records`);
  }
  const prefix = raw.strategy === 'topic-record' ? `${topic}-` : '';
  return named(raw.records ?? [], [...path, 'records'], problem).map((one) => ({
    ...one,
    subject: `${prefix}${one.subject}`,
  }));
}

function named(names: readonly string[], path: ConfigPath, problem: Report): readonly NamedSubject[] {
  if (names.length === 0) problem(path, 'at least one name is needed');
  return names.map((subject, index) => ({ subject, path: [...path, index] }));
}

function resolveChoice({ versions = 'all' }: RawSubjects, path: ConfigPath, problem: Report): VersionChoice {
  const choice = parseVersionChoice(versions);
  if (choice !== undefined) return choice;
  problem(
    path,
    `expected "latest", "all", a version, a list of versions or a range such as "2-5", found ${JSON.stringify(versions)}`,
  );
  return { kind: 'all' };
}
