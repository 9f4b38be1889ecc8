import { ConverterPrinter } from '../json-schema/convert/print-converter.js';
import { ValidatorPrinter } from '../json-schema/check/print-validator.js';
import { upperFirst } from '../model/identifiers.js';
import { stringLiteral } from '../model/source-text.js';
import type { JsonSide } from '../model/topic-model.js';
import type { DecodedSide, DecoderParts } from './decoder-file.js';
import { entryPoints } from './entry-points.js';
import { frameReaders } from './wire-frame.js';

/** Prints how a JSON key or value is decoded: parsed, checked against the reader's schema, converted where settings ask for it. */
export function jsonDecoder(parts: DecoderParts, side: JsonSide, { what, type }: DecodedSide): string {
  const { read, args } = readCall(parts, side, type);
  const frame = frameReaders[side.framing];
  if (frame !== undefined) parts.use('framing', frame);
  const name = `read${upperFirst(what)}`;
  const entries = entryPoints({
    what,
    type,
    call: (r, id) => `${name}(${r}${frame === undefined ? '' : `, ${id}`})`,
    schemaId: frame === undefined ? 'ignored' : 'unframed',
  });
  const skipFrame = frame === undefined ? '' : `  if (schemaId === undefined) ${frame}(r);\n`;
  const parameters = frame === undefined ? 'r: ByteReader' : 'r: ByteReader, schemaId?: SchemaId';
  const given = ['r', stringLiteral(what), ...args];
  const line = `  return ${read}<${type}>(${given.join(', ')});\n`;
  const call =
    line.length <= 101 ? line : `  return ${read}<${type}>(\n${given.map((one) => `    ${one},\n`).join('')}  );\n`;
  return `${entries}\nfunction ${name}(${parameters}): ${type} {\n${skipFrame}${call}}\n`;
}

/** The runtime's function that reads, and the generated ones that it is given, which are printed. */
function readCall(
  parts: DecoderParts,
  { reader: { schema }, settings }: JsonSide,
  type: string,
): { readonly read: string; readonly args: readonly string[] } {
  const { scope, plan } = parts;
  const nameOf = plan.jsonTypes.nameOf;
  const validator = new ValidatorPrinter({ settings, scope, nameOf });
  const check = validator.print(schema, type);
  const converter = new ConverterPrinter({
    direction: 'decode',
    settings,
    scope,
    nameOf,
    checkOf: (of, name) => validator.print(of, name),
  });
  const convert = converter.print(schema, type);
  for (const printer of [validator, converter]) {
    for (const [module, names] of printer.imports) parts.use(module, ...names);
    parts.tables.push(...printer.tables);
    parts.functions.push(...printer.functions);
  }
  const [module, read] =
    convert === undefined
      ? (['json-read', 'readJson'] as const)
      : (['json-read-converted', settings.int64 === 'bigint' ? 'readWideJson' : 'readConvertedJson'] as const);
  parts.use(module, read);
  return { read, args: convert === undefined ? [check] : [check, convert] };
}
