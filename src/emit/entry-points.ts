import { upperFirst } from '../code/identifiers.js';

export interface EntryPoints {
  readonly what: 'key' | 'value';
  readonly type: string;
  /** The expression that reads from a reader, with the schema id if it takes one. */
  readonly call: (reader: string, schemaId: string) => string;
  /** What the schema id is for. */
  readonly schemaId: 'resolves' | 'unframed' | 'identifies' | 'ignored';
  /** Whether any bytes will do. */
  readonly raw?: boolean;
}

/** `decodeValue` and `decodeValueBase64`, or those of the key. */
export function entryPoints({ what, type, call, schemaId, raw = false }: EntryPoints): string {
  const name = `decode${upperFirst(what)}`;
  const parameter = schemaId === 'ignored' ? '_schemaId' : 'schemaId';
  const none = what === 'value' ? 'null, a tombstone, stays null' : 'null, for a record without a key, stays null';
  const unknown = schemaId === 'resolves' ? ', and an UnknownSchemaError for an unknown id' : '';
  return [
    '/**',
    ` * Decodes the bytes of a ${what}; ${none}.`,
    ` * ${SCHEMA_ID_USES[schemaId]}`,
    ...(raw ? [] : [` * Throws a DecodeError for invalid bytes${unknown}.`]),
    ' */',
    head(name, ['bytes: Uint8Array | null', `${parameter}?: SchemaId`], `${type} | null`),
    `  return bytes === null ? null : ${call('reader.openBytes(bytes)', 'schemaId')};`,
    '}',
    '',
    '/** The same from base64, as in Lambda events. */',
    head(`${name}Base64`, ['base64: string', `${parameter}?: SchemaId`], type),
    `  return ${call('reader.openBase64(base64)', 'schemaId')};`,
    '}',
    '',
  ].join('\n');
}

/** The head of a function, with a parameter a line where it would be too long. */
function head(name: string, parameters: readonly string[], type: string): string {
  const line = `export function ${name}(${parameters.join(', ')}): ${type} {`;
  if (line.length <= 100) return line;
  return `export function ${name}(\n${parameters.map((one) => `  ${one},\n`).join('')}): ${type} {`;
}

const SCHEMA_ID_USES: Readonly<Record<EntryPoints['schemaId'], string>> = {
  resolves: '`schemaId` is the writer schema id, for bytes that do not contain it.',
  unframed: 'If `schemaId` is given, the bytes have no frame.',
  identifies: '`schemaId` identifies the subject of a record; without a known one, all subjects are tried.',
  ignored: 'The schema id does not matter: all records are read with one schema.',
};
