import { ConverterPrinter } from '../json-schema/convert/print-converter.js';
import { ValidatorPrinter } from '../json-schema/validator/print-validator.js';
import { findTag } from '../json-schema/schema/tag-property.js';
import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { upperFirst } from '../code/identifiers.js';
import { tellingIds } from '../model/json-union.js';
import { commentText, stringLiteral } from '../code/source-text.js';
import type { JsonMember, JsonSide } from '../model/topic-model.js';
import type { DecodedSide, DecoderParts } from './decoder-file.js';
import { entryPoints } from './entry-points.js';
import { frameReaders } from './wire-frame.js';

/** Prints how a JSON key or value is decoded: parsed, checked against the reader's schema, converted where settings ask for it. */
export function jsonDecoder(parts: DecoderParts, side: JsonSide, { what, type }: DecodedSide): string {
  const reads = new ReadPrinter(parts, side, { what, type });
  const any = reads.any();
  const members = toldMembers(side).map((member) => ({ member, read: reads.member(member) }));
  reads.finish();
  const frame = frameReaders[side.framing];
  if (frame !== undefined) parts.use('kafka/framing', frame);
  const name = `read${upperFirst(what)}`;
  const takesId = frame !== undefined || members.length > 0;
  const entries = entryPoints({
    what,
    type,
    call: (r, id) => `${name}(${r}${takesId ? `, ${id}` : ''})`,
    schemaId: frame !== undefined ? 'unframed' : takesId ? 'tells' : 'ignored',
  });
  const parameters = takesId ? 'r: ByteReader, schemaId?: SchemaId' : 'r: ByteReader';
  const head = `${entries}\nfunction ${name}(${parameters}): ${type} {\n`;
  if (members.length === 0) {
    const skipFrame = frame === undefined ? '' : `  if (schemaId === undefined) ${frame}(r);\n`;
    return `${head}${skipFrame}${statement(any, '  ')}}\n`;
  }
  const unframed = frame === undefined ? 'undefined' : `${frame}(r)`;
  const cases = members.flatMap(({ member, read }) => [
    `    // ${commentText(member.subject)}\n`,
    ...tellingIds(member, side.members ?? []).map((id) => `    case ${stringLiteral(id)}:\n`),
    statement(read, '      '),
  ]);
  return [
    head,
    `  const id = schemaId === undefined ? ${unframed} : \`\${schemaId}\`.toLowerCase();\n`,
    `  switch (id) {\n${cases.join('')}    default:\n${statement(any, '      ')}  }\n}\n`,
  ].join('');
}

/** The subjects, of several, that an id beside or before the bytes tells; none where there is no id. */
function toldMembers({ framing, members = [] }: JsonSide): readonly JsonMember[] {
  return framing === 'none' ? [] : members;
}

/** A call of the runtime's function that reads. */
interface Read {
  /** With its type argument. */
  readonly name: string;
  readonly args: readonly string[];
}

function statement({ name, args }: Read, indent: string): string {
  const line = `${indent}return ${name}(${args.join(', ')});\n`;
  if (line.length <= 101) return line;
  return `${indent}return ${name}(\n${args.map((one) => `${indent}  ${one},\n`).join('')}${indent});\n`;
}

/** Prints the calls that read, and the functions that they are given. */
class ReadPrinter {
  private readonly parts: DecoderParts;
  private readonly side: JsonSide;
  private readonly of: DecodedSide;
  private readonly validator: ValidatorPrinter;
  private readonly converter: ConverterPrinter;

  constructor(parts: DecoderParts, side: JsonSide, of: DecodedSide) {
    this.parts = parts;
    this.side = side;
    this.of = of;
    const { settings, members, reader } = side;
    const { scope, plan } = parts;
    // Of several subjects, faults name the schema's file.
    const file = members === undefined ? reader.schema.place.file : '';
    const base = { settings, scope, nameOf: plan.jsonTypes.nameOf, file };
    const validator = new ValidatorPrinter(base);
    this.validator = validator;
    const checkOf = (schema: JsonSchema, name: string) => validator.print(schema, name);
    this.converter = new ConverterPrinter({ ...base, direction: 'decode', checkOf });
  }

  /** The call for a value of the reader's schema, whichever of several subjects it is of. */
  any(): Read {
    const { side, of, validator } = this;
    const { schema } = side.reader;
    const members = side.members ?? [];
    const isTold = members.length === 0 || findTag(members.map((member) => member.schema)) !== undefined;
    return this.read(schema, of.type, isTold ? validator.print(schema, of.type) : this.anyMember(members));
  }

  /** The call for a value of one of several subjects. */
  member(member: JsonMember): Read {
    const name = this.nameOf(member);
    return this.read(member.schema, name, this.validator.print(member.schema, name));
  }

  /** Hands over what the calls are given. */
  finish(): void {
    const { parts } = this;
    for (const printer of [this.validator, this.converter]) {
      for (const [module, names] of printer.imports) parts.use(module, ...names);
      parts.tables.push(...printer.tables);
      parts.functions.push(...printer.functions);
    }
  }

  private read(schema: JsonSchema, name: string, check: string): Read {
    const convert = this.converter.print(schema, name);
    const [module, read] =
      convert === undefined
        ? (['json/read', 'readJson'] as const)
        : ([
            'json/read-converted',
            this.side.settings.int64 === 'bigint' ? 'readWideJson' : 'readConvertedJson',
          ] as const);
    this.parts.use(module, read);
    const { what, type } = this.of;
    return {
      name: `${read}<${type}>`,
      args: ['r', stringLiteral(what), check, ...(convert === undefined ? [] : [convert])],
    };
  }

  /** The check that tells of each subject why a value is none of its records. */
  private anyMember(members: readonly JsonMember[]): string {
    const { parts, of } = this;
    const checks = members.map((member) => {
      const name = this.nameOf(member);
      return `    [${stringLiteral(name)}, ${this.validator.print(member.schema, name)}],\n`;
    });
    parts.use('json/members', 'isAnyMember');
    parts.use('json/faults', 'type JsonFaults');
    const name = parts.scope.claim(`check${of.type}`);
    parts.functions.push(
      `function ${name}(value: unknown, faults: JsonFaults): boolean {\n  return isAnyMember(value, faults, [\n${checks.join('')}  ]);\n}\n`,
    );
    return name;
  }

  private nameOf(member: JsonMember): string {
    const { parts, side } = this;
    return parts.plan.jsonTypes.nameOf(member.schema, side.reader.schema) ?? member.subject;
  }
}
