import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import picomatch from 'picomatch';
import { escapePath } from 'tinyglobby';
import type { NewTopics } from '../config/add-topics.js';
import type { Config, PartConfig } from '../config/config.js';
import type { GenMskConsumerConfig } from '../config/config-schema.js';
import { topicFilter } from '../config/filter-topics.js';
import { openConfig } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { findSchemas } from '../init/find-schemas.js';
import { initRemarks, leftOutRemark } from '../init/init-remarks.js';
import type { ProposedTopic } from '../init/proposed-topic.js';
import { proposeTopics } from '../init/propose-topics.js';
import { renderTopic, type TopicSettings } from '../init/render-config.js';
import { addToConfig } from './add-to-config.js';
import { nothingWritten, type InitOptions, type InitResult } from './init.js';
import type { TopicsOptions } from './project-options.js';

export type InitAddOptions = TopicsOptions & Pick<InitOptions, 'framing' | 'key'>;

/**
 * Adds the topics of schema files that a config does not name yet. JSON keeps its comments; for a config that is code, the
 * lines to paste are in a diagnostic.
 */
export async function initAdd(options: InitAddOptions = {}): Promise<InitResult> {
  const cwd = resolve(options.cwd ?? '.');
  const opened = await openConfig({ cwd, file: options.config });
  if (!opened.ok) return nothingWritten(opened.root ?? cwd, opened.problems);
  const { config, source } = opened;
  const { root, file } = config;
  const { files, warnings } = await findSchemas(root);
  const proposal = proposeTopics(files, (path) => existsSync(join(root, path)));
  const isWanted = topicFilter(options.topics);
  const topics = proposal.topics.filter((topic) => isWanted(topic.topic) && isNew(topic, config));
  const remarks = [...proposal.leftOut.map(leftOutRemark), ...warnings];
  if (topics.length === 0) return { ...nothingWritten(root, [nothingNew(file), ...remarks]), file };

  // The config is valid, as it has been opened.
  const { defaults, include = [] } = source.value as GenMskConsumerConfig;
  const settings: TopicSettings = {
    framing: options.framing ?? defaults?.framing ?? 'none',
    key: options.key ?? 'string',
  };
  const isIncluded = picomatch([...include], { dot: true });
  const added: NewTopics = {
    topics: topics.map((topic) => ({ topic: topic.topic, setting: topicSetting(topic, settings, defaults?.framing) })),
    include: proposal.include.filter((path) => !isIncluded(path)).map(escapePath),
  };
  return addToConfig(opened, added, [...initRemarks({ topics, framing: settings.framing }, file), ...remarks]);
}

/** A topic whose name and files the config does not have: it may have a file under another topic's name. */
function isNew({ topic, value }: ProposedTopic, { topics }: Config): boolean {
  const named = new Set(topics.flatMap(({ key, value: part }) => [...filesOf(key), ...filesOf(part)]));
  return !topics.some((known) => known.topic === topic) && !value.versions.some(({ file }) => named.has(file));
}

function filesOf(part: PartConfig): readonly string[] {
  return part.kind === 'schema' ? part.versions.map(({ file }) => file) : [];
}

/** A framing that is not the config's default is set for the topic. */
function topicSetting(
  topic: ProposedTopic,
  settings: TopicSettings,
  usual: TopicSettings['framing'] = 'none',
): NewTopics['topics'][number]['setting'] {
  const own = settings.framing === usual ? {} : { framing: settings.framing };
  return { ...own, ...renderTopic(topic, settings) };
}

function nothingNew(file: string): Diagnostic {
  const message = 'no schema file of a topic that the config does not have was found';
  return { code: 'topics-complete', severity: 'note', message, location: { file } };
}
