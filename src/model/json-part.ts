import type { SubjectConfig, VersionConfig } from '../config/config.js';
import { buildJsonSchema, type BuiltSchema } from '../json-schema/read/build-schema.js';
import { unconstrainedRoot } from '../json-schema/read/unconstrained-root.js';
import type { JsonSchema, SchemaFault, SchemaRemark } from '../json-schema/schema/json-schema.js';
import { validate } from '../json-schema/validate/validate.js';
import { patternRemarks, type PatternRemark } from '../json-schema/pattern/pattern-remarks.js';
import { schemaOfSubject, unionOfSubjects } from './json-union.js';
import { MAX_FAULTS, type ReadSchemas, type Report, type SchemaPartConfig } from './read-schema.js';
import type { JsonMember, JsonPart, JsonVersion } from './topic-model.js';

/** Makes the models of JSON keys and values: reads their schemas, follows their references. */
export class JsonParts {
  private readonly schemas: ReadSchemas;
  private readonly report: Report;
  /** The same file with the same includes and settings is read once, and its faults are reported once. */
  private readonly built = new Map<string, BuiltSchema>();
  private readonly reportedPatterns = new Set<string>();

  constructor(schemas: ReadSchemas, report: Report) {
    this.schemas = schemas;
    this.report = report;
  }

  /** Undefined, with the reasons reported, where the reader's schema cannot be used. */
  part(part: SchemaPartConfig, framing: JsonPart['framing']): JsonPart | undefined {
    const made = part.union === undefined ? this.versions(part, part.versions) : this.union(part, part.union);
    if (made === undefined) return undefined;
    const sample = this.sample(part, made.reader.schema);
    return { kind: 'json', framing, ...made, settings: part.json, sample };
  }

  /** Undefined where the newest one cannot be used. */
  private versions(
    part: SchemaPartConfig,
    given: readonly VersionConfig[],
  ): Pick<JsonPart, 'versions' | 'reader'> | undefined {
    const versions = given.flatMap(({ id, file }): JsonVersion[] => {
      const { schema, files } = this.build(file, part);
      return schema === undefined ? [] : [{ id, file, schema, files }];
    });
    const reader = versions.at(-1);
    return reader === undefined || reader.file !== given.at(-1)?.file ? undefined : { versions, reader };
  }

  /** The records of several subjects: a value is one of any of them. */
  private union(
    part: SchemaPartConfig,
    subjects: readonly SubjectConfig[],
  ): Pick<JsonPart, 'versions' | 'reader' | 'members'> | undefined {
    const members = subjects.flatMap(({ subject, versions }): JsonMember[] => {
      const made = this.versions(part, versions);
      return made === undefined ? [] : [{ ...made, subject, schema: schemaOfSubject(made.reader.schema, subject) }];
    });
    const last = members.at(-1);
    if (last === undefined || members.length < subjects.length) return undefined;
    const files = [...new Set(members.flatMap(({ reader }) => reader.files))];
    const reader = { ...last.reader, schema: unionOfSubjects(members), files };
    return { versions: members.flatMap(({ versions }) => versions), reader, members };
  }

  /** The team's own value, which has to be one of the schema. */
  private sample(part: SchemaPartConfig, schema: JsonSchema): JsonPart['sample'] {
    const sample = part.sample === undefined ? undefined : this.schemas.get(part.sample.file);
    if (sample === undefined) return undefined;
    const [fault] = validate(schema, sample.json, part.json);
    if (fault !== undefined) {
      const { file } = sample;
      this.report({
        code: 'config-invalid',
        message: `the sample is not valid: ${fault.pointer || 'it'} ${fault.reason}`,
        location: fault.pointer === '' ? { file } : sample.locate(fault.pointer),
        help: `Fix it, or remove "sample"; the violated constraint is ${fault.schemaPointer}`,
      });
    }
    return { file: sample.file, value: sample.json };
  }

  private build(file: string, part: SchemaPartConfig): BuiltSchema {
    const key = [file, part.json.impliedTypes, ...part.include].join('\0');
    const known = this.built.get(key);
    if (known !== undefined) return known;
    const documents = this.schemas.documents(part);
    const built = buildJsonSchema(file, documents, part.json);
    const { faults, remarks } = built;
    for (const fault of faults.slice(0, MAX_FAULTS)) this.reportFault('schema-invalid', fault);
    if (faults.length > MAX_FAULTS)
      this.report({ code: 'schema-invalid', message: `${faults.length - MAX_FAULTS} more faults`, location: { file } });
    for (const remark of remarks.slice(0, MAX_FAULTS)) this.reportFault(remark.code, remark);
    if (built.schema !== undefined) {
      const unconstrained = unconstrainedRoot(built.schema, file, documents);
      if (unconstrained !== undefined) this.reportFault('schema-unconstrained', unconstrained);
      this.reportPatterns(built.schema);
    }
    this.built.set(key, built);
    return built;
  }

  /** A pattern of a file that several topics refer to is reported once. */
  private reportPatterns(schema: JsonSchema): void {
    for (const { code, pattern, fault } of patternRemarks(schema)) {
      const key = [code, fault.place.file, pattern].join('\0');
      if (!this.reportedPatterns.has(key)) this.reportFault(code, fault);
      this.reportedPatterns.add(key);
    }
  }

  private reportFault(
    code: 'schema-invalid' | 'schema-unconstrained' | SchemaRemark['code'] | PatternRemark['code'],
    { place, message, help }: SchemaFault,
  ): void {
    this.report({
      code,
      ...(code === 'schema-invalid' ? {} : { severity: code === 'ref-sibling-ignored' ? 'note' : 'warning' }),
      message,
      location: this.schemas.get(place.file)?.locate(place.pointer) ?? place,
      ...(help === undefined ? {} : { help }),
    });
  }
}
