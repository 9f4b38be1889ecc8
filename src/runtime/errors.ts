/** Bytes that are not what their schema or their wire framing says. Never holds any of the payload. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  /** What is wrong, in words, without the position. */
  readonly reason: string;
  /** Bytes from the start of the key or value with its frame, or of what its frame inflates to, to the fault. */
  readonly byteOffset: number;
  /** The field being read, as `Record.field` (`[]` an array item, `{}` a map value), or the type or frame. */
  readonly at: string;

  constructor(reason: string, byteOffset: number, at: string) {
    super(`${reason} (${at}, byte ${byteOffset})`);
    this.reason = reason;
    this.byteOffset = byteOffset;
    this.at = at;
  }
}

/** A writer schema id that no generated decoder knows. */
export class UnknownSchemaError extends Error {
  override readonly name = 'UnknownSchemaError';
  readonly schemaId: string;
  readonly knownSchemaIds: readonly string[];

  constructor(schemaId: string, knownSchemaIds: readonly string[]) {
    super(
      `writer schema ${schemaId} is not one of those known at generation (${knownSchemaIds.join(', ') || 'none'}); ` +
        'add its version to the config and run gen-msk-consumer again',
    );
    this.schemaId = schemaId;
    this.knownSchemaIds = knownSchemaIds;
  }
}

/** A value that cannot be written with its schema. */
export class EncodeError extends Error {
  override readonly name = 'EncodeError';
  /** The field being written, as `Record.field`. */
  readonly at: string;

  constructor(reason: string, at: string) {
    super(`${reason} (${at})`);
    this.at = at;
  }
}
