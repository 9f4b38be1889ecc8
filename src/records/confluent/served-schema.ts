import { schemaJson } from '../../avro/schema-json.js';
import type { JsonVersion, SchemaPart } from '../../model/topic-model.js';
import { writeJson } from '../../runtime/simulate/json-write.js';
import { versionOf } from '../open-part.js';
import type { ServedSchema } from './loopback-registry.js';

/** The JSON of a schema file, by its path relative to the project. */
export type DocumentOf = (file: string) => unknown;

/** The schema of a part with an id, as a registry returns it: an Avro schema with all the types that it uses in one. */
export function servedSchema(part: SchemaPart, id: string, documentOf: DocumentOf): ServedSchema | undefined {
  const version = versionOf(part, id);
  if (version === undefined) return undefined;
  return 'type' in version
    ? { type: 'AVRO', text: textOf(schemaJson(version.type)) }
    : { type: 'JSON', text: textOf(documentOf(version.file) ?? {}) };
}

/** Whether the library's own ajv reads a JSON Schema: draft 7, in one file. */
export function readsAlone({ schema, files, file }: JsonVersion): boolean {
  return files.length === 1 && !file.includes('#') && schema.draft === '7';
}

/** With the digits of whole numbers past 2^53. */
function textOf(json: unknown): string {
  return Buffer.from(writeJson(json)).toString();
}
