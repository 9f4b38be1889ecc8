import type { Config } from '../config/config.js';
import { filterTopics } from '../config/filter-topics.js';
import type { Result } from '../diagnostics/diagnostic.js';
import { buildTopics } from '../model/build-topics.js';
import type { TopicModel } from '../model/topic-model.js';
import { readSchemas } from '../sources/read-schemas.js';
import { resolveSubjectsFromSnapshot } from '../sources/snapshot-versions.js';

/** The models of the topics that glob patterns choose; of all without patterns. */
export async function readTopics(
  config: Config,
  patterns: readonly string[] | undefined,
): Promise<Result<readonly TopicModel[]>> {
  const chosen = filterTopics(config, patterns);
  if (!chosen.ok) return chosen;
  const filled = resolveSubjectsFromSnapshot(chosen.value);
  if (!filled.ok) return filled;
  const schemas = await readSchemas(filled.value);
  return schemas.ok ? buildTopics(filled.value, schemas.value) : schemas;
}
