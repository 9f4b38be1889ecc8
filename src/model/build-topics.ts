import type { Config, TopicConfig } from '../config/config.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { AvroParts } from './avro-part.js';
import { topicNames, type TopicNames } from '../code/identifiers.js';
import { JsonParts } from './json-part.js';
import type { ReadSchemas, Report, SchemaPartConfig } from './read-schema.js';
import type { AvroPart, JsonPart, PartModel, TopicModel } from './topic-model.js';
import { unknownFields } from './unknown-fields.js';
import { tooDeep, catchStackOverflow } from '../diagnostics/catch-stack-overflow.js';

/** Makes the model of every topic: parses its schemas and resolves each writer's version to the reader's. All problems come at once. */
export function buildTopics(config: Config, schemas: ReadSchemas): Result<readonly TopicModel[]> {
  const builder = new Builder(config, schemas);
  const topics = config.topics.map((topic) => builder.topic(topic));
  builder.finish();
  const problems = builder.diagnostics.filter(({ severity }) => severity === 'error');
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: topics, warnings: builder.diagnostics };
}

class Builder {
  readonly diagnostics: Diagnostic[] = [];
  private readonly config: Config;
  private readonly schemas: ReadSchemas;
  private readonly avro: AvroParts;
  private readonly json: JsonParts;
  /** Topics by folder and by identifier, folded, as file systems and `index.ts` see them. */
  private readonly taken = new Map<string, TopicConfig>();

  /** JSON pointers of keys and values whose frames have ids that the config does not list. */
  private readonly withoutIds: string[] = [];

  constructor(config: Config, schemas: ReadSchemas) {
    this.config = config;
    this.schemas = schemas;
    this.avro = new AvroParts({ schemas, report: this.report, configFile: config.file });
    this.json = new JsonParts(schemas, this.report);
  }

  topic(topic: TopicConfig): TopicModel {
    const names = topicNames(topic.as ?? topic.topic);
    this.claim(topic, names);
    const key = this.boundedPart(topic, 'key');
    const value = this.boundedPart(topic, 'value');
    this.checkFields(topic, [key, value]);
    return { topic: topic.topic, names, key, value, reportBatchItemFailures: topic.reportBatchItemFailures };
  }

  private checkFields(topic: TopicConfig, parts: readonly PartModel[]): void {
    const fields = [topic.key, topic.value].flatMap((part) => (part.kind === 'schema' ? Object.keys(part.fields) : []));
    const shapes = parts.flatMap((part) => (part.kind === 'avro' ? [part.shape] : []));
    const isRead = [topic.key, topic.value].every((part, at) => part.kind !== 'schema' || parts[at]?.kind !== 'bytes');
    if (fields.length > 0 && shapes.length === 0 && isRead) {
      this.report({
        code: 'config-invalid',
        message: `"fields" is for Avro, but "${topic.topic}" has only JSON Schemas`,
        location: { file: this.config.file, pointer: `${topic.pointer}/fields` },
        help: 'JSON Schema settings apply to a complete key or value: set them there, or on the topic',
      });
    }
    // With a schema that could not be read, nothing can be said of its fields.
    if (shapes.length === 0) return;
    for (const { key, nearest } of unknownFields([...new Set(fields)], shapes)) {
      this.report({
        code: 'config-invalid',
        message: `"fields" names "${key}", which is not a field of any record of "${topic.topic}"`,
        location: { file: this.config.file, pointer: `${topic.pointer}/fields` },
        ...(nearest === undefined ? {} : { help: `did you mean "${nearest}"?` }),
      });
    }
  }

  /** One warning for all: it is the same slip wherever it is made. */
  finish(): void {
    const [first, ...others] = this.withoutIds;
    if (first === undefined) return;
    this.report({
      code: 'framing-without-ids',
      severity: 'warning',
      message: `no schema ids are listed for ${[first, ...others].join(', ')}: all records are read with the one schema, whatever their id`,
      location: { file: this.config.file, pointer: first },
      help: 'List the ids to distinguish records of other versions: "versions": { "<id>": "<schema file>" }',
    });
  }

  private claim(topic: TopicConfig, names: TopicNames): void {
    for (const [what, name] of [
      ['folder', names.folder],
      ['identifier', names.pascal],
    ] as const) {
      const key = `${what} ${name.toLowerCase()}`;
      const rival = this.taken.get(key);
      if (rival === undefined) this.taken.set(key, topic);
      else {
        this.report({
          code: 'topic-collision',
          message: `the topics "${rival.topic}" and "${topic.topic}" share the ${what} "${name}"`,
          location: { file: this.config.file, pointer: topic.pointer },
          help: `Give one of them another name: "${topic.topic}": { "as": "…" }`,
        });
        return;
      }
    }
  }

  private boundedPart(topic: TopicConfig, what: 'key' | 'value'): PartModel {
    const part = topic[what];
    if (part.kind !== 'schema') return part;
    const made = catchStackOverflow(() => this.part(part, topic, what));
    if (made !== undefined) return made.done;
    this.report(tooDeep(part.versions.at(-1)?.file ?? ''));
    return { kind: 'bytes' };
  }

  /** Raw bytes stand for a part that cannot be made: the reasons are reported, and nothing is emitted. */
  private part(part: SchemaPartConfig, topic: TopicConfig, what: 'key' | 'value'): PartModel {
    const formats = new Set(part.versions.flatMap(({ file }) => this.schemas.get(file)?.format ?? []));
    if (formats.size > 1) {
      const message = `the ${what} of "${topic.topic}" mixes Avro and JSON Schema versions`;
      this.report({
        code: 'config-invalid',
        message,
        location: { file: this.config.file, pointer: part.pointer },
        help: 'Use one kind of schema for all versions',
      });
      return { kind: 'bytes' };
    }
    const made = formats.has('json-schema') ? this.jsonPart(part) : this.avroPart(part, topic, what);
    return made ?? { kind: 'bytes' };
  }

  private jsonPart(part: SchemaPartConfig): JsonPart | undefined {
    if (part.framing === 'single-object') {
      this.misframed(part, '"single-object" is an Avro framing');
      return undefined;
    }
    return this.json.part(part, part.framing);
  }

  private avroPart(part: SchemaPartConfig, topic: TopicConfig, what: 'key' | 'value'): AvroPart | undefined {
    if (part.framing === 'auto') {
      this.misframed(part, '"auto" is for JSON: a bare Avro datum may begin with the same bytes as a frame');
      return undefined;
    }
    if (part.sample !== undefined) {
      this.report({
        code: 'config-invalid',
        message: '"sample" is for JSON Schema: Avro schemas always get a generated sample',
        location: { file: this.config.file, pointer: part.sample.pointer },
      });
    }
    const registry = registryOf(part, this.config);
    const made = this.avro.part(part, { framing: part.framing, registry });
    if (made === undefined) return undefined;
    if (framedById(part.framing) && part.versions.some(({ id }) => id === null)) this.withoutIds.push(part.pointer);
    if (part.framing === 'none' && made.versions.length > 1) {
      this.report({
        code: 'versions-without-framing',
        severity: 'warning',
        message: `the ${what} of "${topic.topic}" has ${made.versions.length} versions, but framing "none" does not identify the version: all records are read with ${made.reader.file}`,
        location: { file: this.config.file, pointer: part.pointer },
        help: 'Set the framing your producers use, or list only the newest version',
      });
    }
    return made;
  }

  private misframed(part: SchemaPartConfig, message: string): void {
    this.report({
      code: 'config-invalid',
      message,
      location: { file: this.config.file, pointer: part.pointer },
      help: 'Set the framing your producers use',
    });
  }

  private readonly report: Report = (diagnostic) => void this.diagnostics.push({ severity: 'error', ...diagnostic });
}

/** Whether an Avro datum comes with the id of its writer's schema, which only a registry gives. */
function framedById(framing: AvroPart['framing']): boolean {
  return framing !== 'none' && framing !== 'single-object' && framing !== 'lambda-json';
}

/**
 * Where the writer's schema of a record can be fetched: its frame has an id of the config's registry. With one
 * version whose id is not named, every record is read with that.
 */
function registryOf({ framing, versions }: SchemaPartConfig, { consumerRegistry }: Config): AvroPart['registry'] {
  if (consumerRegistry === undefined || versions.every(({ id }) => id === null)) return undefined;
  switch (framing) {
    case 'lambda':
      return consumerRegistry;
    case 'confluent':
    case 'confluent-guid':
      return consumerRegistry.type === 'confluent' ? consumerRegistry : undefined;
    case 'glue':
      return consumerRegistry.type === 'glue' ? consumerRegistry : undefined;
    case 'none':
    case 'lambda-json':
    case 'single-object':
    case 'auto':
      return undefined;
  }
}
