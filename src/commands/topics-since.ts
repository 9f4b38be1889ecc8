import { topicNames } from '../model/topic-names.js';
import type { Config, TopicConfig } from '../config/config.js';
import { filterTopics } from '../config/filter-topics.js';
import { openConfig } from '../config/load-config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { changedPaths } from '../history/changed-paths.js';
import { openRepository } from '../history/git-repository.js';
import { nodeFileSystem } from '../plan/node-file-system.js';
import { sealIn } from '../plan/header.js';
import { recordOf } from '../seal/topic-seal.js';
import type { RunOptions } from './compare-with-disk.js';

/**
 * The names of the topics that may differ from a git revision: those with a schema or a generated file that does, or with
 * `include`; undefined for all, as where the config or a template does. A topic without a seal may use any file.
 */
export async function topicsSince(
  revision: string,
  options: RunOptions,
): Promise<Result<readonly string[] | undefined>> {
  const { cwd, config: file, topics } = options;
  const opened = await openConfig({ cwd, file });
  if (!opened.ok) return { ok: false, problems: opened.problems };
  const { config } = opened;
  const chosen = filterTopics(config, topics);
  if (!chosen.ok) return chosen;
  const repository = await openRepository(config.root);
  if (!repository.ok) return failed(repository.problem);
  const paths = await changedPaths(repository.value, revision);
  if (!paths.ok) return failed(paths.problem);
  const isShared =
    opened.files.some((path) => paths.value.has(path)) || hasPathIn(paths.value, config.templates?.folder);
  const changed = chosen.value.topics.filter((topic) => isShared || isTouched(topic, config, paths.value));
  // A run for all topics finds stale files, too.
  const isWhole = topics === undefined && changed.length === config.topics.length;
  return { ok: true, value: isWhole ? undefined : changed.map(({ topic }) => topic), warnings: [] };
}

function failed(problem: Diagnostic): Result<readonly string[] | undefined> {
  return { ok: false, problems: [problem] };
}

function isTouched(topic: TopicConfig, config: Config, changed: ReadonlySet<string>): boolean {
  const folder = `${config.output}/${topicNames(topic.as ?? topic.topic).folder}`;
  if (hasPathIn(changed, folder) || hasPathIn(changed, `${config.output}/_runtime`)) return true;
  const parts = [topic.key, topic.value].filter((part) => part.kind === 'schema');
  // Any file may come to match a pattern, and a subject's versions are listed in the snapshot.
  if (parts.some(({ include }) => include.length > 0)) return true;
  if (parts.some(({ from }) => from !== undefined) && hasPathIn(changed, config.snapshot)) return true;
  const { inputs, absent } = recordOf(sealIn(nodeFileSystem(config.root).read(`${folder}/consumer.ts`)));
  return inputs.length === 0 ? parts.length > 0 : [...inputs, ...absent].some((path) => changed.has(path));
}

function hasPathIn(paths: ReadonlySet<string>, folder: string | undefined): boolean {
  return folder !== undefined && [...paths].some((path) => path.startsWith(`${folder}/`));
}
