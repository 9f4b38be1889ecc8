import type { SubjectConfig, VersionConfig } from '../config/config.js';
import { buildJsonSchema, type BuiltSchema } from '../json-schema/read/build-schema.js';
import { unconstrainedRoot } from '../json-schema/read/unconstrained-root.js';
import type { JsonSchema, SchemaFault, SchemaRemark } from '../json-schema/schema/json-schema.js';
import { validate } from '../json-schema/validate/validate.js';
import { patternRemarks, type PatternRemark } from '../json-schema/pattern/pattern-remarks.js';
import { schemaOfSubject, unionOfSubjects } from './json-union.js';
import { missingParser } from './missing-parser.js';
import { MAX_FAULTS, type ReadSchemas, type Report, type SchemaPartConfig } from './read-schema.js';
import type { JsonMember, JsonPart, JsonVersion } from './topic-model.js';

/** The JSON Schemas of a config, as far as they are read. */
interface JsonParts {
  readonly schemas: ReadSchemas;
  readonly report: Report;
  /** The same file with the same includes and settings is read once, and its faults are reported once. */
  readonly built: Map<string, BuiltSchema>;
  /** What is reported of files: one that several topics refer to, once. */
  readonly reported: Set<string>;
}

export function jsonParts(schemas: ReadSchemas, report: Report): JsonParts {
  return { schemas, report, built: new Map(), reported: new Set() };
}

/** Makes the model of a JSON key or value: undefined, with the reasons reported, where the reader's schema cannot be used. */
export function jsonPart(parts: JsonParts, part: SchemaPartConfig, framing: JsonPart['framing']): JsonPart | undefined {
  const made = part.union === undefined ? versionsOf(parts, part, part.versions) : unionOf(parts, part, part.union);
  if (made === undefined) return undefined;
  const missing = missingParser({ ...made, settings: part.json });
  if (missing !== undefined)
    parts.report({
      code: 'json-parser-missing',
      severity: 'note',
      message: `no parser is generated, though "jsonParser" asks for one: the schema ${missing.reason}`,
      location: { file: missing.file },
    });
  const sample = sampleOf(parts, part, made.reader.schema);
  return { kind: 'json', framing, ...made, settings: part.json, sample };
}

/** Undefined where the newest one cannot be used. */
function versionsOf(
  parts: JsonParts,
  part: SchemaPartConfig,
  given: readonly VersionConfig[],
): Pick<JsonPart, 'versions' | 'reader'> | undefined {
  const versions = given.flatMap(({ id, file }): JsonVersion[] => {
    const { schema, files } = build(parts, file, part);
    return schema === undefined ? [] : [{ id, file, schema, files }];
  });
  const reader = versions.at(-1);
  return reader === undefined || reader.file !== given.at(-1)?.file ? undefined : { versions, reader };
}

/** The records of several subjects: a value is one of any of them. */
function unionOf(
  parts: JsonParts,
  part: SchemaPartConfig,
  subjects: readonly SubjectConfig[],
): Pick<JsonPart, 'versions' | 'reader' | 'members'> | undefined {
  const members = subjects.flatMap(({ subject, versions }): JsonMember[] => {
    const made = versionsOf(parts, part, versions);
    return made === undefined ? [] : [{ ...made, subject, schema: schemaOfSubject(made.reader.schema, subject) }];
  });
  const last = members.at(-1);
  if (last === undefined || members.length < subjects.length) return undefined;
  const files = [...new Set(members.flatMap(({ reader }) => reader.files))];
  const reader = { ...last.reader, schema: unionOfSubjects(members), files };
  return { versions: members.flatMap(({ versions }) => versions), reader, members };
}

/** The team's own value, which has to be one of the schema. */
function sampleOf(parts: JsonParts, part: SchemaPartConfig, schema: JsonSchema): JsonPart['sample'] {
  const sample = part.sample === undefined ? undefined : parts.schemas.get(part.sample.file);
  if (sample === undefined) return undefined;
  const [fault] = validate(schema, sample.json, part.json);
  if (fault !== undefined) {
    const { file } = sample;
    parts.report({
      code: 'config-invalid',
      message: `the sample is not valid: ${fault.pointer || 'it'} ${fault.reason}`,
      location: fault.pointer === '' ? { file } : sample.locate(fault.pointer),
      help: `Fix it, or remove "sample"; the violated constraint is ${fault.schemaPointer}`,
    });
  }
  return { file: sample.file, value: sample.json };
}

function build(parts: JsonParts, file: string, part: SchemaPartConfig): BuiltSchema {
  const key = [file, part.json.impliedTypes, ...part.include].join('\0');
  const known = parts.built.get(key);
  if (known !== undefined) return known;
  const documents = parts.schemas.documents(part);
  const built = buildJsonSchema(file, documents, part.json);
  const { faults, remarks } = built;
  for (const fault of faults.slice(0, MAX_FAULTS)) reportFault(parts, 'schema-invalid', fault);
  if (faults.length > MAX_FAULTS)
    parts.report({ code: 'schema-invalid', message: `${faults.length - MAX_FAULTS} more faults`, location: { file } });
  for (const remark of remarks.slice(0, MAX_FAULTS)) reportFault(parts, remark.code, remark);
  if (built.schema !== undefined) {
    const unconstrained = unconstrainedRoot(built.schema, file, documents);
    if (unconstrained !== undefined) reportFault(parts, 'schema-unconstrained', unconstrained);
    reportPatterns(parts, built.schema);
  }
  parts.built.set(key, built);
  return built;
}

function reportPatterns(parts: JsonParts, schema: JsonSchema): void {
  for (const { code, pattern, fault } of patternRemarks(schema)) {
    const key = [code, fault.place.file, pattern].join('\0');
    if (!parts.reported.has(key)) reportFault(parts, code, fault);
    parts.reported.add(key);
  }
}

function reportFault(
  parts: JsonParts,
  code: 'schema-invalid' | 'schema-unconstrained' | SchemaRemark['code'] | PatternRemark['code'],
  { place, message, help }: SchemaFault,
): void {
  const key = [code, place.file, place.pointer, message].join('\0');
  if (parts.reported.has(key)) return;
  parts.reported.add(key);
  parts.report({
    code,
    ...(code === 'schema-invalid' ? {} : { severity: code === 'ref-sibling-ignored' ? 'note' : 'warning' }),
    message,
    location: parts.schemas.get(place.file)?.locate(place.pointer) ?? place,
    ...(help === undefined ? {} : { help }),
  });
}
