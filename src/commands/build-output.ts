import { versionRemarks } from '../compat/version-remarks.js';
import type { Config, TopicConfig } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { emitIndex, emitTopics, type EmittedTopic } from '../emit/emit-topics.js';
import type { HandlerContract } from '../emit/handler-contract.js';
import { makeTemplates } from '../emit/templates.js';
import { buildTopics, partsWithoutIds, type PartWithoutIds } from '../model/build-topics.js';
import { hasSchema, type TopicModel } from '../model/topic-model.js';
import { sealIndex } from '../seal/project-seal.js';
import { sealTopic, type SealedOutput } from '../seal/seal-topic.js';
import type { TopicRecord } from '../seal/topic-seal.js';
import type { ExpandPatterns } from '../sources/expand-patterns.js';
import { readSchemas, type ReadSchemaFile, type Schemas } from '../sources/read-schemas.js';
import type { TemplateFile } from '../sources/read-templates.js';
import { MISSING_IDS } from './missing-ids.js';
import { sealedBranches } from './sealed-contract.js';

export interface BuildRequest {
  /** The config with all its topics. */
  readonly config: Config;
  /** The topics to make models of, with the versions of their subjects. */
  readonly topics: readonly TopicConfig[];
  /** Whether the files of one of them are wanted too, or only the warnings that it gives. */
  readonly isEmitted: (topic: string) => boolean;
  readonly needsIndex: boolean;
  readonly templates: Result<readonly TemplateFile[]>;
  /** The hash of what `include` matches. */
  readonly include: string | undefined;
  readonly tool: string;
  /** Called with each schema file that is read, or found missing. */
  readonly note: (file: string) => void;
  readonly readFile: ReadSchemaFile;
  readonly expand: ExpandPatterns;
  /** Called for each topic that is built. */
  readonly onTopic: (progress: TopicProgress) => void;
}

/** How many of the topics to build are built. */
export interface TopicProgress {
  readonly done: number;
  readonly total: number;
}

/** A topic that was built. */
export interface BuiltTopic extends SealedOutput {
  readonly topic: string;
  readonly contract: HandlerContract;
  /** The schema files that it uses. */
  readonly inputs: readonly string[];
  readonly runtime: readonly string[];
}

export interface BuiltOutput {
  readonly topics: readonly BuiltTopic[];
  readonly index: (SealedOutput & { readonly runtime: readonly string[] }) | undefined;
  /** The keys and values without ids, by topic. */
  readonly withoutIds: ReadonlyMap<string, readonly PartWithoutIds[]>;
  /** What building the models gave, comparing their versions, and making the files. */
  readonly warnings: Readonly<Record<'model' | 'versions' | 'files', readonly Diagnostic[]>>;
}

/** Reads the schemas of topics, makes their models and the text of every file they call for. Writes nothing. */
export async function buildOutput(request: BuildRequest): Promise<Result<BuiltOutput>> {
  const { config, note } = request;
  const chosen: Config = { ...config, topics: request.topics };
  const hashes = new Map<string, string>();
  const readFile: ReadSchemaFile = async (root, file) => {
    note(file);
    const read = await request.readFile(root, file);
    if (read.kind === 'read' && read.sha256 !== undefined) hashes.set(file, read.sha256);
    return read;
  };
  const schemas = await readSchemas(chosen, readFile, request.expand);
  if (!schemas.ok) {
    // A file that cannot be read does not hide what is wrong with others.
    const topics = buildTopics(chosen, schemas.readable);
    return { ok: false, problems: [...schemas.problems, ...(topics.ok ? [] : topics.problems)] };
  }
  if (!request.templates.ok) return request.templates;
  const templates = makeTemplates(request.templates.value);
  if (!templates.ok) return templates;
  const models = buildTopics(chosen, schemas.value);
  if (!models.ok) return models;
  const remarks = new Map(models.value.map((model) => [model.topic, versionRemarks([model])]));
  const wanted = models.value.filter(({ topic }) => request.isEmitted(topic));
  const emitted = await emitTopics(wanted, config, templates.value, (done) => {
    request.onTopic({ done, total: wanted.length });
  });
  if (!emitted.ok) return emitted;

  const configs = new Map(request.topics.map((topic) => [topic.topic, topic]));
  const withoutIds = new Map(
    models.value.map((model) => [model.topic, partsWithoutIds(configOf(model.topic, configs), model)]),
  );
  const built = wanted.flatMap((model, index): readonly BuiltTopic[] => {
    const files = emitted.value[index];
    if (files === undefined) return [];
    const topic = configOf(model.topic, configs);
    const own = [...(remarks.get(model.topic) ?? []), ...files.warnings];
    const parts = { model, topic, files, remarks: own, withoutIds: withoutIds.get(model.topic) ?? [] };
    return [builtTopic(parts, { request, schemas: schemas.value, hashes, warnings: models.warnings })];
  });
  const index = request.needsIndex ? emitIndex(config) : undefined;
  return {
    ok: true,
    value: {
      topics: built,
      index: index && { ...sealIndex(index, request), runtime: index.runtime },
      withoutIds,
      warnings: { model: models.warnings, versions: [...remarks.values()].flat(), files: emitted.warnings },
    },
    warnings: [],
  };
}

interface BuiltParts {
  readonly model: TopicModel;
  readonly topic: TopicConfig;
  readonly files: EmittedTopic;
  readonly remarks: readonly Diagnostic[];
  readonly withoutIds: readonly PartWithoutIds[];
}

interface SealedSources {
  readonly request: BuildRequest;
  readonly schemas: Schemas;
  /** The hashes of schema files. */
  readonly hashes: ReadonlyMap<string, string>;
  /** The warnings of all topics. */
  readonly warnings: readonly Diagnostic[];
}

/** The files of a topic with the seal that says what they were made from. */
function builtTopic(parts: BuiltParts, { request, schemas, hashes, warnings }: SealedSources): BuiltTopic {
  const { model, topic, files, remarks, withoutIds } = parts;
  const { config, templates, tool } = request;
  const reach = reachOf(model, topic, schemas);
  const own = warnings.filter((warning) => concerns(warning, topic, { inputs: reach.inputs, configFile: config.file }));
  const record = reach.absent && recordOf({ files, reach, found: [...own, ...remarks], withoutIds });
  const sealed = sealTopic({
    config,
    topic,
    templates: templates.ok ? templates.value : [],
    files: files.files,
    record,
    hashOf: (file) => hashes.get(file),
    tool,
  });
  return { ...sealed, topic: model.topic, contract: files.contract, inputs: reach.inputs, runtime: files.runtime };
}

function configOf(topic: string, configs: ReadonlyMap<string, TopicConfig>): TopicConfig {
  const config = configs.get(topic);
  if (config === undefined) throw new Error(`a model of the topic ${topic}, which the config does not have`);
  return config;
}

interface Reach {
  readonly inputs: readonly string[];
  /** Undefined where something is there that could not be read: whether it can be by now is not seen without trying. */
  readonly absent: readonly string[] | undefined;
}

/** The files that a topic uses, and the paths at which there would be more. */
function reachOf(model: TopicModel, topic: TopicConfig, schemas: Schemas): Reach {
  const reached = (['key', 'value'] as const).flatMap((name) => {
    const [part, used] = [topic[name], model[name]];
    if (part.kind !== 'schema' || !hasSchema(used)) return [];
    return [
      schemas.reach(
        part,
        used.versions.flatMap(({ files }) => files),
      ),
    ];
  });
  const absent = new Map(reached.flatMap((part) => [...part.absent]));
  return {
    inputs: [...new Set(reached.flatMap(({ files }) => files))].sort(),
    absent: [...absent.values()].every((reason) => reason === 'does not exist') ? [...absent.keys()].sort() : undefined,
  };
}

/** Whether a diagnostic is about a topic: where the config names it, or a file that it uses. */
function concerns(
  { location }: Diagnostic,
  { pointer }: TopicConfig,
  { inputs, configFile }: { readonly inputs: readonly string[]; readonly configFile: string },
): boolean {
  if (location === undefined) return true;
  if (location.file !== configFile) return inputs.includes(location.file);
  return `${location.pointer ?? ''}/`.startsWith(`${pointer}/`);
}

function recordOf({
  files,
  reach,
  found,
  withoutIds,
}: {
  readonly files: EmittedTopic;
  readonly reach: Reach;
  readonly found: readonly Diagnostic[];
  readonly withoutIds: readonly PartWithoutIds[];
}): Omit<TopicRecord, 'event'> {
  const codes = (severity: Diagnostic['severity']): readonly string[] => [
    ...new Set(found.filter((one) => one.severity === severity).map(({ code }) => code)),
  ];
  return {
    inputs: reach.inputs,
    absent: reach.absent ?? [],
    runtime: files.runtime,
    warnings: codes('warning').toSorted(),
    notes: [...codes('note'), ...withoutIds.map(({ part }) => `${MISSING_IDS}:${part}`)].toSorted(),
    branches: sealedBranches(files.contract),
  };
}
