import type { Result } from '../diagnostics/diagnostic.js';
import { nearestName } from '../diagnostics/nearest-name.js';
import type { Config, TopicConfig } from './config.js';
import { chooseFrom } from './filter-topics.js';

/** The topic of that name; where there is none, the problem suggests the nearest one. */
export function findTopic({ topics }: Pick<Config, 'topics'>, name: string): Result<TopicConfig> {
  const found = topics.find(({ topic }) => topic === name);
  if (found !== undefined) return { ok: true, value: found, warnings: [] };
  const names = topics.map(({ topic }) => topic);
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? '' : `, did you mean "${nearest}"?`;
  const message = `no topic "${name}" in the config${hint}`;
  return { ok: false, problems: [{ code: 'topic-not-found', severity: 'error', message, help: chooseFrom(names) }] };
}
