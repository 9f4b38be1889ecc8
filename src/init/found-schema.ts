import type { AvroFile } from './avro-file.js';
import type { JsonSchemaFile } from './json-schema-file.js';

/** A schema file that `init` found. */
export type FoundSchema = AvroFile | JsonSchemaFile;
