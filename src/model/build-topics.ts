import type { Config, SideConfig, TopicConfig } from '../config/config.js';
import type { Diagnostic, Location, Result } from '../diagnostic.js';
import { parseAvroSchema, type Definitions, type SchemaFault } from '../runtime/avro-parse.js';
import { resolve } from '../runtime/avro-resolve.js';
import type { AvroType } from '../runtime/avro-schema.js';
import { shapeOf } from '../runtime/value-shape.js';
import { definedNames } from './defined-names.js';
import { topicNames, type TopicNames } from './identifiers.js';
import type { AvroSide, SideModel, TopicModel, VersionModel } from './topic-model.js';
import { unknownFields } from './unknown-fields.js';
import { tooDeep, withinStack } from './within-stack.js';

/** A schema file as the model needs it. */
export interface ReadSchema {
  readonly file: string;
  readonly json: unknown;
  locate(pointer: string): Location;
}

/** The schema files of a config, all read. */
export interface ReadSchemas {
  get(file: string): ReadSchema | undefined;
  included(side: Extract<SideConfig, { kind: 'schema' }>): readonly ReadSchema[];
}

/** Makes the model of every topic: parses its schemas and resolves each writer's version to the reader's. All problems come at once. */
export function buildTopics(config: Config, schemas: ReadSchemas): Result<readonly TopicModel[]> {
  const builder = new Builder(config, schemas);
  const topics = config.topics.map((topic) => builder.topic(topic));
  builder.finish();
  const problems = builder.diagnostics.filter(({ severity }) => severity === 'error');
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: topics, warnings: builder.diagnostics };
}

type SchemaSide = Extract<SideConfig, { kind: 'schema' }>;

/** How many faults of one schema are told. */
const MAX_FAULTS = 100;

class Builder {
  readonly diagnostics: Diagnostic[] = [];
  private readonly config: Config;
  private readonly schemas: ReadSchemas;
  /** Topics by folder and by identifier, folded, as file systems and `index.ts` see them. */
  private readonly taken = new Map<string, TopicConfig>();
  /** The same file with the same includes is parsed once, and its faults told once. */
  private readonly parsed = new Map<string, AvroType | undefined>();
  /** What the files of a list of include patterns define. */
  private readonly defined = new Map<string, ReadonlyMap<string, readonly ReadSchema[]>>();

  /** JSON pointers of keys and values whose frames bear ids that the config does not name. */
  private readonly withoutIds: string[] = [];

  constructor(config: Config, schemas: ReadSchemas) {
    this.config = config;
    this.schemas = schemas;
  }

  topic(topic: TopicConfig): TopicModel {
    const names = topicNames(topic.as ?? topic.topic);
    this.claim(topic, names);
    const key = this.boundedSide(topic, 'key');
    const value = this.boundedSide(topic, 'value');
    this.checkFields(topic, [key, value]);
    return { topic: topic.topic, names, key, value, reportBatchItemFailures: topic.reportBatchItemFailures };
  }

  private checkFields(topic: TopicConfig, sides: readonly SideModel[]): void {
    const fields = [topic.key, topic.value].flatMap((side) => (side.kind === 'schema' ? Object.keys(side.fields) : []));
    const shapes = sides.flatMap((side) => (side.kind === 'avro' ? [side.shape] : []));
    // With a schema that could not be read, nothing can be said of its fields.
    if (shapes.length === 0) return;
    for (const { key, nearest } of unknownFields([...new Set(fields)], shapes)) {
      this.report({
        code: 'config-invalid',
        message: `"fields" names "${key}", which no record of "${topic.topic}" has`,
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
      message: `no schema ids are named for ${[first, ...others].join(', ')}: whatever id a record bears, it is read with the one schema there is`,
      location: { file: this.config.file, pointer: first },
      help: 'Name the ids, so that records of other versions are told apart: "versions": { "<id>": "<schema file>" }',
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
          message: `the topics "${rival.topic}" and "${topic.topic}" would share the ${what} "${name}"`,
          location: { file: this.config.file, pointer: topic.pointer },
          help: `Give one of them a name of its own: "${topic.topic}": { "as": "…" }`,
        });
        return;
      }
    }
  }

  private boundedSide(topic: TopicConfig, what: 'key' | 'value'): SideModel {
    const side = topic[what];
    if (side.kind !== 'schema') return side;
    const made = withinStack(() => this.side(side, topic, what));
    if (made !== undefined) return made.done;
    this.report(tooDeep(side.versions.at(-1)?.file ?? ''));
    return { kind: 'bytes' };
  }

  private side(side: SchemaSide, topic: TopicConfig, what: 'key' | 'value'): SideModel {
    const unreadable: SideModel = { kind: 'bytes' };
    const types = side.versions.map(({ file }) => this.parse(file, side));
    const readerType = types.at(-1);
    if (readerType === undefined) return unreadable;
    const shape = shapeOf(readerType, side);
    const versions = side.versions.flatMap(({ id, file }, index): VersionModel[] => {
      const type = types[index];
      if (type === undefined) return [];
      const result = resolve(type, shape);
      if (result.ok) return [{ id, file, type, resolution: result.resolution }];
      const reader = side.versions.at(-1)?.file ?? '';
      for (const { at, reason } of result.faults) {
        this.report({
          code: 'schema-incompatible',
          message: `cannot be read with ${reader}: ${at}: ${reason}`,
          location: { file },
          help: 'Give the field a default or an alias in the reader schema, or drop the version from the config if no such record is left',
        });
      }
      return [];
    });
    const reader = versions.at(-1);
    if (reader === undefined) return unreadable;
    if (framedById(side.framing) && side.versions.some(({ id }) => id === null)) this.withoutIds.push(side.pointer);
    if (side.framing === 'none' && versions.length > 1) {
      this.report({
        code: 'versions-without-framing',
        severity: 'warning',
        message: `the ${what} of "${topic.topic}" has ${versions.length} versions, but with framing "none" its bytes do not tell which: all are read with ${reader.file}`,
        location: { file: this.config.file, pointer: side.pointer },
        help: 'Name the framing that producers use, or only the newest version',
      });
    }
    const made: AvroSide = { kind: 'avro', framing: side.framing, versions, reader, shape };
    return made;
  }

  private parse(file: string, side: SchemaSide): AvroType | undefined {
    const key = [file, ...side.include].join('\0');
    if (this.parsed.has(key)) return this.parsed.get(key);
    const schema = this.schemas.get(file);
    if (schema === undefined) return undefined;
    const { type, faults, remarks } = parseAvroSchema(schema.json, this.definitions(file, side));
    const locate = (fault: SchemaFault) =>
      (fault.file === undefined ? schema : (this.schemas.get(fault.file) ?? schema)).locate(fault.pointer);
    for (const fault of faults.slice(0, MAX_FAULTS))
      this.report({ code: 'schema-invalid', message: fault.message, location: locate(fault) });
    if (faults.length > MAX_FAULTS)
      this.report({ code: 'schema-invalid', message: `${faults.length - MAX_FAULTS} more faults`, location: { file } });
    for (const remark of remarks.slice(0, MAX_FAULTS)) {
      this.report({ code: 'schema-remark', severity: 'warning', message: remark.message, location: locate(remark) });
    }
    this.parsed.set(key, type);
    return type;
  }

  /** What the included files define; a file's own types are not looked for there. */
  private definitions(file: string, side: SchemaSide): Definitions {
    const key = side.include.join('\0');
    const byName = this.defined.get(key) ?? definersByName(this.schemas.included(side));
    this.defined.set(key, byName);
    return (fullName) => byName.get(fullName)?.find((definer) => definer.file !== file);
  }

  private report(diagnostic: Omit<Diagnostic, 'severity'> & { readonly severity?: Diagnostic['severity'] }): void {
    this.diagnostics.push({ severity: 'error', ...diagnostic });
  }
}

/** Whether the bytes themselves tell the writer's schema by an id that only a registry gives. */
function framedById(framing: AvroSide['framing']): boolean {
  return framing !== 'none' && framing !== 'single-object';
}

/** The files that define a full name, in the order of the files. */
function definersByName(files: readonly ReadSchema[]): ReadonlyMap<string, readonly ReadSchema[]> {
  const byName = new Map<string, ReadSchema[]>();
  for (const file of files) {
    for (const name of definedNames(file.json)) {
      const others = byName.get(name);
      if (others === undefined) byName.set(name, [file]);
      else others.push(file);
    }
  }
  return byName;
}
