import type { PartConfig } from '../config/config.js';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.js';
import type { JsonDocuments } from '../json-schema/read/json-documents.js';

/** A schema file as the model needs it. */
export interface ReadSchema {
  readonly file: string;
  readonly format: 'avro' | 'json-schema';
  readonly json: unknown;
  locate(pointer: string): Location;
}

/** The schema files of a config, all read. */
export interface ReadSchemas {
  get(file: string): ReadSchema | undefined;
  /** The files that Avro schemas of a part may take named types from. */
  included(part: SchemaPartConfig): readonly ReadSchema[];
  /** The files that the references of JSON Schemas of a part may lead to. */
  documents(part: SchemaPartConfig): JsonDocuments;
  /** Whether a file that a part needs could not be read, which is reported elsewhere. Absent where all could. */
  isIncomplete?(part: SchemaPartConfig): boolean;
}

/** A key or value that has a schema, as the config gives it. */
export type SchemaPartConfig = Extract<PartConfig, { kind: 'schema' }>;

/** Reports a problem, by default an error. */
export type Report = (diagnostic: Omit<Diagnostic, 'severity'> & Partial<Pick<Diagnostic, 'severity'>>) => void;

/** Maximum number of faults reported for one schema. */
export const MAX_FAULTS = 100;
