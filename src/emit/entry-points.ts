import { documented } from '../code/documented.js';
import { call, conditional } from '../code/expressions.js';
import { upperFirst } from '../code/identifiers.js';
import { runtimeType } from '../code/runtime-name.js';
import { docComment } from '../code/source-text.js';
import { functionHead, functionText, layOut, returns, uses, type Code } from '../code/statements.js';
import { code, hardline, indent, join, lines, nameOf, type Layout } from '../code/text-layout.js';
import { ID_PARAMETER, READER_PARAMETER, SCHEMA_ID, type DecodedPart } from './decoder-context.js';
import { topicType } from './type-imports.js';

interface EntryPoints extends DecodedPart {
  /** What the schema id is for. */
  readonly schemaId: 'resolves' | 'unframed' | 'identifies' | 'ignored';
  /** The statements that read from a reader, with the schema id if it is for anything. */
  readonly body: readonly Code[];
  /** Whether any bytes will do. */
  readonly raw?: boolean;
}

const BYTES = nameOf('bytes');
const BASE64 = nameOf('base64');

/** `decodeValue`, `decodeValueBase64` and what both call, `readValue`; or those of the key. */
export function entryPoints({ what, type, schemaId, body, raw = false }: EntryPoints): readonly Layout[] {
  const [decode, read] = [`decode${upperFirst(what)}`, `read${upperFirst(what)}`];
  const none = what === 'value' ? 'null, a tombstone, stays null' : 'null, for a record without a key, stays null';
  const unknown = schemaId === 'resolves' ? ', and an UnknownSchemaError for an unknown id' : '';
  const throws = raw ? [] : [`Throws a DecodeError for invalid bytes${unknown}.`];
  const doc = [`Decodes the bytes of a ${what}; ${none}.`, SCHEMA_ID_USES[schemaId], ...throws].join('\n');
  const own = topicType(type);
  const takesId = schemaId !== 'ignored';
  const readFrom = (reader: Layout): Layout => call(nameOf(read), reader, ...(takesId ? [SCHEMA_ID] : []));
  const decoded = conditional(code`${BYTES} === null`, 'null', readFrom(call('reader.openBytes', BYTES)), true);
  return [
    entryPoint(doc, [decode, code`${BYTES}: ${nameOf('Uint8Array')} | null`, code`${own} | null`], [returns(decoded)]),
    entryPoint(
      'The same from base64, as in Lambda events.',
      [`${decode}Base64`, code`${BASE64}: string`, own],
      [returns(readFrom(call('reader.openBase64', BASE64)))],
    ),
    documented(
      [`Reads the ${what} that \`r\` is open at.`],
      [
        'export ',
        functionText(nameOf(read), takesId ? [READER_PARAMETER, ID_PARAMETER] : [READER_PARAMETER], own, body),
      ],
    ),
  ];
}

type Signature = readonly [name: string, parameter: Layout, returned: Layout];

function entryPoint(doc: string, [name, first, returned]: Signature, body: readonly Code[]): Layout {
  const id = code`${SCHEMA_ID}?: ${runtimeType('kafka/schema-id', 'SchemaId')}`;
  const headOf = (...parameters: readonly Layout[]): Layout =>
    functionHead(`export function ${name}`, parameters, returned);
  const overload = [headOf(first, id), ';'];
  // Where the id is for nothing, a parameter that nothing uses would be a linter's finding.
  const heads = uses(body, SCHEMA_ID) ? [headOf(first, id)] : [overload, hardline, headOf(first)];
  return join(hardline, [lines(docComment([doc])), [heads, ' {', indent(hardline, layOut(body))], '}']);
}

const SCHEMA_ID_USES: Readonly<Record<EntryPoints['schemaId'], string>> = {
  resolves: '`schemaId` is the writer schema id, for bytes that do not contain it.',
  unframed: 'If `schemaId` is given, the bytes have no frame.',
  identifies: '`schemaId` identifies the subject of a record; without a known one, all subjects are tried.',
  ignored: 'The schema id does not matter: all records are read with one schema.',
};
