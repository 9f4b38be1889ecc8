import picomatch from 'picomatch';

import type { Config } from './config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { nearestName } from '../diagnostics/nearest-name.js';

/** The config with those topics only that a glob pattern chooses; all of them without patterns. A pattern that chooses none is a problem. */
export function filterTopics(config: Config, patterns: readonly string[] | undefined): Result<Config> {
  const names = config.topics.map(({ topic }) => topic);
  const problems = patternsWithoutTopic(patterns, names, config.file);
  if (problems.length > 0) return { ok: false, problems };
  const isChosen = topicFilter(patterns);
  return { ok: true, value: { ...config, topics: config.topics.filter(({ topic }) => isChosen(topic)) }, warnings: [] };
}

/** Returns a predicate: whether a topic matches one of the glob patterns. Without patterns, all topics match. */
export function topicFilter(patterns: readonly string[] | undefined): (topic: string) => boolean {
  if (patterns === undefined) return () => true;
  const matchers = patterns.map(matcher);
  return (topic) => matchers.some((matches) => matches(topic));
}

/** A problem for each pattern that chooses none of the topics. */
export function patternsWithoutTopic(
  patterns: readonly string[] | undefined,
  topics: readonly string[],
  configFile: string,
): readonly Diagnostic[] {
  return (patterns ?? [])
    .filter((pattern) => !topics.some(matcher(pattern)))
    .map((pattern): Diagnostic => ({
      code: 'topic-not-found',
      severity: 'error',
      message: `no topic in the config matches "${pattern}"`,
      location: { file: configFile, pointer: '/topics' },
      help: insteadOf(pattern, topics),
    }));
}

/** Maximum number of topics that a message lists. */
const MAX_LISTED = 10;

/** A glob was not meant as the name of one topic. */
function insteadOf(pattern: string, topics: readonly string[]): string {
  const nearest = picomatch.scan(pattern).isGlob ? undefined : nearestName(pattern, topics);
  return nearest === undefined ? chooseFrom(topics) : `Did you mean "${nearest}"?`;
}

/** The help for a name that no topic has. */
export function chooseFrom(topics: readonly string[]): string {
  const more = topics.length - MAX_LISTED;
  const listed = topics.slice(0, MAX_LISTED).join(', ');
  return `Choose from the topics of the config: ${listed}${more > 0 ? ` and ${more} more` : ''}.`;
}

function matcher(pattern: string): (topic: string) => boolean {
  const matches = picomatch(pattern, { dot: true });
  // What it takes behind the text is an option, and an index given to it would be taken for one.
  return (topic) => matches(topic);
}
