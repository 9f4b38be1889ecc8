import { posix } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Config, TopicConfig } from './config.js';
import { configSchema, topicSchema, type GenMskConsumerConfig } from './config-schema.js';
import {
  configPointer,
  toDiagnostic,
  valueAt,
  type ConfigPath,
  type ConfigProblem,
  type ConfigSource,
} from './config-source.js';
import { consumerRegistry } from './consumer-registry.js';
import { given } from './given.js';
import { mergeInfra } from './infra-config.js';
import { projectPaths } from './project-path.js';
import { resolveKafka } from './resolve-kafka.js';
import { resolveRegistry } from './resolve-registry.js';
import { resolvePatterns, resolvePart } from './resolve-part.js';
import type { PartContext } from './part-context.js';
import type { Environment, ServiceContext } from './service-settings.js';
import { validateConfig } from './validate-config.js';

/** What a command may talk to, each by its own settings. */
export type Service = 'registry' | 'kafka';

type ResolvedConfig =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly Diagnostic[] };

/** From what is written to what later stages need: every setting checked, defaults applied, all problems collected. */
export function resolveConfig(
  source: ConfigSource,
  environment?: Environment,
  needs: readonly Service[] = ['registry'],
): ResolvedConfig {
  const problems: ConfigProblem[] = [...validateConfig(configSchema, source.value)];
  const config = resolve(
    source,
    environment && { environment, needs },
    [...problems],
    (problem) => void problems.push(problem),
  );
  if (problems.length === 0) return { ok: true, config };
  return { ok: false, problems: problems.map((problem) => toDiagnostic(source, problem)) };
}

/** Resolves the settings that have no fault, so that what is wrong in one topic does not hide what is wrong in another. */
function resolve(
  source: ConfigSource,
  services: { readonly environment: Environment; readonly needs: readonly Service[] } | undefined,
  faults: readonly ConfigProblem[],
  report: (problem: ConfigProblem) => void,
): Config {
  const { shape } = configSchema;
  const isSound = (...path: ConfigPath): boolean =>
    !faults.some((fault) => path.every((part, index) => fault.path.length > index && fault.path[index] === part));
  const written = (...path: ConfigPath): unknown => (isSound(...path) ? valueAt(source.value, path) : undefined);
  const tools: Tools = { source, paths: projectPaths(source.root), report };

  const schemaRoots = resolveSchemaRoots(shape.schemaRoots.valid(written('schemaRoots')) ?? [], report);
  const schemaTools: Tools = { ...tools, paths: projectPaths(source.root, schemaRoots) };
  const strict = shape.strict.valid(written('strict'));
  const templates = shape.templates.valid(written('templates'));
  const infra = shape.infra.valid(written('infra'));
  const shared: SharedSettings = {
    defaults: shape.defaults.valid(written('defaults')) ?? {},
    include: resolvePatterns(shape.include.valid(written('include')), ['include'], schemaTools),
  };
  const contextOf = (service: Service): ServiceContext | undefined =>
    services?.needs.includes(service) === true
      ? { root: source.root, environment: services.environment, report }
      : undefined;
  // Which ids are right depends on the framing, which the defaults may set.
  const topics = isSound('defaults') ? source.keys(['topics']).filter((topic) => isSound('topics', topic)) : [];
  return {
    root: source.root,
    file: source.file,
    output: resolveFolder(shape.output.valid(written('output')) ?? 'src/consumers', ['output'], tools),
    ...(schemaRoots.length === 0 ? {} : { schemaRoots }),
    ...(strict === undefined ? {} : { strict }),
    ...resolveBanner(shape.banner.valid(written('banner')), report),
    adapters: shape.adapters.valid(written('adapters')) ?? [],
    importExtension: shape.importExtension.valid(written('importExtension')) ?? '.js',
    testRunner: shape.testRunner.valid(written('testRunner')) ?? 'vitest',
    snapshot: resolveFolder(shape.snapshot.valid(written('snapshot')) ?? 'schemas/registry', ['snapshot'], tools),
    ...(templates === undefined
      ? {}
      : {
          templates: {
            folder: resolveFolder(templates, ['templates'], tools),
            pointer: configPointer(source, ['templates']),
          },
        }),
    ...resolveServices(shape.registry.valid(written('registry')), shape.kafka.valid(written('kafka')), contextOf),
    ...(infra === undefined
      ? {}
      : {
          infra: { formats: infra.formats, folder: resolveFolder(infra.folder ?? 'infra', ['infra', 'folder'], tools) },
        }),
    topics: topics
      .map((topic) => resolveTopic(topic, shared, schemaTools))
      .sort((a, b) => (a.topic < b.topic ? -1 : 1)),
  };
}

/** What a run may talk to, each where it is needed, and the registry that consumers ask at run time. */
function resolveServices(
  registry: GenMskConsumerConfig['registry'],
  kafka: GenMskConsumerConfig['kafka'],
  contextOf: (service: Service) => ServiceContext | undefined,
): Pick<Config, 'registry' | 'kafka' | 'consumerRegistry'> {
  const [registryContext, kafkaContext] = [contextOf('registry'), contextOf('kafka')];
  const resolvedRegistry = registryContext && resolveRegistry(registry, registryContext);
  const resolvedKafka = kafka && kafkaContext && resolveKafka(kafka, kafkaContext);
  return {
    ...given({ registry: resolvedRegistry, kafka: resolvedKafka, consumerRegistry: consumerRegistry(registry) }),
  };
}

type Tools = Pick<PartContext, 'source' | 'paths' | 'report'>;

interface SharedSettings {
  readonly defaults: NonNullable<GenMskConsumerConfig['defaults']>;
  readonly include: readonly string[];
}

function resolveFolder(text: string, path: ConfigPath, { paths, report }: Tools): string {
  const at = { path, part: 'value' } as const;
  const checked = paths.check(text);
  if (!checked.ok) {
    report({ ...at, code: checked.code, message: checked.message });
    return text;
  }
  const folder = checked.path.replace(/\/$/, '');
  if (folder === '.') {
    report({
      ...at,
      code: 'config-invalid',
      message: "expected a folder inside the config's folder, not that folder itself",
    });
  }
  const reserved = folder.split('/').find((part) => /^(?:\.git|node_modules)$/i.test(part));
  if (reserved !== undefined) {
    report({ ...at, code: 'config-invalid', message: `expected a folder of your own code, not one below ${reserved}` });
  }
  return folder;
}

/** The folders outside the project that schema files may be in, which need not exist. */
function resolveSchemaRoots(folders: readonly string[], report: Tools['report']): readonly string[] {
  folders.forEach((folder, index) => {
    if (!posix.isAbsolute(folder) && !/[\u0000-\u001F\u007F\\]|^[A-Za-z]:/.test(folder)) return;
    const message = 'expected a folder relative to the config, with "/" between its parts';
    report({ path: ['schemaRoots', index], part: 'value', code: 'config-invalid', message });
  });
  return folders;
}

/** The banner as one text; problems go to `report`. It may hold nothing but comments, so that it changes no code. */
function resolveBanner(lines: readonly string[] | undefined, report: Tools['report']): Pick<Config, 'banner'> {
  const banner = (lines ?? []).flatMap((line) => line.split(/\r?\n/)).map((line) => line.trimEnd());
  if (banner.every((line) => line === '')) return {};
  const text = banner.join('\n');
  const problem = bannerProblem(text);
  if (problem !== undefined) report({ path: ['banner'], part: 'value', code: 'config-invalid', message: problem });
  return { banner: text };
}

function bannerProblem(text: string): string | undefined {
  if (!/^(?:\s*(?:\/\/.*(?:\n|$)|\/\*[^]*?\*\/))*\s*$/.test(text))
    return 'expected comments only: lines that begin with "//", or "/* … */"';
  if (text.includes('// Generated by gen-msk-consumer')) return "expected lines other than the tool's own header";
  return undefined;
}

function resolveTopic(topic: string, { defaults, include }: SharedSettings, tools: Tools): TopicConfig {
  const path = ['topics', topic];
  const raw = topicSchema.valid(valueAt(tools.source.value, path));
  const { as, value, key, fields = {}, acknowledge, reportBatchItemFailures, infra, ...settings } = raw;
  const merged = mergeInfra(infra, defaults.infra, (layer) =>
    configPointer(tools.source, layer === 'own' ? [...path, 'infra'] : ['defaults', 'infra']),
  );
  const context: PartContext = {
    ...tools,
    include,
    layers: Object.keys(settings).length === 0 ? [defaults] : [settings, defaults],
    fields: Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, given(values)])),
  };
  return {
    topic,
    as,
    pointer: configPointer(tools.source, path),
    key: resolvePart(key, [...path, 'key'], context),
    value: resolvePart(value, [...path, 'value'], context),
    reportBatchItemFailures: reportBatchItemFailures ?? defaults.reportBatchItemFailures ?? false,
    ...given({ infra: merged, acknowledge }),
  };
}
