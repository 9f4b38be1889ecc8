import { filterTopics } from '../config/filter-topics.js';
import { versionRemarks } from '../compat/version-remarks.js';
import type { Config } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { emitFiles } from '../emit/emit-files.js';
import { makeTemplates } from '../emit/templates.js';
import { buildTopics } from '../model/build-topics.js';
import type { TopicModel } from '../model/topic-model.js';
import type { HandlerContract } from '../emit/handler-contract.js';
import { outputFile } from '../plan/header.js';
import type { FileBody, OutputPlan } from '../plan/output-file.js';
import { readSchemaFile } from '../sources/read-schema-file.js';
import { readSchemas } from '../sources/read-schemas.js';
import { readTemplates } from '../sources/read-templates.js';
import type { TopicSources } from './settle-diagnostics.js';
import { resolveSubjectsFromSnapshot } from '../sources/snapshot-versions.js';

/** Every file that a config calls for, and what the team's files among them have to agree with. */
export interface PlannedOutput extends OutputPlan {
  readonly contracts: readonly HandlerContract[];
  readonly topics: readonly TopicSources[];
}

/**
 * The pipeline: from a config to every file it calls for. Reads schema files; writes nothing.
 * `patterns` choose topics by glob; without them all are planned, and what is not planned is stale. `note` is called with each
 * schema file that is read, or found missing.
 */
export async function planOutput(
  config: Config,
  patterns?: readonly string[],
  note: (file: string) => void = () => undefined,
): Promise<Result<PlannedOutput>> {
  const chosen = filterTopics(config, patterns);
  if (!chosen.ok) return chosen;
  const filled = resolveSubjectsFromSnapshot(chosen.value);
  if (!filled.ok) return filled;
  const schemas = await readSchemas(filled.value, (root, file) => {
    note(file);
    return readSchemaFile(root, file);
  });
  if (!schemas.ok) {
    // A file that cannot be read does not hide what is wrong with others.
    const topics = buildTopics(filled.value, schemas.readable);
    return { ok: false, problems: [...schemas.problems, ...(topics.ok ? [] : topics.problems)] };
  }
  const own = readTemplates(config);
  if (!own.ok) return own;
  const templates = makeTemplates(own.value);
  if (!templates.ok) return templates;
  const topics = buildTopics(filled.value, schemas.value);
  if (!topics.ok) return topics;
  const emitted = await emitFiles(topics.value, config, templates.value);
  if (!emitted.ok) return emitted;
  const { infrastructure, findings } = await infraOf(config, filled.value, emitted.value.files);
  if (findings.some(({ severity }) => severity === 'error')) return { ok: false, problems: findings };
  return {
    ok: true,
    value: {
      files: [...emitted.value.files, ...infrastructure].map((file) => outputFile(file, config.banner)),
      contracts: emitted.value.contracts,
      topics: topics.value.map((topic) => sourcesOf(topic, config)),
      folders: [config.output],
      config: config.file,
      partial: patterns !== undefined,
    },
    warnings: [
      ...filled.warnings,
      ...schemas.warnings,
      ...topics.warnings,
      ...versionRemarks(topics.value),
      ...emitted.warnings,
      ...findings,
    ],
  };
}

/** The infrastructure files, and what the rules say of the chosen topics; both are loaded where a config has infrastructure. */
async function infraOf(
  config: Config,
  chosen: Config,
  files: readonly FileBody[],
): Promise<{ readonly infrastructure: readonly FileBody[]; readonly findings: readonly Diagnostic[] }> {
  if (config.infra === undefined && config.topics.every(({ infra }) => infra === undefined))
    return { infrastructure: [], findings: [] };
  const [{ infraFiles }, { infraFindings }] = await Promise.all([
    import('../emit/infra-files.js'),
    import('./infra-findings.js'),
  ]);
  return { infrastructure: await infraFiles(config), findings: infraFindings({ config: chosen, files }) };
}

function sourcesOf({ topic, names, key, value }: TopicModel, { topics, output }: Config): TopicSources {
  const { pointer = '', acknowledge = [] } = topics.find((config) => config.topic === topic) ?? {};
  const files = [key, value].flatMap((part): readonly string[] => {
    if (part.kind === 'avro') return part.versions.map(({ file }) => file);
    return part.kind === 'json' ? part.versions.flatMap((version) => version.files) : [];
  });
  return { pointer, folder: `${output}/${names.folder}`, files, acknowledge };
}
