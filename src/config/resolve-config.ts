import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { ValueSettings } from '../runtime/resolution/value-shape.js';
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
import { ProjectPaths } from './project-path.js';
import { resolveRegistry, type Environment } from './resolve-registry.js';
import { resolvePatterns, resolvePart } from './resolve-part.js';
import type { PartContext } from './part-context.js';
import { validateConfig } from './validate-config.js';

export type ResolvedConfig =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly Diagnostic[] };

/** From what is written to what later stages need: every setting checked, defaults applied, all problems collected. */
export function resolveConfig(source: ConfigSource, environment?: Environment): ResolvedConfig {
  const problems: ConfigProblem[] = [...validateConfig(configSchema, source.value)];
  const config = resolve(source, environment, [...problems], (problem) => void problems.push(problem));
  if (problems.length === 0) return { ok: true, config };
  return { ok: false, problems: problems.map((problem) => toDiagnostic(source, problem)) };
}

/** Resolves the settings that have no fault, so that what is wrong in one topic does not hide what is wrong in another. */
function resolve(
  source: ConfigSource,
  environment: Environment | undefined,
  faults: readonly ConfigProblem[],
  report: (problem: ConfigProblem) => void,
): Config {
  const { shape } = configSchema;
  const isSound = (...path: ConfigPath): boolean =>
    !faults.some((fault) => path.every((part, index) => fault.path.length > index && fault.path[index] === part));
  const written = (...path: ConfigPath): unknown => (isSound(...path) ? valueAt(source.value, path) : undefined);
  const tools: Tools = { source, paths: new ProjectPaths(source.root), report };

  const registry = shape.registry.parse(written('registry'));
  const resolvedRegistry =
    environment === undefined ? undefined : resolveRegistry(registry, { root: source.root, environment, report });
  const templates = shape.templates.parse(written('templates'));
  const askedAtRunTime = consumerRegistry(registry);
  const shared: SharedSettings = {
    defaults: shape.defaults.parse(written('defaults')) ?? {},
    include: resolvePatterns(shape.include.parse(written('include')), ['include'], tools),
  };
  // Which ids are right depends on the framing, which the defaults may set.
  const topics = isSound('defaults') ? source.keys(['topics']).filter((topic) => isSound('topics', topic)) : [];
  return {
    root: source.root,
    file: source.file,
    output: resolveFolder(shape.output.parse(written('output')) ?? 'src/consumers', 'output', tools),
    importExtension: shape.importExtension.parse(written('importExtension')) ?? '.js',
    testRunner: shape.testRunner.parse(written('testRunner')) ?? 'vitest',
    snapshot: resolveFolder(shape.snapshot.parse(written('snapshot')) ?? 'schemas/registry', 'snapshot', tools),
    ...(templates === undefined
      ? {}
      : {
          templates: {
            folder: resolveFolder(templates, 'templates', tools),
            pointer: configPointer(source, ['templates']),
          },
        }),
    ...(resolvedRegistry === undefined ? {} : { registry: resolvedRegistry }),
    ...(askedAtRunTime === undefined ? {} : { consumerRegistry: askedAtRunTime }),
    topics: topics.map((topic) => resolveTopic(topic, shared, tools)).sort((a, b) => (a.topic < b.topic ? -1 : 1)),
  };
}

type Tools = Pick<PartContext, 'source' | 'paths' | 'report'>;

interface SharedSettings {
  readonly defaults: NonNullable<GenMskConsumerConfig['defaults']>;
  readonly include: readonly string[];
}

function resolveFolder(text: string, name: 'output' | 'snapshot' | 'templates', { paths, report }: Tools): string {
  const at = { path: [name], part: 'value' } as const;
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
  return folder;
}

function resolveTopic(topic: string, { defaults, include }: SharedSettings, tools: Tools): TopicConfig {
  const path = ['topics', topic];
  // Read from the source, as zod leaves out of a parsed record the key `__proto__`, a topic name that Kafka allows.
  const raw = topicSchema.parse(valueAt(tools.source.value, path));
  const { as, value, key, fields = {}, reportBatchItemFailures, ...settings } = raw;
  const context: PartContext = {
    ...tools,
    include,
    layers: [settings, defaults],
    fields: Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, given(values)])),
  };
  return {
    topic,
    as,
    pointer: configPointer(tools.source, path),
    key: resolvePart(key ?? 'none', [...path, 'key'], context),
    value: resolvePart(value, [...path, 'value'], context),
    reportBatchItemFailures: reportBatchItemFailures ?? defaults.reportBatchItemFailures ?? false,
  };
}

type FieldSettings = { readonly [Name in keyof ValueSettings]?: ValueSettings[Name] | undefined };

/** The settings without those that a `.ts` config spells out as undefined. */
function given(settings: FieldSettings): Partial<ValueSettings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
