// ES2022, which Node has since version 16.11, also where the tsconfig.json targets ES2020 or ES2021.
/// <reference lib="es2022" />
import { ID_ZERO_HINT } from './kafka/framing-hint.js';
import { thrownReason } from './kafka/thrown-reason.js';

/** What a JSON value does not do that its schema asks for. Holds none of the payload but names of properties. */
export interface JsonFault {
  /** A JSON pointer into the payload; '' is the whole of it. Long names and long pointers are cut. */
  readonly pointer: string;
  /** Which keyword of which schema, as `#/properties/amount/minimum`; with a file for other files. */
  readonly schemaPointer: string;
  /** In words: `must be at least 0`. */
  readonly reason: string;
}

/** Bytes that are not what their schema or their wire framing says. Never holds any of the payload. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  /** What is wrong, in words, without the position. */
  declare readonly reason: string;
  /** Bytes from the start of the key or value with its frame, or of what its frame inflates to, to the fault. */
  declare readonly byteOffset: number;
  /** The field being read, as `Record.field` (`[]` an array item, `{}` a map value), or the type or frame; of JSON, the JSON pointer of the value. */
  declare readonly at: string;
  /** What a JSON value does wrong: the first fault, or all of them, as the settings say. Only JSON's errors have it. */
  declare readonly faults?: readonly JsonFault[];

  constructor(
    reason: string,
    byteOffset: number,
    at: string,
    faults?: readonly JsonFault[],
    hint?: string,
  ) {
    super(`${reason} (${at}, byte ${String(byteOffset)})${hint === undefined ? '' : `; ${hint}`}`);
    this.reason = reason;
    this.byteOffset = byteOffset;
    this.at = at;
    if (faults !== undefined) this.faults = faults;
  }
}

/**
 * A writer schema id that no generated decoder knows. Where the schema was looked for, `cause` says why it could not be
 * had or read.
 */
export class UnknownSchemaError extends Error {
  override readonly name = 'UnknownSchemaError';
  declare readonly schemaId: string;
  declare readonly knownSchemaIds: readonly string[];

  constructor(schemaId: string, knownSchemaIds: readonly string[], cause?: unknown) {
    const why = cause === undefined ? '' : `, and could not be fetched: ${thrownReason(cause)}`;
    const hint = schemaId === '0' ? `; ${ID_ZERO_HINT}` : '';
    super(
      `writer schema ${schemaId} was unknown at generation (known: ${knownSchemaIds.join(', ') || 'none'})${why}; ` +
        'run gen-msk-consumer pull, or add its version to the config, and run gen-msk-consumer generate' +
        hint,
      cause === undefined ? undefined : { cause },
    );
    this.schemaId = schemaId;
    this.knownSchemaIds = knownSchemaIds;
  }
}

/** A value that cannot be written with its schema. */
export class EncodeError extends Error {
  override readonly name = 'EncodeError';
  /** The field being written, as `Record.field`. */
  declare readonly at: string;

  constructor(reason: string, at: string) {
    super(`${reason} (${at})`);
    this.at = at;
  }
}

/**
 * A record of a type for which the handler has no code yet: thrown by the case that a new type is given when code is
 * regenerated, so that the record fails and is not lost.
 */
export class NotHandledError extends Error {
  override readonly name = 'NotHandledError';
  /** What the record's property for its type holds: `shop.Order`. */
  declare readonly type: string | number | boolean | null;

  constructor(type: string | number | boolean | null) {
    super(`records of type ${String(type)} are not handled yet`);
    this.type = type;
  }
}

/**
 * To be thrown by a handler for a record that will never succeed: no try is worth it. With `onFailed: 'deadLetter'`
 * the record is sent as a dead letter.
 */
export class NonRetryableError extends Error {
  override readonly name: string = 'NonRetryableError';
}
