import picomatch from 'picomatch';

import type { Config } from './config/config.js';
import type { Diagnostic, Result } from './diagnostic.js';

/** The config with those topics only that a glob pattern chooses; all of them without patterns. A pattern that chooses none is a problem. */
export function chooseTopics(config: Config, patterns: readonly string[] | undefined): Result<Config> {
  if (patterns === undefined) return { ok: true, value: config, warnings: [] };
  const matchers = patterns.map((pattern) => ({ pattern, matches: picomatch(pattern, { dot: true }) }));
  const problems = matchers
    .filter(({ matches }) => !config.topics.some(({ topic }) => matches(topic)))
    .map(({ pattern }): Diagnostic => ({
      code: 'topic-not-found',
      severity: 'error',
      message: `no topic of the config matches "${pattern}"`,
      location: { file: config.file, pointer: '/topics' },
      help: `the topics are ${config.topics.map(({ topic }) => topic).join(', ')}`,
    }));
  if (problems.length > 0) return { ok: false, problems };
  const topics = config.topics.filter(({ topic }) => matchers.some(({ matches }) => matches(topic)));
  return { ok: true, value: { ...config, topics }, warnings: [] };
}
