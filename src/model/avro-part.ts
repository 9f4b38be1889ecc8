import { addTo } from '../diagnostics/group-by.js';
import type { SubjectConfig } from '../config/config.js';
import { parseAvroSchema, type ParsedSchema } from '../runtime/resolution/parse-schema.js';
import type { Definitions, SchemaFault } from '../runtime/resolution/schema-reading.js';
import { resolve } from '../runtime/resolution/resolve.js';
import { nearestName } from '../diagnostics/nearest-name.js';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.js';
import { reasonList } from '../diagnostics/reason-list.js';
import type { AvroType } from '../runtime/resolution/schema.js';
import { shapeOf } from '../runtime/resolution/value-shape.js';
import { unionFault } from './avro-union.js';
import { definedNames } from '../runtime/resolution/defined-names.js';
import { MAX_FAULTS, type ReadSchema, type ReadSchemas, type Report, type SchemaPartConfig } from './read-schema.js';
import type { AvroPart, VersionModel } from './topic-model.js';

interface AvroPartsOptions {
  readonly schemas: ReadSchemas;
  readonly report: Report;
  /** Relative to the project's root. */
  readonly configFile: string;
}

/** The Avro schemas of a config, as far as they are parsed. */
interface AvroParts extends AvroPartsOptions {
  /** The same file with the same includes is parsed once, and its faults are reported once. */
  readonly parsed: Map<string, Parsed>;
  /** What the files of a list of include patterns define. */
  readonly defined: Map<string, ReadonlyMap<string, readonly ReadSchema[]>>;
}

export function avroParts(options: AvroPartsOptions): AvroParts {
  return { ...options, parsed: new Map(), defined: new Map() };
}

/**
 * Makes the model of an Avro key or value: parses its schemas and resolves each writer's version to the reader's.
 * Undefined, with the reasons reported, where the reader's schema cannot be used.
 */
export function avroPart(
  parts: AvroParts,
  part: SchemaPartConfig,
  { label, framing, registry }: AvroPartOptions,
): AvroPart | undefined {
  const types = part.versions.map(({ file }) => writerTypeOf(parts, file, part));
  const newest = part.versions.at(-1);
  const readerType =
    part.union === undefined ? newest && readerTypeOf(parts, newest.file, part) : unionOf(parts, part, part.union);
  if (readerType === undefined) return undefined;
  const settings = { values: part.values, fields: part.fields };
  const shape = shapeOf(readerType, settings);
  const versions = part.versions.flatMap(({ id, file }, index): VersionModel[] => {
    const type = types[index];
    if (type === undefined) return [];
    const result = resolve(type, shape);
    if (result.ok) {
      const files = [...(parse(parts, file, part)?.files ?? [])];
      return [{ id, file, type, resolution: result.resolution, files }];
    }
    const reasons = reasonList(result.faults.map(({ at, reason }) => `${at}: ${reason}`));
    parts.report({
      code: 'schema-incompatible',
      message: `the ${label}: no record of ${file} can be read with ${newest?.file ?? ''}: ${reasons}`,
      location: { file },
      help: 'Give the field a default or an alias in the reader schema, or remove the version from the config if none of its records are left.',
    });
    return [];
  });
  const reader = versions.at(-1);
  if (reader === undefined) return undefined;
  const { jsonDecimals } = part;
  const made = { kind: 'avro', framing, jsonDecimals, versions, shape, settings, registry } as const;
  if (part.union === undefined) return { ...made, reader };
  const members = part.union.flatMap(({ newest }) => versions.find(({ file }) => file === newest.file) ?? []);
  return { ...made, reader: { ...reader, type: readerType }, members };
}

/** The union of the records of several subjects. A record is written as its own schema says, so its bytes must contain an id. */
function unionOf(parts: AvroParts, part: SchemaPartConfig, subjects: readonly SubjectConfig[]): AvroType | undefined {
  const members = subjects.map(({ newest }) => newest);
  const branches = members.flatMap(({ file }) => readerTypeOf(parts, file, part) ?? []);
  if (branches.length < members.length) return undefined;
  const fault = unionFault(part.framing, branches, members);
  if (fault === undefined) return { kind: 'union', branches };
  const location = { file: parts.configFile, pointer: part.pointer };
  parts.report({ code: 'config-invalid', ...fault, location });
  return undefined;
}

/** The type of a schema that records are written with; undefined where their bytes cannot be read. */
function writerTypeOf(parts: AvroParts, file: string, part: SchemaPartConfig): AvroType | undefined {
  return parse(parts, file, part)?.type;
}

/** The type of a schema that records are read with: its defaults and aliases count. */
function readerTypeOf(parts: AvroParts, file: string, part: SchemaPartConfig): AvroType | undefined {
  const parsed = parse(parts, file, part);
  if (parsed === undefined || parsed.readerFaults.length === 0) return parsed?.type;
  parsed.isReader = true;
  return undefined;
}

function parse(parts: AvroParts, file: string, part: SchemaPartConfig): Parsed | undefined {
  const referred = referencedFiles(file, part);
  const key = [file, ...part.include, '', ...referred].join('\0');
  const known = parts.parsed.get(key);
  if (known !== undefined) return known;
  const schema = parts.schemas.get(file);
  if (schema === undefined) return undefined;
  const files = new Set<string>();
  const definitions = recorded(definitionsOf(parts, file, part), files);
  const { type, faults, readerFaults, remarks } = parseAvroSchema(schema.json, definitions);
  const parsed: Parsed = { type, schema, files, readerFaults, isReader: false };
  parts.parsed.set(key, parsed);
  reportFaults(parts, schema, faults);
  for (const remark of remarks.slice(0, MAX_FAULTS)) {
    parts.report({
      code: 'schema-ignored',
      severity: 'warning',
      message: remark.message,
      location: locate(parts, schema, remark),
    });
  }
  return parsed;
}

/** Reports what only a reader's schema needs: errors of those that read, warnings of those that only write. */
export function reportReaderFaults(parts: AvroParts): void {
  for (const { schema, readerFaults, isReader } of parts.parsed.values()) {
    if (isReader) reportFaults(parts, schema, readerFaults);
    else
      for (const fault of readerFaults.slice(0, MAX_FAULTS)) {
        parts.report({
          code: 'schema-ignored',
          severity: 'warning',
          message: `${fault.message}; it is ignored, since no record is read with this version`,
          location: locate(parts, schema, fault),
        });
      }
  }
}

function reportFaults(parts: AvroParts, schema: ReadSchema, faults: readonly SchemaFault[]): void {
  for (const fault of faults.slice(0, MAX_FAULTS))
    parts.report({
      code: 'schema-invalid',
      message: fault.message,
      location: locate(parts, schema, fault),
      ...meantType(fault),
    });
  if (faults.length > MAX_FAULTS) {
    const message = `${faults.length - MAX_FAULTS} more faults`;
    parts.report({ code: 'schema-invalid', message, location: { file: schema.file } });
  }
}

function locate(parts: AvroParts, schema: ReadSchema, { file, pointer }: SchemaFault): Location {
  return (file === undefined ? schema : (parts.schemas.get(file) ?? schema)).locate(pointer);
}

/** What the files define that the registry says a version refers to, and the included ones; not a file's own types. */
function definitionsOf(parts: AvroParts, file: string, part: SchemaPartConfig): Definitions {
  const referred = referencedFiles(file, part);
  const key = [...part.include, '', ...referred].join('\0');
  const byName =
    parts.defined.get(key) ??
    definersByName([...referred.flatMap((path) => parts.schemas.get(path) ?? []), ...parts.schemas.included(part)]);
  parts.defined.set(key, byName);
  return (fullName) => byName.get(fullName)?.find((definer) => definer.file !== file);
}

interface AvroPartOptions extends Pick<AvroPart, 'framing' | 'registry'> {
  /** What messages call the part: `value of "orders"`. */
  readonly label: string;
}

/** A schema, and whether records are read with it: then its defaults, aliases and orders have to be right. */
interface Parsed extends Pick<ParsedSchema, 'type' | 'readerFaults'> {
  readonly schema: ReadSchema;
  /** Those that define types it uses. */
  readonly files: ReadonlySet<string>;
  isReader: boolean;
}

/** The definitions, with the file of each that is found added to `files`. */
function recorded(definitions: Definitions, files: Set<string>): Definitions {
  return (fullName) => {
    const definer = definitions(fullName);
    if (definer !== undefined) files.add(definer.file);
    return definer;
  };
}

/** Types of other schema languages, by what Avro calls them. */
const avroTypes: Readonly<Record<string, string>> = {
  integer: 'long',
  number: 'double',
  bool: 'boolean',
  text: 'string',
  object: 'record',
};

const DEFINE_IT = 'Define it earlier in the file, or add the file that defines it to "include" in the config.';

function meantType({ unknown }: SchemaFault): Pick<Diagnostic, 'help'> {
  if (unknown === undefined) return {};
  const nearest = avroTypes[unknown.name] ?? nearestName(unknown.name, unknown.known);
  if (nearest !== undefined) return { help: `Did you mean "${nearest}"?` };
  return unknown.known.length === 0 ? {} : { help: DEFINE_IT };
}

function referencedFiles(file: string, { versions }: SchemaPartConfig): readonly string[] {
  const references = versions.find((version) => version.file === file)?.references ?? [];
  return references.map((reference) => reference.file);
}

/** The files that define a full name, in the order of the files. */
function definersByName(files: readonly ReadSchema[]): ReadonlyMap<string, readonly ReadSchema[]> {
  const byName = new Map<string, ReadSchema[]>();
  for (const file of files) for (const name of definedNames(file.json)) addTo(byName, name, file);
  return byName;
}
