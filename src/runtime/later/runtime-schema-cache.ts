import type { ByteReader } from '../byte-reader.js';
import { UnknownSchemaError } from '../errors.js';

/** The writers' schemas of a key or value that were unknown at generation and have been fetched since. */
export class RuntimeSchemaCache<T> {
  /** Those that the generated decoder reads. */
  readonly knownSchemaIds: readonly string[];
  private readonly readers = new Map<string, (r: ByteReader) => T>();

  constructor(knownSchemaIds: readonly string[]) {
    this.knownSchemaIds = knownSchemaIds;
  }

  /** Reads a datum behind its frame. Throws an UnknownSchemaError for a schema that was not fetched yet. */
  read(schemaId: string, r: ByteReader): T {
    const read = this.readers.get(schemaId);
    if (read === undefined) throw new UnknownSchemaError(schemaId, this.knownSchemaIds);
    return read(r);
  }

  /** Adds what was fetched: `read` goes from the writer's bytes to a value of the reader's type. */
  add(schemaId: string, read: (r: ByteReader) => unknown): void {
    // An interpreter has no type: its values are those of the reader's schema, which T was made of.
    this.readers.set(schemaId, read as (r: ByteReader) => T);
  }

  knows(schemaId: string): boolean {
    return this.readers.has(schemaId) || this.knownSchemaIds.includes(schemaId);
  }
}
