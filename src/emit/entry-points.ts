import { call, conditional } from '../code/expressions.js';
import { upperFirst } from '../code/identifiers.js';
import { runtimeType } from '../code/runtime-name.js';
import { docComment } from '../code/source-text.js';
import { functionHead, layOut, parameter, returns, type Code } from '../code/statements.js';
import { code, hardline, indent, join, lines, nameOf, type Layout } from '../code/text-layout.js';
import { SCHEMA_ID, type DecodedPart } from './decoder-context.js';
import { topicType } from './type-imports.js';

export interface EntryPoints extends DecodedPart {
  /** The expression that reads from a reader, with the schema id if it takes one. */
  readonly call: (reader: Layout, schemaId: Layout) => Layout;
  /** What the schema id is for. */
  readonly schemaId: 'resolves' | 'unframed' | 'identifies' | 'ignored';
  /** Whether any bytes will do. */
  readonly raw?: boolean;
}

const BYTES = nameOf('bytes');
const BASE64 = nameOf('base64');

/** `decodeValue` and `decodeValueBase64`, or those of the key. */
export function entryPoints({ what, type, call: read, schemaId, raw = false }: EntryPoints): readonly Layout[] {
  const name = `decode${upperFirst(what)}`;
  const none = what === 'value' ? 'null, a tombstone, stays null' : 'null, for a record without a key, stays null';
  const unknown = schemaId === 'resolves' ? ', and an UnknownSchemaError for an unknown id' : '';
  const doc = [
    `Decodes the bytes of a ${what}; ${none}.`,
    SCHEMA_ID_USES[schemaId],
    ...(raw ? [] : [`Throws a DecodeError for invalid bytes${unknown}.`]),
  ].join('\n');
  const own = topicType(type);
  const decoded = conditional(code`${BYTES} === null`, 'null', read(call('reader.openBytes', BYTES), SCHEMA_ID), true);
  return [
    entryPoint(doc, [name, code`${BYTES}: ${nameOf('Uint8Array')} | null`, code`${own} | null`], [returns(decoded)]),
    entryPoint(
      'The same from base64, as in Lambda events.',
      [`${name}Base64`, code`${BASE64}: string`, own],
      [returns(read(call('reader.openBase64', BASE64), SCHEMA_ID))],
    ),
  ];
}

type Signature = readonly [name: string, parameter: Layout, returned: Layout];

function entryPoint(doc: string, [name, first, returned]: Signature, body: readonly Code[]): Layout {
  const id = parameter(SCHEMA_ID, runtimeType('kafka/schema-id', 'SchemaId'), body, '?');
  const head = functionHead(`export function ${name}`, [first, id], returned);
  return join(hardline, [lines(docComment([doc])), [head, ' {', indent(hardline, layOut(body))], '}']);
}

const SCHEMA_ID_USES: Readonly<Record<EntryPoints['schemaId'], string>> = {
  resolves: '`schemaId` is the writer schema id, for bytes that do not contain it.',
  unframed: 'If `schemaId` is given, the bytes have no frame.',
  identifies: '`schemaId` identifies the subject of a record; without a known one, all subjects are tried.',
  ignored: 'The schema id does not matter: all records are read with one schema.',
};
