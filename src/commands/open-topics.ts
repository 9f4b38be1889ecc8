import type { Config } from '../config/config.js';
import { withPosition, type ConfigSource } from '../config/config-source.js';
import { filterTopics } from '../config/filter-topics.js';
import { openConfig, type LoadConfigOptions } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { NotOpened } from './open-topic.js';
import { readTopics, type ReadTopics } from './read-topics.js';

type OpenedTopics =
  ({ readonly ok: true; readonly config: Config; readonly source: ConfigSource } & ReadTopics) | NotOpened;

/** The config with the topics that the glob patterns choose, all of them without, and their models. */
export async function openTopics(options: LoadConfigOptions, patterns?: readonly string[]): Promise<OpenedTopics> {
  const opened = await openConfig(options);
  if (!opened.ok) return opened;
  const { source } = opened;
  const refused = (problems: readonly Diagnostic[]): NotOpened => ({
    ok: false,
    root: opened.config.root,
    problems: problems.map((one) => withPosition(source, one)),
  });
  const chosen = filterTopics(opened.config, patterns);
  if (!chosen.ok) return refused(chosen.problems);
  const read = await readTopics(chosen.value);
  if (!read.ok) return refused(read.problems);
  return { ok: true, config: chosen.value, source, ...read.value };
}
