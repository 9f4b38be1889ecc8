import type { Config, Framing, PartConfig, TopicConfig } from '../config/config.js';
import { filterTopics } from '../config/filter-topics.js';
import { openConfig } from '../config/load-config.js';
import { withPosition } from '../config/config-source.js';
import { versionRemarks } from '../compat/version-remarks.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { PartModel, TopicModel } from '../model/topic-model.js';
import { resolveSubjectsFromSnapshot } from '../sources/snapshot-versions.js';
import { readTopics } from './read-topics.js';
import type { TopicsOptions } from './project-options.js';

export type ListOptions = TopicsOptions;

export interface ListResult {
  /** The folder of the config, absolute: paths are relative to it. Null when none was found. */
  readonly root: string | null;
  /** In code-point order of their names. */
  readonly topics: readonly ListedTopic[];
  /** Why nothing could be listed; empty otherwise. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface ListedTopic {
  readonly topic: string;
  /** The folder of its generated files, relative to the root; null where the topic cannot be read. */
  readonly folder: string | null;
  readonly key: ListedPart;
  readonly value: ListedPart;
  /** What cannot be read: missing or malformed schemas, and versions whose records the newest schema does not read. */
  readonly problems: readonly Diagnostic[];
}

/** A key or value. */
export interface ListedPart {
  /** `text`, `bytes`, `avro` or `json-schema`; `schema` where the schema cannot be read. */
  readonly type: 'text' | 'bytes' | 'avro' | 'json-schema' | 'schema';
  /** Of a schema: the name of its newest version, where it has one. */
  readonly name: string | null;
  readonly framing: Framing | null;
  /** The subjects in the registry that the schemas come from. */
  readonly subjects: readonly string[];
  /** Oldest first, by subject. `isReader`: the schema as which the code sees records; with several subjects, one for each. */
  readonly versions: readonly { readonly id: string | null; readonly file: string; readonly isReader: boolean }[];
}

/** Lists the topics of a config: their schemas, versions, ids and framing, and what cannot be read. Contacts no registry. */
export async function list({ cwd, config: file, topics }: ListOptions = {}): Promise<ListResult> {
  const opened = await openConfig({ cwd, file });
  if (!opened.ok) return { root: opened.root, topics: [], diagnostics: opened.problems };
  const { config, source } = opened;
  const { root } = config;
  const chosen = filterTopics(config, topics);
  if (!chosen.ok)
    return { root, topics: [], diagnostics: chosen.problems.map((problem) => withPosition(source, problem)) };
  const listed: ListedTopic[] = [];
  for (const topic of chosen.value.topics) {
    const { problems, ...rest } = await listTopic(topic, config);
    listed.push({ ...rest, problems: problems.map((problem) => withPosition(source, problem)) });
  }
  return { root, topics: listed, diagnostics: [] };
}

/** Each topic is read by itself, so that one that cannot be read hides no other. */
async function listTopic(topic: TopicConfig, config: Config): Promise<ListedTopic> {
  const filled = resolveSubjectsFromSnapshot({ ...config, topics: [topic] });
  if (!filled.ok) return unread(topic, filled.problems);
  const [resolved = topic] = filled.value.topics;
  const read = await readTopics(filled.value);
  if (!read.ok) return unread(resolved, read.problems);
  const { topics } = read.value;
  const [model] = topics;
  if (model === undefined) return unread(resolved, []);
  const remarks = [...read.warnings, ...versionRemarks(topics)];
  return {
    ...partsOf(resolved, model),
    folder: `${config.output}/${model.names.folder}`,
    problems: remarks.filter(({ severity }) => severity !== 'note'),
  };
}

function unread(topic: TopicConfig, problems: readonly Diagnostic[]): ListedTopic {
  return { ...partsOf(topic, undefined), folder: null, problems };
}

function partsOf(
  { topic, key, value }: TopicConfig,
  model: TopicModel | undefined,
): Pick<ListedTopic, 'topic' | 'key' | 'value'> {
  return { topic, key: listPart(key, model?.key), value: listPart(value, model?.value) };
}

function listPart(part: PartConfig, model: PartModel | undefined): ListedPart {
  if (part.kind !== 'schema')
    return { type: part.kind === 'string' ? 'text' : 'bytes', name: null, framing: null, subjects: [], versions: [] };
  const readers = part.union?.map(({ newest }) => newest.file) ?? [part.versions.at(-1)?.file];
  return {
    ...schemaOf(model),
    framing: part.framing,
    subjects: (part.from?.subjects ?? []).map(({ subject }) => subject),
    versions: part.versions.map((version) => ({
      id: version.id,
      file: version.file,
      isReader: readers.includes(version.file),
    })),
  };
}

function schemaOf(model: PartModel | undefined): Pick<ListedPart, 'type' | 'name'> {
  if (model?.kind === 'avro') {
    const { type } = model.reader;
    return { type: 'avro', name: 'fullName' in type ? type.fullName : type.kind };
  }
  if (model?.kind === 'json') return { type: 'json-schema', name: model.reader.schema.title ?? null };
  return { type: 'schema', name: null };
}
