import type { Config } from '../config/config.js';
import { withPosition, type ConfigSource } from '../config/config-source.js';
import { filterTopics } from '../config/filter-topics.js';
import { openConfig, type LoadConfigOptions } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { readTopics, type ReadTopics } from './read-topics.js';

type OpenedTopics =
  | ({ readonly ok: true; readonly config: Config; readonly source: ConfigSource } & ReadTopics)
  | {
      readonly ok: false;
      /** The folder of the config, absolute; null when none was found. */
      readonly root: string | null;
      readonly problems: readonly Diagnostic[];
    };

/** The config with the topics that the glob patterns choose, all of them without, and their models. */
export async function openTopics(options: LoadConfigOptions, patterns?: readonly string[]): Promise<OpenedTopics> {
  const opened = await openConfig(options);
  if (!opened.ok) return opened;
  const { source } = opened;
  const { root } = opened.config;
  const chosen = filterTopics(opened.config, patterns);
  const read = chosen.ok ? await readTopics(chosen.value) : chosen;
  if (!chosen.ok || !read.ok)
    return { ok: false, root, problems: (read.ok ? [] : read.problems).map((one) => withPosition(source, one)) };
  return { ok: true, config: chosen.value, source, ...read.value };
}
