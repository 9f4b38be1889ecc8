import type { Config, PartConfig, VersionConfig } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { exactJson } from '../diagnostics/exact-json.js';
import { buildPart, type PartSources } from '../model/build-part.js';
import { buildTopics } from '../model/build-topics.js';
import type { PartModel, TopicModel } from '../model/topic-model.js';
import { unknownFields } from '../model/unknown-fields.js';
import { readSchemas, type ReadSchemaFile } from '../sources/read-schemas.js';

export type PartName = 'key' | 'value';

/** The topics of a project as they are, or were, at one time. */
export interface SchemaState {
  /** What it is called: "HEAD", "the working tree", "the registry". */
  readonly name: string;
  /** By the topic's name, in code-point order. */
  readonly topics: ReadonlyMap<string, StateTopic>;
  /** All files that no part names as a version, but any may refer to: the same text where all of them are the same. */
  readonly shared: string;
}

export interface StateTopic {
  /** With the readers' schemas alone. */
  readonly model: TopicModel;
  /** The config that it is one of. */
  readonly config: Config;
  readonly key: StatePart;
  readonly value: StatePart;
}

/** A key or value as one consumer reads it. */
export interface StatePart {
  readonly config: PartConfig;
  /** Of the reader's schema alone: the comparison shows whether older versions can be read. */
  readonly model: PartModel;
  /** The model that a consumer would have if `version`, one of the config's, were the reader's. */
  readonly versionModel: (version: VersionConfig) => Result<PartModel>;
  /** The schema of one of the config's versions as JSON, whatever its layout. */
  readonly schemaText: (version: VersionConfig) => string;
  /** The same text for parts that differ at most in files that they share with others. */
  readonly fingerprint: string;
}

interface StateInput {
  readonly name: string;
  /** With the versions of subjects filled in. */
  readonly config: Config;
  /** Stands for reading a schema file from the disk. */
  readonly readFile?: ReadSchemaFile | undefined;
}

/** Reads the schemas of a config and makes the models of their topics, each of the reader's version. */
export async function readState({ name, config, readFile }: StateInput): Promise<Result<SchemaState>> {
  const schemas = await readSchemas(withParts(config, withoutSample), readFile);
  if (!schemas.ok) return schemas;
  const built = buildTopics(withParts(config, readersOnly), schemas.value);
  if (!built.ok) return built;
  const schemaText = ({ file }: Pick<VersionConfig, 'file'>): string => exactJson(schemas.value.get(file)?.json);
  const topics = built.value.map((topicModel): readonly [string, StateTopic] => {
    const { topic, key, value } = topicModel;
    // The models are those of the config's topics.
    const written = config.topics.find((one) => one.topic === topic) ?? unknownTopic(topic);
    const part = (what: PartName, model: PartModel): StatePart => ({
      config: written[what],
      model,
      versionModel: (version) =>
        versionModel({ config, schemas: schemas.value, part: written[what], label: `${what} of "${topic}"`, version }),
      schemaText,
      fingerprint: JSON.stringify([model.kind, settingsOf(written[what]), filesOf(written[what]).map(schemaText)]),
    });
    return [topic, { model: topicModel, config, key: part('key', key), value: part('value', value) }];
  });
  const named = new Set(
    config.topics.flatMap(({ key, value }) => [key, value].flatMap(filesOf)).map(({ file }) => file),
  );
  const shared = [...schemas.value.paths()].filter((file) => !named.has(file)).sort();
  const texts = shared.map((file) => [file, schemaText({ file })]);
  return { ok: true, value: { name, topics: new Map(topics), shared: JSON.stringify(texts) }, warnings: [] };
}

/** The part with the version, or versions of several subjects, that it is read with. The sample has no part in a comparison. */
function readersOnly(part: PartConfig): PartConfig {
  if (part.kind !== 'schema') return part;
  if (part.union === undefined) return { ...part, versions: part.versions.slice(-1), sample: undefined };
  const union = part.union.map(({ subject, newest }) => ({ subject, versions: [newest], newest }));
  return { ...part, versions: union.map(({ newest }) => newest), union, sample: undefined };
}

/** The config with each key and value replaced. */
function withParts(config: Config, replace: (part: PartConfig) => PartConfig): Config {
  const topics = config.topics.map((topic) => ({ ...topic, key: replace(topic.key), value: replace(topic.value) }));
  return { ...config, topics };
}

/** All versions of a part, and the schemas that they refer to. */
function filesOf(part: PartConfig): readonly Pick<VersionConfig, 'file'>[] {
  if (part.kind !== 'schema') return [];
  const members = (part.union ?? []).flatMap(({ versions }) => versions);
  return [...part.versions, ...members].flatMap((version) => [version, ...(version.references ?? [])]);
}

/** What a part says but for where it says it. */
function settingsOf(part: PartConfig): unknown {
  if (part.kind !== 'schema') return part.kind;
  const { include, framing, values, fields, json, union = [] } = part;
  const versions = part.versions.map(({ id, file, references }) => [id, file, references]);
  return [include, framing, values, fields, json, versions, union.map(({ subject }) => subject)];
}

function withoutSample(part: PartConfig): PartConfig {
  return part.kind === 'schema' ? { ...part, sample: undefined } : part;
}

interface VersionToBuild extends PartSources {
  readonly part: PartConfig;
  /** What messages call the part. */
  readonly label: string;
  readonly version: VersionConfig;
}

function versionModel({ part, label, version, ...sources }: VersionToBuild): Result<PartModel> {
  if (part.kind !== 'schema') return { ok: true, value: part, warnings: [] };
  const build = (fields: typeof part.fields): Result<PartModel> => {
    const { kind, pointer, include, framing, values, json } = part;
    const settings = { pointer, include, framing, values, fields, json };
    return buildPart({ kind, ...settings, versions: [version], sample: undefined }, label, sources);
  };
  const plain = build({});
  if (!plain.ok || plain.value.kind !== 'avro') return plain;
  // Settings of fields are for the reader's schema: another version need not have them all.
  const unknown = new Set(unknownFields(Object.keys(part.fields), [plain.value.shape]).map(({ key }) => key));
  return build(Object.fromEntries(Object.entries(part.fields).filter(([field]) => !unknown.has(field))));
}

function unknownTopic(topic: string): never {
  throw new Error(`a model of the topic ${topic}, which the config does not have`);
}

/** The same problems, said to be those of a state that is not the working tree. */
export function problemsOf(name: string, problems: readonly Diagnostic[]): readonly Diagnostic[] {
  return problems.map((problem) => ({ ...problem, message: `at ${name}: ${problem.message}` }));
}
