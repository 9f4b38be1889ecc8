import { resolve } from 'node:path';
import type { Config, PartConfig } from '../config/config.js';
import type { GenMskConsumerConfig } from '../config/config-schema.js';
import { topicFilter } from '../config/filter-topics.js';
import { openConfig } from '../config/load-config.js';
import type { RegistryConfig } from '../config/registry-config.js';
import type { Environment } from '../config/resolve-registry.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Clock } from '../http/clock.js';
import { systemClock } from '../http/system-clock.js';
import { topicsOfSubjects, type RegistryTopic } from '../init/topics-of-subjects.js';
import { addToConfig } from './add-to-config.js';
import { nothingWritten, type InitResult } from './init.js';
import type { InitAddOptions } from './init-add.js';
import { listSubjects, subjectsWithoutTopic } from './list-subjects.js';

export interface InitAddRegistryOptions extends InitAddOptions {
  /** The address that the config names, or true. */
  readonly registry: string | true;
  /** Stands in for `${NAME}` in the config. Default: that of the process. */
  readonly env?: Environment;
  /** The clock that retries wait by. Default: the real one. */
  readonly clock?: Clock;
}

/** Adds the topics that the subjects of the config's registry show and that the config does not name yet. */
export async function initAddRegistry(options: InitAddRegistryOptions): Promise<InitResult> {
  const { env = process.env, clock = systemClock, topics: patterns } = options;
  const cwd = resolve(options.cwd ?? '.');
  const opened = await openConfig({ cwd, file: options.config, env, needs: ['registry'] });
  if (!opened.ok) return nothingWritten(opened.root ?? cwd, opened.problems);
  const { config, source } = opened;
  const refuse = (problem: Diagnostic): InitResult => nothingWritten(config.root, [problem]);
  const { registry } = config;
  if (registry === undefined) return refuse(noRegistry(config.file));
  if (options.registry !== true && !isAddressOf(registry, options.registry)) return refuse(otherRegistry(config.file));
  const subjects = await listSubjects(registry, { environment: env, clock });
  if ('code' in subjects) return refuse(subjects);

  const { topics, withoutTopic } = topicsOfSubjects(subjects, registry.type);
  const named = subjectsOf(config);
  const isWanted = topicFilter(patterns);
  const added = topics.filter(({ topic, parts }) => isWanted(topic) && isNew({ topic, parts }, config, named));
  const unused = withoutTopic.filter((subject) => !named.has(subject));
  const remarks = patterns === undefined ? subjectsWithoutTopic(unused) : [];
  if (added.length === 0)
    return { ...nothingWritten(config.root, [nothingNew(config.file), ...remarks]), file: config.file };
  // The config is valid, as it has been opened.
  const { defaults } = source.value as GenMskConsumerConfig;
  const usual = defaults?.framing ?? registry.type;
  const framing = options.framing === undefined || options.framing === usual ? {} : { framing: options.framing };
  const setting = (parts: RegistryTopic): RegistryTopic => ({ ...framing, key: options.key ?? 'string', ...parts });
  const newTopics = added.map(({ topic, parts }) => ({ topic, setting: setting(parts) }));
  return addToConfig(opened, { topics: newTopics, include: [] }, remarks);
}

/** A topic whose name and subjects the config does not have: it may have a subject under another topic's name. */
function isNew(
  { topic, parts: { value } }: { readonly topic: string; readonly parts: RegistryTopic },
  { topics }: Config,
  named: ReadonlySet<string>,
): boolean {
  if (topics.some((known) => known.topic === topic)) return false;
  return typeof value !== 'object' || !('subject' in value) || !named.has(value.subject);
}

function subjectsOf({ topics }: Config): ReadonlySet<string> {
  return new Set(topics.flatMap(({ key, value }) => [...subjectsOfPart(key), ...subjectsOfPart(value)]));
}

function subjectsOfPart(part: PartConfig): readonly string[] {
  return part.kind === 'schema' ? (part.from?.subjects ?? []).map(({ subject }) => subject) : [];
}

function isAddressOf(registry: RegistryConfig, address: string): boolean {
  return registry.type === 'glue'
    ? address === `glue:${registry.registryName}`
    : registry.urls.includes(address.replace(/\/+$/, ''));
}

function noRegistry(file: string): Diagnostic {
  return {
    code: 'registry-setup',
    severity: 'error',
    message: 'the config has no "registry"',
    location: { file },
    help: 'Add it: "registry": { "type": "confluent", "url": "${SCHEMA_REGISTRY_URL}" }.',
  };
}

function otherRegistry(file: string): Diagnostic {
  return {
    code: 'usage',
    severity: 'error',
    message: 'the config names another registry than --registry',
    location: { file },
    help: 'Leave out the address: init --add --registry.',
  };
}

function nothingNew(file: string): Diagnostic {
  const message = 'the config already has every topic that the subjects of the registry show';
  return { code: 'topics-complete', severity: 'note', message, location: { file } };
}
