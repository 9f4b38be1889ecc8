import type { Config, TopicConfig } from '../config/config.js';
import { findTopic } from '../config/find-topic.js';
import { openConfig, type LoadConfigOptions } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** Why there is no config to work with. */
export interface NotOpened {
  readonly ok: false;
  /** The folder of the config, absolute; null when none was found. */
  readonly root: string | null;
  readonly problems: readonly Diagnostic[];
}

type OpenedTopic = { readonly ok: true; readonly config: Config; readonly found: TopicConfig } | NotOpened;

/** The config with one of its topics. */
export async function openTopic(topic: string, options: LoadConfigOptions): Promise<OpenedTopic> {
  const opened = await openConfig(options);
  if (!opened.ok) return opened;
  const { config } = opened;
  const found = findTopic(config, topic);
  if (!found.ok) return { ok: false, root: config.root, problems: found.problems };
  return { ok: true, config, found: found.value };
}
