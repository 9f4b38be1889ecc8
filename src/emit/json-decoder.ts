import { documented } from '../code/documented.js';
import { call, conditional, list } from '../code/expressions.js';
import { lowerFirst, upperFirst } from '../code/identifiers.js';
import { numbered } from '../code/module-declarations.js';
import { runtimeName, runtimeType } from '../code/runtime-name.js';
import { lineComment, stringLiteral } from '../code/source-text.js';
import { constant, functionText, returns, statement, variable, when, type SwitchCase } from '../code/statements.js';
import { flatText } from '../code/print-layout.js';
import { code, lines, nameOf, WIDTH, type Layout, type Name } from '../code/text-layout.js';
import { ConverterPrinter } from '../json-schema/convert/print-converter.js';
import { missingParser } from '../model/missing-parser.js';
import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { findTag } from '../json-schema/schema/tag-property.js';
import { parserRefusal } from '../json-schema/parser/parser-refusal.js';
import { ParserPrinter } from '../json-schema/parser/print-parser.js';
import { ValidatorPrinter } from '../json-schema/validator/print-validator.js';
import { discriminatingIds } from '../model/json-union.js';
import type { JsonMember, JsonPart } from '../model/topic-model.js';
import { READER, READER_PARAMETER, SCHEMA_ID, type DecodedPart, type DecoderContext } from './decoder-context.js';
import { entryPoints } from './entry-points.js';
import { topicType } from './type-imports.js';
import { frameReader } from './wire-frame.js';

/** Prints how a JSON key or value is decoded: parsed, checked against the reader's schema, converted where settings ask for it. */
export function jsonDecoder(context: DecoderContext, part: JsonPart, { what, type }: DecodedPart): readonly Layout[] {
  // Claimed before the functions that have names of the schema's choice.
  const schemaName = what === 'value' ? context.module.claim(`${context.plan.topic.names.camel}Schema`) : undefined;
  const printing = printingOf(context, part, { what, type });
  const any = returns(readAny(printing));
  const note = parserNote(part);
  const members = membersById(part).map((member) => ({ member, read: readMember(printing, member) }));
  const schema = schemaName === undefined ? [] : [standardSchemaConstant(printing, schemaName)];
  const frame = frameReader(part);
  const isMissing = code`${SCHEMA_ID} === undefined`;
  const unframed = frame === undefined ? undefined : call(frame, READER);
  if (members.length === 0) {
    const skipFrame = unframed === undefined ? [] : [when(isMissing, [statement(unframed)])];
    const schemaId = frame === undefined ? 'ignored' : 'unframed';
    return [...note, ...entryPoints({ what, type, schemaId, body: [...skipFrame, any] }), ...schema];
  }
  const cases = members.map(({ member, read }): SwitchCase => ({
    comment: lineComment(member.subject, 2),
    labels: discriminatingIds(member, part.members ?? []).map(stringLiteral),
    body: [returns(read)],
  }));
  const given = code`${call(nameOf('String'), SCHEMA_ID)}.toLowerCase()`;
  const entries = entryPoints({
    what,
    type,
    schemaId: frame === undefined ? 'identifies' : 'unframed',
    body: [
      variable('const', 'id', conditional(isMissing, unframed ?? 'undefined', given, true)),
      { kind: 'switch', on: 'id', cases: [...cases, { labels: [], body: [any] }] },
    ],
  });
  return [...note, ...entries, ...schema];
}

/** A comment that says why records are parsed by JSON.parse though the settings ask for a generated parser. */
function parserNote(part: JsonPart): readonly Layout[] {
  const missing = missingParser(part);
  return missing === undefined ? [] : [lines(lineComment(`No parser is generated: the schema ${missing.reason}.`))];
}

/** The subjects that a schema id identifies; none if there is no id. */
function membersById({ framing, members = [] }: JsonPart): readonly JsonMember[] {
  return framing === 'none' ? [] : members;
}

/** What prints the reading of one key or value. */
interface Printing {
  readonly context: DecoderContext;
  readonly part: JsonPart;
  readonly of: DecodedPart;
  readonly validator: ValidatorPrinter;
  readonly converter: ConverterPrinter;
  readonly parser: ParserPrinter;
}

function printingOf(context: DecoderContext, part: JsonPart, of: DecodedPart): Printing {
  const { settings, members, reader } = part;
  const { module, plan } = context;
  const base = { settings, module, nameOf: plan.jsonTypes.nameOf };
  // Of several subjects, faults name the schema's file.
  const withFile = { ...base, file: members === undefined ? reader.schema.place.file : '' };
  const validator = new ValidatorPrinter(withFile);
  const checkOf = (schema: JsonSchema, name: string) => validator.print(schema, name);
  const converter = new ConverterPrinter({ ...withFile, direction: 'decode', checkOf });
  return { context, part, of, validator, converter, parser: new ParserPrinter({ ...base, checkOf }) };
}

/** The call for a value of the reader's schema, whichever of several subjects it is of. */
function readAny(printing: Printing): Layout {
  const { part, of } = printing;
  return readCall(printing, part.reader.schema, of.type, anyCheck(printing));
}

/** The value's schema for libraries that take a Standard Schema. */
function standardSchemaConstant(printing: Printing, name: Name): Layout {
  const { part, of, converter } = printing;
  const convert = converter.print(part.reader.schema, of.type);
  // Bundlers drop it where nothing uses it.
  const callee = code`/* @__PURE__ */ ${runtimeName('json/standard-schema', 'standardSchema')}`;
  const made = call(callee, anyCheck(printing), ...(convert === undefined ? [] : [convert]));
  const input = convert === undefined ? '' : ', unknown';
  const type = code`${runtimeType('json/standard-schema', 'StandardSchema')}<${topicType(of.type)}${input}>`;
  // What does not fit up to its parenthesis stands on a line of its own.
  const isLong = flatText(code`export const ${name}: ${type} = ${callee}(`).length > WIDTH;
  const value: Layout = isLong ? { kind: 'group', content: made, movesDown: true } : made;
  return documented(
    ['The schema of a value, for libraries that take a Standard Schema (standardschema.dev).'],
    ['export ', constant(name, type, value)],
  );
}

function anyCheck(printing: Printing): Layout {
  const { part, of, validator } = printing;
  const { schema } = part.reader;
  const members = part.members ?? [];
  const isDiscriminated = members.length === 0 || findTag(members.map((member) => member.schema)) !== undefined;
  return isDiscriminated ? validator.print(schema, of.type) : anyMemberCheck(printing, members);
}

/** The call for a value of one of several subjects. */
function readMember(printing: Printing, member: JsonMember): Layout {
  const name = nameOfMember(printing, member);
  return readCall(printing, member.schema, name, printing.validator.print(member.schema, name));
}

function readCall(printing: Printing, schema: JsonSchema, name: string, check: Layout): Layout {
  const { part, of, converter } = printing;
  const { what, type } = of;
  const convert = converter.print(schema, name);
  const converted = part.settings.int64 === 'bigint' ? 'readWideJson' : 'readConvertedJson';
  const read =
    convert === undefined ? runtimeName('json/read', 'readJson') : runtimeName('json/read-converted', converted);
  const args = [READER, stringLiteral(what), check, ...(convert === undefined ? [] : [convert])];
  const otherwise = call(code`${read}<${topicType(type)}>`, ...args);
  const parser = parserConstant(printing, schema, name, otherwise);
  return parser === undefined ? otherwise : call(code`${parser}.read`, READER);
}

/** The constant that decides when the schema's parser is used; undefined where there is none. */
function parserConstant(
  { context, part, of, parser }: Printing,
  schema: JsonSchema,
  name: string,
  otherwise: Layout,
): Layout | undefined {
  const { settings } = part;
  if (settings.jsonParser === 'native' || parserRefusal(schema, settings) !== undefined) return undefined;
  const parse = parser.print(schema, name);
  const readJson = context.module.function({}, numbered(`read${upperFirst(name)}Json`), (own) =>
    functionText(own, [READER_PARAMETER], topicType(of.type), [returns(otherwise)]),
  );
  const made = call(code`new ${runtimeName('json-parser/generated-parser', 'GeneratedParser')}`, parse, readJson);
  return context.module.table(schema, numbered(`${lowerFirst(name)}Parser`), (own) => constant(own, '', made));
}

/** The check that reports for each subject why a value is not one of its records. */
function anyMemberCheck(printing: Printing, members: readonly JsonMember[]): Layout {
  const { context, of, validator } = printing;
  const checks = members.map((member) => {
    const name = nameOfMember(printing, member);
    return list([stringLiteral(name), validator.print(member.schema, name)]);
  });
  const parameters = ['value: unknown', code`faults: ${runtimeType('json/faults', 'JsonFaults')}`];
  const test = call(runtimeName('json/members', 'isAnyMember'), 'value', 'faults', list(checks));
  return context.module.function({}, [`check${of.type}`], (name) =>
    functionText(name, parameters, 'boolean', [returns(test)]),
  );
}

function nameOfMember({ context, part }: Printing, member: JsonMember): string {
  return context.plan.jsonTypes.nameOf(member.schema, part.reader.schema) ?? member.subject;
}
