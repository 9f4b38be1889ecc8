import type { Config } from '../config/config.js';
import type { Result } from '../diagnostics/diagnostic.js';
import { buildTopics } from '../model/build-topics.js';
import type { TopicModel } from '../model/topic-model.js';
import { readSchemas } from '../sources/read-schemas.js';
import { resolveSubjectsFromSnapshot } from '../sources/snapshot-versions.js';

/** The models of all topics of a config. */
export async function readTopics(config: Config): Promise<Result<readonly TopicModel[]>> {
  const filled = resolveSubjectsFromSnapshot(config);
  if (!filled.ok) return filled;
  const schemas = await readSchemas(filled.value);
  return schemas.ok ? buildTopics(filled.value, schemas.value) : schemas;
}
