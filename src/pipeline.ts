import picomatch from 'picomatch';

import type { Config } from './config/config.js';
import type { Diagnostic, Result } from './diagnostic.js';
import { emitFiles } from './emit/emit-files.js';
import { buildTopics } from './model/build-topics.js';
import type { OutputPlan } from './plan/output-file.js';
import { readSchemas } from './sources/read-schemas.js';

/**
 * The pipeline: from a config to every file it calls for. Reads schema files; writes nothing.
 * `patterns` choose topics by glob; without them all are planned, and what is not planned is stale.
 */
export async function planOutput(config: Config, patterns?: readonly string[]): Promise<Result<OutputPlan>> {
  const chosen = chooseTopics(config, patterns);
  if (!chosen.ok) return chosen;
  const schemas = await readSchemas(chosen.value);
  if (!schemas.ok) return schemas;
  const topics = buildTopics(chosen.value, schemas.value);
  if (!topics.ok) return topics;
  const emitted = emitFiles(topics.value, config);
  if (!emitted.ok) return emitted;
  return {
    ok: true,
    value: { files: emitted.value, folders: [config.output], partial: patterns !== undefined },
    warnings: [...schemas.warnings, ...topics.warnings, ...emitted.warnings],
  };
}

function chooseTopics(config: Config, patterns: readonly string[] | undefined): Result<Config> {
  if (patterns === undefined) return { ok: true, value: config, warnings: [] };
  const matchers = patterns.map((pattern) => ({ pattern, matches: picomatch(pattern, { dot: true }) }));
  const problems = matchers
    .filter(({ matches }) => !config.topics.some(({ topic }) => matches(topic)))
    .map(({ pattern }): Diagnostic => ({
      code: 'topic-not-found',
      severity: 'error',
      message: `no topic of the config matches "${pattern}"`,
      location: { file: config.file, pointer: '/topics' },
      help: `the topics are ${config.topics.map(({ topic }) => topic).join(', ')}`,
    }));
  if (problems.length > 0) return { ok: false, problems };
  const topics = config.topics.filter(({ topic }) => matchers.some(({ matches }) => matches(topic)));
  return { ok: true, value: { ...config, topics }, warnings: [] };
}
