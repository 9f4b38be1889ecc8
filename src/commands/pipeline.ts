import type { Config, TopicConfig } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import type { HandlerContract } from '../emit/handler-contract.js';
import { runtimeFiles } from '../emit/runtime-files.js';
import { templateRuntime } from '../emit/template-runtime.js';
import type { FileSystem } from '../plan/file-system.js';
import { isSettled } from '../merge/settled-topic.js';
import { outputFile } from '../plan/header.js';
import { nodeFileSystem } from '../plan/node-file-system.js';
import type { OutputFile, OutputPlan } from '../plan/output-file.js';
import type { Seal } from '../plan/seal.js';
import { sealedProject, type SealedProject } from '../seal/sealed-project.js';
import type { SealedTopic } from '../seal/sealed-topic.js';
import { toolFingerprint } from '../seal/tool-fingerprint.js';
import { readSchemaFile } from '../sources/read-schema-file.js';
import type { ReadSchemaFile } from '../sources/read-schemas.js';
import { readTemplates } from '../sources/read-templates.js';
import { resolveSubjectsFromSnapshot } from '../sources/snapshot-versions.js';
import { patternExpander } from '../sources/expand-patterns.js';
import { unmatchedIncludes } from '../sources/unmatched-includes.js';
import type { BuiltOutput, BuildRequest, TopicProgress } from './build-output.js';
import { missingIds, MISSING_IDS } from './missing-ids.js';
import { sealedContract } from './sealed-contract.js';
import type { TopicSources } from './settle-diagnostics.js';
import { indexOutput, topicOutputs } from './topic-output.js';

/** Every file that a config calls for, and what the team's files among them have to agree with. */
interface PlannedOutput extends OutputPlan {
  readonly contracts: readonly HandlerContract[];
  /** Those of the topics whose files of the team's have not been seen to agree. */
  readonly unsettled: readonly HandlerContract[];
  readonly topics: readonly TopicSources[];
  /** The seal that another version of the tool would write, by the path of the file that has it. */
  readonly seals: ReadonlyMap<string, (tool: string) => Seal>;
}

interface PlanOptions {
  /** Glob patterns that choose topics; without them all are planned, and what is not planned is stale. */
  readonly patterns?: readonly string[] | undefined;
  /** Called with each schema file that is read, or found missing. */
  readonly note?: (file: string) => void;
  /** The disk to look for seals on: a topic whose seal fits is taken from there. Absent to build every topic. */
  readonly sealed?: FileSystem;
  /** Whether notes are wanted, as well as warnings. Default: true. */
  readonly notes?: boolean;
  /** Reads a schema file. Default: from the disk. */
  readonly readFile?: ReadSchemaFile | undefined;
  /** Called for each topic that is built. */
  readonly onTopic?: ((progress: TopicProgress) => void) | undefined;
}

/**
 * The pipeline: from a config to every file it calls for. Reads schema files; writes nothing. What a seal vouches for is not
 * built; the rest is.
 */
export async function planOutput(config: Config, options: PlanOptions = {}): Promise<Result<PlannedOutput>> {
  const { patterns, note = () => undefined, notes = true } = options;
  const chosen = await topicsOf(config, patterns);
  if (!chosen.ok) return chosen;
  const filled = resolveSubjectsFromSnapshot(chosen.value);
  if (!filled.ok) return filled;
  const { topics } = filled.value;
  const expand = patternExpander(config.root);
  const warnings = [...filled.warnings, ...(await unmatchedIncludes(filled.value, expand))];
  const templates = readTemplates(config);
  const disk = options.sealed ?? nodeFileSystem(config.root);
  const sealed = await sealedProject({
    config,
    topics,
    templates: templates.ok ? templates.value : [],
    expand,
    fileSystem: disk,
    tool: toolFingerprint,
    contractOf: (topic) => sealedContract(topic, config),
    isSettled: (contract, texts) =>
      isSettled({ contract, texts, read: disk.read, mayBeGenerated: (path) => isBelowOutput(path, config) }),
    isPartial: patterns !== undefined,
    trusts: options.sealed !== undefined && templates.ok,
  });
  for (const { record } of sealed.topics.values()) [...record.inputs, ...record.absent].forEach(note);
  const isEmitted = (topic: string): boolean => isToBuild(sealed.topics.get(topic));
  const request: BuildRequest = {
    config,
    topics: topics.filter(({ topic }) => isEmitted(topic) || hasRemarks(sealed.topics.get(topic), notes)),
    isEmitted,
    needsIndex: sealed.index === undefined,
    templates,
    // Only a run for all topics has built all that include something.
    include: patterns === undefined ? sealed.include.now : sealed.include.recorded,
    tool: toolFingerprint,
    note,
    readFile: options.readFile ?? readSchemaFile,
    expand,
    onTopic: options.onTopic ?? (() => undefined),
  };
  const built = await build(request);
  if (!built.ok) return { ...built, problems: [...built.problems, ...warnings] };
  return planned({ config, disk, topics, sealed, built: built.value, warnings, templates, options });
}

/** Whether a path is in a folder that the tool generates into. */
function isBelowOutput(path: string, { output, infra }: Config): boolean {
  return path.startsWith(`${output}/`) || (infra !== undefined && path.startsWith(`${infra.folder}/`));
}

/** The config with the topics that the run is for. */
async function topicsOf(config: Config, patterns: PlanOptions['patterns']): Promise<Result<Config>> {
  if (patterns === undefined) return { ok: true, value: config, warnings: [] };
  const { filterTopics } = await import('../config/filter-topics.js');
  return filterTopics(config, patterns);
}

/** Whether files are wanted: those of a schema without values give a warning that only making samples finds. */
function isToBuild(sealed: SealedTopic | undefined): boolean {
  return sealed === undefined || sealed.record.warnings.includes('schema-without-values');
}

/** Whether there are remarks to repeat, for which the topic's model is made. */
function hasRemarks(sealed: SealedTopic | undefined, notes: boolean): boolean {
  if (sealed === undefined || sealed.record.warnings.length > 0) return true;
  return notes && sealed.record.notes.some((code) => !code.startsWith(MISSING_IDS));
}

const NOTHING_BUILT: BuiltOutput = {
  topics: [],
  index: undefined,
  withoutIds: new Map(),
  warnings: { model: [], versions: [], files: [] },
};

/** What builds is loaded only where something is to be built. */
async function build(request: BuildRequest): Promise<Result<BuiltOutput>> {
  if (request.topics.length === 0 && !request.needsIndex) return { ok: true, value: NOTHING_BUILT, warnings: [] };
  const { buildOutput } = await import('./build-output.js');
  return buildOutput(request);
}

interface Parts {
  readonly config: Config;
  readonly disk: FileSystem;
  readonly topics: readonly TopicConfig[];
  readonly sealed: SealedProject;
  readonly built: BuiltOutput;
  readonly warnings: readonly Diagnostic[];
  readonly templates: ReturnType<typeof readTemplates>;
  readonly options: PlanOptions;
}

/** The output of topics that were built and of those that are sealed, in the order of the topics. */
async function planned(parts: Parts): Promise<Result<PlannedOutput>> {
  const { config, disk, topics, sealed, built, warnings, templates, options } = parts;
  const outputs = topicOutputs(parts);
  const index = indexOutput(sealed.index, built.index, disk);
  const runtime = new Set([
    ...(templates.ok ? templates.value.flatMap(({ text }) => templateRuntime(text)) : []),
    // Many topics share one list.
    ...[...new Set([...outputs, index].map((output) => output.runtime))].flat(),
  ]);
  const files = [
    ...[...outputs, index].flatMap((output) => output.files),
    ...runtimeFiles(runtime, config).map((file) => outputFile(file, config.banner)),
  ];
  const { infrastructure, findings } = await infraOf(config, topics, files);
  if (findings.some(({ severity }) => severity === 'error')) return { ok: false, problems: findings };
  const pointers = outputs.flatMap(({ withoutIds }) => withoutIds);
  return {
    ok: true,
    value: {
      files: [...files, ...infrastructure],
      contracts: outputs.map(({ contract }) => contract),
      unsettled: outputs.filter(({ isSettled }) => !isSettled).map(({ contract }) => contract),
      topics: outputs.map(({ sources }) => sources),
      seals: new Map(
        [...built.topics, ...(built.index === undefined ? [] : [built.index])].flatMap((one) => [...one.seals]),
      ),
      folders: [config.output],
      whole: new Set(outputs.filter(({ isWhole }) => isWhole).map(({ contract }) => contract.folder)),
      config: config.file,
      partial: options.patterns !== undefined,
    },
    warnings: [
      ...warnings,
      ...built.warnings.model,
      ...missingIds(pointers, config.file),
      ...built.warnings.versions,
      ...built.warnings.files,
      ...findings,
    ].filter(({ severity }) => options.notes !== false || severity !== 'note'),
  };
}

/** The infrastructure files, and what the rules say of the chosen topics; both are loaded where a config has infrastructure. */
async function infraOf(
  config: Config,
  topics: readonly TopicConfig[],
  files: readonly OutputFile[],
): Promise<{ readonly infrastructure: readonly OutputFile[]; readonly findings: readonly Diagnostic[] }> {
  if (config.infra === undefined && config.topics.every(({ infra }) => infra === undefined))
    return { infrastructure: [], findings: [] };
  const [{ infraFiles }, { infraFindings }] = await Promise.all([
    import('../emit/infra-files.js'),
    import('./infra-findings.js'),
  ]);
  const printed = await infraFiles(config);
  const events = files.filter(({ owner }) => owner === 'tool-headerless');
  return {
    infrastructure: printed.map((file) => outputFile(file, config.banner)),
    findings: infraFindings({
      config: { ...config, topics },
      files: events.map(({ path, content }) => ({ path, body: content })),
    }),
  };
}
