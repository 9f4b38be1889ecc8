import { createHash } from 'node:crypto';

import { parseAvroSchema } from '../../src/runtime/resolution/parse-schema.js';
import { readFaults } from '../../src/compat/avro/read-faults.js';
import { DEFAULT_VALUES, shapeOf } from '../../src/runtime/resolution/value-shape.js';

export interface StoredReference {
  readonly name: string;
  readonly subject: string;
  readonly version: number;
}

/** A schema as it is registered: what the API calls schema, schemaType and references. */
export interface StoredSchema {
  readonly schema: string;
  readonly schemaType: string;
  readonly references: readonly StoredReference[];
  /** What the API calls ruleSet. */
  readonly ruleSet?: object;
}

export interface StoredVersion extends StoredSchema {
  readonly subject: string;
  readonly version: number;
  readonly id: number;
  readonly guid: string;
  readonly deleted: boolean;
}

/** An error of the API: HTTP status and the registry's own code. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** What a Confluent-compatible registry knows, by the rules of its public API. */
export class RegistryStore {
  readonly #versions: StoredVersion[] = [];
  readonly #levels = new Map<string, string>();
  globalLevel = 'BACKWARD';

  /** Registers a schema under a subject (`name` or `:.context:name`). A schema that is there already keeps its version and id. */
  register(
    subject: string,
    { schema, schemaType = 'AVRO', references = [] }: Partial<StoredSchema> & { schema: string },
  ): StoredVersion {
    const stored = { schema, schemaType, references };
    this.#validate(stored, subject);
    const same = this.#all(subject).find((one) => !one.deleted && key(one) === key(stored));
    if (same !== undefined) return same;
    const incompatible = this.incompatibilities(subject, stored);
    if (incompatible.length > 0) {
      throw new ApiError(
        409,
        409,
        `Schema being registered is incompatible with an earlier schema for subject "${subject}"`,
      );
    }
    const inContext = this.#versions.filter((one) => contextOf(one.subject) === contextOf(subject));
    const twin = inContext.find((one) => key(one) === key(stored));
    const version: StoredVersion = {
      ...stored,
      subject,
      version: Math.max(0, ...this.#all(subject).map((one) => one.version)) + 1,
      id: twin?.id ?? Math.max(0, ...inContext.map(({ id }) => id)) + 1,
      guid: guidOf(key(stored)),
      deleted: false,
    };
    this.#versions.push(version);
    return version;
  }

  /** Puts a version there as no registry would: for tests of those that break their word. */
  put(version: Partial<StoredVersion> & { readonly subject: string; readonly schema: string }): void {
    const full = {
      version: 1,
      id: 1,
      guid: guidOf(version.schema),
      deleted: false,
      schemaType: 'AVRO',
      references: [],
      ...version,
    };
    const index = this.#versions.findIndex((one) => one.subject === full.subject && one.version === full.version);
    if (index < 0) this.#versions.push(full);
    else this.#versions[index] = full;
  }

  subjects({ deleted, prefix }: { readonly deleted: boolean; readonly prefix: string }): readonly string[] {
    const names = this.#versions.filter((one) => deleted || !one.deleted).map(({ subject }) => subject);
    return [...new Set(names)].filter((name) => name.startsWith(prefix)).sort();
  }

  versions(subject: string, deleted: boolean): readonly StoredVersion[] {
    const versions = this.#all(subject).filter((one) => deleted || !one.deleted);
    if (versions.length === 0) throw new ApiError(404, 40401, `Subject '${subject}' not found.`);
    return versions;
  }

  version(subject: string, text: string, deleted: boolean): StoredVersion {
    const versions = this.versions(subject, deleted);
    if (text !== 'latest' && text !== '-1' && !/^[1-9]\d*$/.test(text)) {
      throw new ApiError(422, 42202, `The specified version '${text}' is not a valid version id.`);
    }
    const found = /^\d/.test(text) ? versions.find(({ version }) => version === Number(text)) : versions.at(-1);
    if (found === undefined) throw new ApiError(404, 40402, `Version ${text} not found.`);
    return found;
  }

  lookUp(subject: string, schema: Partial<StoredSchema> & { schema: string }): StoredVersion {
    const wanted = key({ schemaType: 'AVRO', references: [], ...schema });
    const found = this.versions(subject, false).find((one) => key(one) === wanted);
    if (found === undefined) throw new ApiError(404, 40403, 'Schema not found');
    return found;
  }

  byId(id: number, context: string): readonly StoredVersion[] {
    const found = this.#versions.filter((one) => one.id === id && contextOf(one.subject) === context);
    if (found.length === 0) throw new ApiError(404, 40403, `Schema ${id} not found`);
    return found;
  }

  byGuid(guid: string): StoredVersion {
    const found = this.#versions.find((one) => one.guid === guid);
    if (found === undefined) throw new ApiError(404, 40403, 'Schema not found');
    return found;
  }

  contexts(): readonly string[] {
    return [...new Set(['.', ...this.#versions.map(({ subject }) => contextOf(subject))])].sort();
  }

  referencedBy(subject: string, version: number): readonly number[] {
    const refers = (one: StoredVersion): boolean =>
      one.references.some((to) => to.subject === subject && to.version === version);
    return [...new Set(this.#versions.filter(refers).map(({ id }) => id))];
  }

  /** Deletes versions softly, or those that are deleted softly for good. */
  delete(subject: string, numbers: readonly number[], permanent: boolean): readonly number[] {
    for (const number of numbers) {
      const index = this.#versions.findIndex((one) => one.subject === subject && one.version === number);
      const found = this.#versions[index];
      if (found === undefined) throw new ApiError(404, 40402, `Version ${number} not found.`);
      if (this.referencedBy(subject, number).length > 0) {
        throw new ApiError(
          422,
          42206,
          `One or more references exist to the schema {magic=1,keytype=SCHEMA,subject=${subject},version=${number}}.`,
        );
      }
      if (permanent && !found.deleted) {
        throw new ApiError(
          404,
          40407,
          `Subject '${subject}' Version ${number} was not deleted first before being permanently deleted`,
        );
      }
      if (permanent) this.#versions.splice(index, 1);
      else this.#versions[index] = { ...found, deleted: true };
    }
    return numbers;
  }

  level(subject: string | undefined): string | undefined {
    return subject === undefined ? this.globalLevel : this.#levels.get(subject);
  }

  setLevel(subject: string | undefined, level: string): void {
    if (!/^(?:NONE|(?:BACKWARD|FORWARD|FULL)(?:_TRANSITIVE)?)$/.test(level)) {
      throw new ApiError(
        422,
        42203,
        'Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive',
      );
    }
    if (subject === undefined) this.globalLevel = level;
    else this.#levels.set(subject, level);
  }

  /** Why the newest version (all, for a transitive level) and the schema are not compatible. Only Avro is judged. */
  incompatibilities(subject: string, schema: StoredSchema): readonly string[] {
    const level = this.level(subject) ?? this.globalLevel;
    const live = this.#all(subject).filter((one) => !one.deleted);
    const against = level.endsWith('_TRANSITIVE') ? live : live.slice(-1);
    return against.flatMap((earlier) => {
      if (level === 'NONE' || schema.schemaType !== 'AVRO' || earlier.schemaType !== 'AVRO') return [];
      const backward = level.startsWith('FORWARD') ? [] : this.#faults(earlier, schema);
      const forward = level.startsWith('BACKWARD') ? [] : this.#faults(schema, earlier);
      return [...backward, ...forward];
    });
  }

  #faults(writer: StoredSchema, reader: StoredSchema): readonly string[] {
    const [from, to] = [this.#parse(writer), this.#parse(reader)];
    if (from === undefined || to === undefined) return [];
    const faults = readFaults(from, shapeOf(to, { values: DEFAULT_VALUES, fields: {} }));
    return faults.flatMap(({ kind, at, reason }) => (kind === 'refused' ? [`${at}: ${reason}`] : []));
  }

  #parse({ schema, references }: StoredSchema): ReturnType<typeof parseAvroSchema>['type'] {
    const parsed = parseAvroSchema(JSON.parse(schema), (fullName) => {
      const reference = references.find(({ name }) => name === fullName);
      if (reference === undefined) return undefined;
      const target = this.version(reference.subject, String(reference.version), true);
      return { file: `${target.subject} ${target.version}`, json: JSON.parse(target.schema) };
    });
    return parsed.faults.length + parsed.readerFaults.length === 0 ? parsed.type : undefined;
  }

  #validate(schema: StoredSchema, subject: string): void {
    const invalid = (reason: string): ApiError =>
      new ApiError(422, 42201, `Invalid schema for subject ${subject}: ${reason}`);
    if (!['AVRO', 'JSON', 'PROTOBUF'].includes(schema.schemaType)) throw invalid(`unknown type ${schema.schemaType}`);
    for (const { subject: to, version } of schema.references) this.version(to, String(version), true);
    if (schema.schemaType === 'PROTOBUF') return;
    try {
      JSON.parse(schema.schema);
    } catch {
      throw invalid('not JSON');
    }
    if (schema.schemaType === 'AVRO' && this.#parse(schema) === undefined) throw invalid('not an Avro schema');
  }

  #all(subject: string): readonly StoredVersion[] {
    return this.#versions.filter((one) => one.subject === subject).sort((a, b) => a.version - b.version);
  }
}

function key({ schema, schemaType, references }: StoredSchema): string {
  return JSON.stringify([schema, schemaType, references.map(({ name, subject, version }) => [name, subject, version])]);
}

function guidOf(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** `.ctx` of `:.ctx:name`; the default context is `.`. */
export function contextOf(subject: string): string {
  return /^:(\.[^:]*):/.exec(subject)?.[1] ?? '.';
}
