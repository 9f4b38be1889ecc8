import { chooseTopics } from './choose-topics.js';
import { versionRemarks } from './compat/version-remarks.js';
import type { Config } from './config/config.js';
import type { Result } from './diagnostic.js';
import { emitFiles } from './emit/emit-files.js';
import { buildTopics } from './model/build-topics.js';
import type { OutputPlan } from './plan/output-file.js';
import { readSchemas } from './sources/read-schemas.js';
import { fillFromSnapshot } from './sources/snapshot-versions.js';

/**
 * The pipeline: from a config to every file it calls for. Reads schema files; writes nothing.
 * `patterns` choose topics by glob; without them all are planned, and what is not planned is stale.
 */
export async function planOutput(config: Config, patterns?: readonly string[]): Promise<Result<OutputPlan>> {
  const chosen = chooseTopics(config, patterns);
  if (!chosen.ok) return chosen;
  const filled = fillFromSnapshot(chosen.value);
  if (!filled.ok) return filled;
  const schemas = await readSchemas(filled.value);
  if (!schemas.ok) return schemas;
  const topics = buildTopics(filled.value, schemas.value);
  if (!topics.ok) return topics;
  const emitted = await emitFiles(topics.value, config);
  if (!emitted.ok) return emitted;
  return {
    ok: true,
    value: { files: emitted.value, folders: [config.output], partial: patterns !== undefined },
    warnings: [...schemas.warnings, ...topics.warnings, ...versionRemarks(topics.value), ...emitted.warnings],
  };
}
