import type { Config, PartConfig, TopicConfig } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { partBuilder } from './build-part.js';
import type { ReadSchemas, Report } from './read-schema.js';
import type { AvroPart, PartModel, TopicModel } from './topic-model.js';
import { nameClaims } from './name-claims.js';
import { topicNames } from './topic-names.js';
import { unknownFields } from './unknown-fields.js';

/** Makes the model of every topic, of a key and a value each. All problems come at once. */
export function buildTopics(config: Config, schemas: ReadSchemas): Result<readonly TopicModel[]> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push({ severity: 'error', ...diagnostic });
  const build = partBuilder({ schemas, config }, report);
  const claim = nameClaims(config.file, report);
  const topics = config.topics.map((topic): TopicModel => {
    const names = topicNames(topic.as ?? topic.topic);
    claim(topic, names);
    const key = build.part(topic.key, `key of "${topic.topic}"`);
    const value = build.part(topic.value, `value of "${topic.topic}"`);
    checkFields(topic, { key, value }, config.file, report);
    return { topic: topic.topic, names, key, value, reportBatchItemFailures: topic.reportBatchItemFailures };
  });
  build.finish();
  const problems = diagnostics.filter(({ severity }) => severity === 'error');
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: topics, warnings: diagnostics };
}

function checkFields(
  topic: TopicConfig,
  { key: keyModel, value: valueModel }: Pick<TopicModel, 'key' | 'value'>,
  configFile: string,
  report: Report,
): void {
  const parts: readonly PartModel[] = [keyModel, valueModel];
  const fields = [topic.key, topic.value].flatMap((part) => (part.kind === 'schema' ? Object.keys(part.fields) : []));
  const shapes = parts.flatMap((part) => (part.kind === 'avro' ? [part.shape] : []));
  const isRead = [topic.key, topic.value].every((part, at) => part.kind !== 'schema' || parts[at]?.kind !== 'bytes');
  if (fields.length > 0 && shapes.length === 0 && isRead) {
    report({
      code: 'config-invalid',
      message: `"fields" is for Avro, but "${topic.topic}" has only JSON Schemas`,
      location: { file: configFile, pointer: `${topic.pointer}/fields` },
      help: 'JSON Schema settings apply to a complete key or value: set them there, or on the topic.',
    });
  }
  // With a schema that could not be read, nothing can be said of its fields.
  if (shapes.length === 0 || !isRead) return;
  for (const { key, nearest } of unknownFields([...new Set(fields)], shapes)) {
    report({
      code: 'config-invalid',
      message: `"fields" names "${key}", which is not a field of any record of "${topic.topic}"`,
      location: { file: configFile, pointer: `${topic.pointer}/fields` },
      ...(nearest === undefined ? {} : { help: `Did you mean "${nearest}"?` }),
    });
  }
}

/** A key or value whose frames contain ids that the config does not list. */
export interface PartWithoutIds {
  readonly part: 'key' | 'value';
  /** Where the config names it. */
  readonly pointer: string;
}

/** The parts of a topic without ids. */
export function partsWithoutIds(topic: TopicConfig, model: TopicModel): readonly PartWithoutIds[] {
  return (['key', 'value'] as const).flatMap((part) =>
    pointerWithoutIds(topic[part], model[part]).map((pointer) => ({ part, pointer })),
  );
}

/** The JSON pointer of a key or value whose frames contain ids that the config does not list. */
function pointerWithoutIds(part: PartConfig, model: PartModel | undefined): readonly string[] {
  if (part.kind !== 'schema' || model?.kind !== 'avro' || !framedById(model.framing)) return [];
  return part.versions.some(({ id }) => id === null) ? [part.pointer] : [];
}

/** Whether an Avro datum comes with the id of its writer's schema, which only a registry gives. */
function framedById(framing: AvroPart['framing']): boolean {
  return framing !== 'none' && framing !== 'single-object' && framing !== 'lambda-json';
}
