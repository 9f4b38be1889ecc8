import type { Config } from '../config/config.js';
import type { Result } from '../diagnostics/diagnostic.js';
import { buildTopics } from '../model/build-topics.js';
import type { TopicModel } from '../model/topic-model.js';
import { readSchemas, type Schemas } from '../sources/read-schemas.js';
import { resolveSubjectsFromSnapshot } from '../sources/snapshot-versions.js';

/** The models of topics, and the schema files that they were made from. */
export interface ReadTopics {
  readonly topics: readonly TopicModel[];
  readonly schemas: Schemas;
}

/** The models of all topics of a config, and their schema files. */
export async function readTopics(config: Config): Promise<Result<ReadTopics>> {
  const filled = resolveSubjectsFromSnapshot(config);
  if (!filled.ok) return filled;
  const schemas = await readSchemas(filled.value);
  if (!schemas.ok) return schemas;
  const topics = buildTopics(filled.value, schemas.value);
  if (!topics.ok) return topics;
  const warnings = [...filled.warnings, ...schemas.warnings, ...topics.warnings];
  return { ok: true, value: { topics: topics.value, schemas: schemas.value }, warnings };
}
