import type { AvroFile } from './avro-file.js';
import type { JsonSchemaFile } from './json-schema-file.js';

/** A schema file that `init` found. */
export type FoundSchema = AvroFile | JsonSchemaFile;

/** What of a schema's values can be a topic's: `records` when they may be records, `types` for what others refer to, `plain` for primitives. */
export type Holds = 'records' | 'types' | 'plain';

export type ReadFile<File extends FoundSchema> =
  | { readonly ok: true; readonly file: File }
  /** `reason` is undefined where nothing suggests that the file was meant as a schema. */
  | { readonly ok: false; readonly reason: string | undefined };
