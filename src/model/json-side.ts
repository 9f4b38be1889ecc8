import type { SubjectConfig, VersionConfig } from '../config/config.js';
import { buildJsonSchema, type BuiltSchema } from '../json-schema/read/build-schema.js';
import type { JsonSchema, SchemaFault } from '../json-schema/schema/json-schema.js';
import { validate } from '../json-schema/validate/validate.js';
import { slowPatterns } from '../json-schema/pattern/slow-patterns.js';
import { schemaOfSubject, unionOfSubjects } from './json-union.js';
import { MAX_FAULTS, type ReadSchemas, type Report, type SchemaSideConfig } from './read-schema.js';
import type { JsonMember, JsonSide, JsonVersion } from './topic-model.js';

/** Makes the models of JSON keys and values: reads their schemas, follows their references. */
export class JsonSides {
  private readonly schemas: ReadSchemas;
  private readonly report: Report;
  /** The same file with the same includes and settings is read once, and its faults told once. */
  private readonly built = new Map<string, BuiltSchema>();

  constructor(schemas: ReadSchemas, report: Report) {
    this.schemas = schemas;
    this.report = report;
  }

  /** Undefined, with the reasons reported, where the reader's schema cannot be used. */
  side(side: SchemaSideConfig, framing: JsonSide['framing']): JsonSide | undefined {
    const made = side.union === undefined ? this.versions(side, side.versions) : this.union(side, side.union);
    if (made === undefined) return undefined;
    const sample = this.sample(side, made.reader.schema);
    return { kind: 'json', framing, ...made, settings: side.json, sample };
  }

  /** Undefined where the newest one cannot be used. */
  private versions(
    side: SchemaSideConfig,
    given: readonly VersionConfig[],
  ): Pick<JsonSide, 'versions' | 'reader'> | undefined {
    const versions = given.flatMap(({ id, file }): JsonVersion[] => {
      const { schema, files } = this.build(file, side);
      return schema === undefined ? [] : [{ id, file, schema, files }];
    });
    const reader = versions.at(-1);
    return reader === undefined || reader.file !== given.at(-1)?.file ? undefined : { versions, reader };
  }

  /** The records of several subjects: a value is one of any of them. */
  private union(
    side: SchemaSideConfig,
    subjects: readonly SubjectConfig[],
  ): Pick<JsonSide, 'versions' | 'reader' | 'members'> | undefined {
    const members = subjects.flatMap(({ subject, versions }): JsonMember[] => {
      const made = this.versions(side, versions);
      return made === undefined ? [] : [{ ...made, subject, schema: schemaOfSubject(made.reader.schema, subject) }];
    });
    const last = members.at(-1);
    if (last === undefined || members.length < subjects.length) return undefined;
    const files = [...new Set(members.flatMap(({ reader }) => reader.files))];
    const reader = { ...last.reader, schema: unionOfSubjects(members), files };
    return { versions: members.flatMap(({ versions }) => versions), reader, members };
  }

  /** The team's own value, which has to be one of the schema. */
  private sample(side: SchemaSideConfig, schema: JsonSchema): JsonSide['sample'] {
    const sample = side.sample === undefined ? undefined : this.schemas.get(side.sample.file);
    if (sample === undefined) return undefined;
    const [fault] = validate(schema, sample.json, side.json);
    if (fault !== undefined) {
      const { file } = sample;
      this.report({
        code: 'config-invalid',
        message: `the sample is not valid: ${fault.pointer || 'it'} ${fault.reason}`,
        location: fault.pointer === '' ? { file } : sample.locate(fault.pointer),
        help: `Mend it, or leave "sample" out; the schema's rule is ${fault.schemaPointer}`,
      });
    }
    return { file: sample.file, value: sample.json };
  }

  private build(file: string, side: SchemaSideConfig): BuiltSchema {
    const key = [file, side.json.impliedTypes, ...side.include].join('\0');
    const known = this.built.get(key);
    if (known !== undefined) return known;
    const built = buildJsonSchema(file, this.schemas.documents(side), side.json);
    const { faults, remarks } = built;
    for (const fault of faults.slice(0, MAX_FAULTS)) this.tell('schema-invalid', fault);
    if (faults.length > MAX_FAULTS)
      this.report({ code: 'schema-invalid', message: `${faults.length - MAX_FAULTS} more faults`, location: { file } });
    for (const remark of remarks.slice(0, MAX_FAULTS)) this.tell('schema-remark', remark);
    if (built.schema !== undefined) for (const remark of slowPatterns(built.schema)) this.tell('slow-pattern', remark);
    this.built.set(key, built);
    return built;
  }

  private tell(code: 'schema-invalid' | 'schema-remark' | 'slow-pattern', { place, message, help }: SchemaFault): void {
    this.report({
      code,
      ...(code === 'schema-invalid' ? {} : { severity: 'warning' }),
      message,
      location: this.schemas.get(place.file)?.locate(place.pointer) ?? place,
      ...(help === undefined ? {} : { help }),
    });
  }
}
