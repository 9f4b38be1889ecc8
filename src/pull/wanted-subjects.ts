import { filterTopics } from '../config/filter-topics.js';
import type { Config } from '../config/config.js';
import type { VersionChoice } from '../config/version-choice.js';
import type { Result } from '../diagnostics/diagnostic.js';

/** A subject, with the versions that topics of the config want of it. */
export interface WantedSubject {
  readonly subject: string;
  readonly choices: readonly VersionChoice[];
  /** Where the config names it first, as a JSON pointer. */
  readonly pointer: string;
}

/**
 * The subjects of the chosen topics, each once, in code-point order. What other topics want of the same subjects counts
 * too: its folder holds the versions for all.
 */
export function wantedSubjects(
  config: Config,
  patterns: readonly string[] | undefined,
): Result<readonly WantedSubject[]> {
  const chosen = filterTopics(config, patterns);
  if (!chosen.ok) return chosen;
  const all = subjectsOf(config);
  const names = new Set(subjectsOf(chosen.value).keys());
  const value = [...all.values()]
    .filter(({ subject }) => names.has(subject))
    .sort((a, b) => (a.subject < b.subject ? -1 : 1));
  return { ok: true, value, warnings: [] };
}

function subjectsOf(config: Config): ReadonlyMap<string, WantedSubject> {
  const subjects = new Map<string, WantedSubject>();
  for (const part of config.topics.flatMap(({ key, value }) => [value, key])) {
    if (part.kind !== 'schema' || part.from === undefined) continue;
    for (const { subject, pointer } of part.from.subjects) {
      const known = subjects.get(subject);
      const choices = [...(known?.choices ?? []), part.from.versions];
      subjects.set(subject, { subject, choices, pointer: known?.pointer ?? pointer });
    }
  }
  return subjects;
}
