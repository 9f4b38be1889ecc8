import { DecoderPrinter } from '../avro/printers/print-decoder.js';
import { JsonDecoderPrinter } from '../avro/printers/print-json-decoder.js';
import { documented } from '../code/documented.js';
import { assigned, call, conditional, list } from '../code/expressions.js';
import { runtimeName } from '../code/runtime-name.js';
import { lineComment, stringLiteral } from '../code/source-text.js';
import { BREAK, leave, returns, statement, variable, when, type Code, type SwitchCase } from '../code/statements.js';
import { code, hardline, nameOf, type Layout } from '../code/text-layout.js';
import type { AvroPart } from '../model/topic-model.js';
import { wireId } from '../model/wire-id.js';
import { READER, SCHEMA_ID, type DecodedPart, type DecoderContext } from './decoder-context.js';
import { entryPoints } from './entry-points.js';
import { rootName, schemaCache } from './part-names.js';
import { importedTypes, topicType } from './type-imports.js';
import { frameReader } from './wire-frame.js';

const ID = nameOf('id');
const VALUE = nameOf('value');

/**
 * Prints how the Avro keys and values of a topic are decoded: the entry points of each, which the returned function gives,
 * and in the context's module the functions that they call.
 */
export function avroDecoder({ plan, module }: DecoderContext): (part: AvroPart, of: DecodedPart) => readonly Layout[] {
  const avroModule = { names: plan.types, spelling: importedTypes, module };
  const binary = new DecoderPrinter(avroModule);
  const json = new JsonDecoderPrinter(avroModule);
  return (part, of) =>
    part.framing === 'lambda-json' ? jsonEntryPoints(json, part, of) : binaryEntryPoints({ binary, module }, part, of);
}

/** A datum that the event source mapping has made JSON: fields have names there, so the reader's schema is all it takes. */
function jsonEntryPoints(
  printer: JsonDecoderPrinter,
  { shape, jsonDecimals: decimals }: AvroPart,
  { what, type }: DecodedPart,
): readonly Layout[] {
  const at = rootName(shape, what);
  const value = printer.print(shape, { at, name: type, typeText: topicType(type) }, { decimals });
  const json = call(code`new ${runtimeName('avro/json', 'AvroJson')}`, READER, stringLiteral(at));
  return entryPoints({ what, type, schemaId: 'ignored', body: [variable('const', 'j', json), returns(value)] });
}

interface BinaryContext extends Pick<DecoderContext, 'module'> {
  readonly binary: DecoderPrinter;
}

function binaryEntryPoints(context: BinaryContext, part: AvroPart, { what, type }: DecodedPart): readonly Layout[] {
  const values = versionValues(context.binary, part, { what, type });
  const frame = frameReader(part);
  const ids = part.versions.map((version) => wireId(part, version));
  const close = [statement(call(code`${READER}.close`, stringLiteral(rootName(part.shape, what)))), returns(VALUE)];
  const [only] = values;
  if (values.length === 1 && only !== undefined && ids[0] === null) {
    const skipFrame =
      frame === undefined ? [] : [when(code`${SCHEMA_ID} === undefined`, [statement(call(frame, READER))])];
    const body = [...skipFrame, variable('const', VALUE, only), ...close];
    return entryPoints({ what, type, schemaId: frame === undefined ? 'ignored' : 'unframed', body });
  }
  const cases = part.versions.map(({ file }, index): SwitchCase => ({
    comment: lineComment(file, 2),
    labels: [stringLiteral(ids[index] ?? '')],
    body: [statement(assigned(code`${VALUE} =`, values[index] ?? '')), BREAK],
  }));
  const known = list(ids.map((id) => stringLiteral(id ?? '')));
  const unknown: SwitchCase = { labels: [], body: [unknownSchema(context, part, { what, type }, known)] };
  const body: readonly Code[] = [
    variable('const', ID, schemaIdOf(part, ids.at(-1) ?? '', frame)),
    statement(code`let ${VALUE}: ${topicType(type)}`),
    { kind: 'switch', on: ID, cases: [...cases, unknown] },
    ...close,
  ];
  return entryPoints({ what, type, schemaId: 'resolves', body });
}

/** The expression that reads a record of each version, in their order. */
function versionValues(
  printer: DecoderPrinter,
  { versions, shape }: AvroPart,
  { what, type }: DecodedPart,
): readonly Layout[] {
  const place = { shape, at: rootName(shape, what), name: type, typeText: topicType(type) };
  // The reader's version, the last one, is printed first: it takes the plain names.
  const newestFirst = versions.map((version, index) => ({ ...version, number: index + 1 })).reverse();
  return newestFirst
    .map(({ resolution, number }) => {
      const suffix = number === versions.length ? '' : `V${number}`;
      return printer.print({ resolution, suffix }, place);
    })
    .reverse();
}

/** What becomes of a record whose writer's schema was unknown at generation. */
function unknownSchema(
  { module }: BinaryContext,
  { registry }: AvroPart,
  { what, type }: DecodedPart,
  known: Layout,
): Code {
  if (registry === undefined)
    return leave(['throw ', call(code`new ${runtimeName('errors', 'UnknownSchemaError')}`, ID, known)]);
  const cache = module.table({}, [schemaCache(what)], (name) => {
    const Cache = runtimeName('later/runtime-schema-cache', 'RuntimeSchemaCache');
    const made = call(code`new ${Cache}`, known);
    const doc = 'Writer schemas that slow-path.ts has fetched since generation.';
    return documented(
      [doc],
      [assigned(code`export const ${name}: ${Cache}<${topicType(type)}> =`, made), ';', hardline],
    );
  });
  return statement(assigned(code`${VALUE} =`, call(code`${cache}.read`, ID, READER)));
}

function schemaIdOf(part: AvroPart, readerId: string, frame: Layout | undefined): Layout {
  const given = code`${call(nameOf('String'), SCHEMA_ID)}.toLowerCase()`;
  const isMissing = code`${SCHEMA_ID} === undefined`;
  if (frame !== undefined) return conditional(isMissing, call(frame, READER), given, true);
  if (part.framing === 'none') return code`\`\${${SCHEMA_ID} ?? ${stringLiteral(readerId)}}\``;
  const fails = call(code`${READER}.fail`, "'the record has no schema id'", "'lambda framing'");
  return conditional(isMissing, fails, given, true);
}
