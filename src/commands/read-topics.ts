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

/** The models of all topics of a config. */
export async function readTopics(config: Config): Promise<Result<readonly TopicModel[]>> {
  const read = await readTopicSchemas(config);
  return read.ok ? { ...read, value: read.value.topics } : read;
}

/** The same with the schema files. */
export async function readTopicSchemas(config: Config): Promise<Result<ReadTopics>> {
  const filled = resolveSubjectsFromSnapshot(config);
  if (!filled.ok) return filled;
  const schemas = await readSchemas(filled.value);
  if (!schemas.ok) return schemas;
  const topics = buildTopics(filled.value, schemas.value);
  return topics.ok ? { ...topics, value: { topics: topics.value, schemas: schemas.value } } : topics;
}
