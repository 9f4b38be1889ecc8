import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filterTopics } from '../config/filter-topics.js';
import { openConfig } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { FieldReads } from '../impact/find-reads.js';
import { topicNames } from '../model/topic-names.js';
import type { TopicsOptions } from './project-options.js';

export type UsageOptions = TopicsOptions;

/** The fields of a topic's keys and values, by whether the team's code reads them. */
export interface TopicUsage {
  readonly topic: string;
  /** The fields that are read, with the places. */
  readonly read: readonly FieldReads[];
  readonly unread: readonly Pick<FieldReads, 'type' | 'field'>[];
}

export interface UsageResult {
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
  /** In code-point order of their names. */
  readonly topics: readonly TopicUsage[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the fields that the team's code reads of each topic: which consumers a change of a producer's schema reaches. */
export async function fieldUsage({ cwd, config: file, topics }: UsageOptions = {}): Promise<UsageResult> {
  const opened = await openConfig({ cwd, file });
  if (!opened.ok) return { root: opened.root, topics: [], diagnostics: opened.problems };
  const { root, output } = opened.config;
  const chosen = filterTopics(opened.config, topics);
  if (!chosen.ok) return { root, topics: [], diagnostics: chosen.problems };
  const files = chosen.value.topics.map(({ topic, as = topic }) => ({
    topic,
    path: `${output}/${topicNames(as).folder}/types.ts`,
  }));
  const missing = files.filter(({ path }) => !existsSync(join(root, path)));
  if (missing.length > 0)
    return {
      root,
      topics: [],
      diagnostics: missing.map(({ path }) => ({
        code: 'decoder-unloadable',
        severity: 'error',
        message: 'does not exist',
        location: { file: path },
      })),
    };
  const { findReads } = await import('../impact/find-reads.js');
  const { fields, remarks } = findReads({ root, types: files.map(({ path }) => path) });
  return {
    root,
    topics: files.map(({ topic, path }) => {
      const all = fields.get(path) ?? [];
      return {
        topic,
        read: all.filter(({ reads }) => reads.length > 0),
        unread: all.filter(({ reads }) => reads.length === 0).map(({ type, field }) => ({ type, field })),
      };
    }),
    diagnostics: remarks.map((message) => ({ code: 'impacts-unknown', severity: 'warning', message })),
  };
}
