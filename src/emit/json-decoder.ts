import { ConverterPrinter } from '../json-schema/convert/print-converter.js';
import { ValidatorPrinter } from '../json-schema/validator/print-validator.js';
import { findTag } from '../json-schema/schema/tag-property.js';
import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { upperFirst } from '../code/identifiers.js';
import { discriminatingIds } from '../model/json-union.js';
import { commentText, stringLiteral } from '../code/source-text.js';
import type { JsonMember, JsonPart } from '../model/topic-model.js';
import type { DecodedPart, DecoderContext } from './decoder-file.js';
import { entryPoints } from './entry-points.js';
import { frameReaders } from './wire-frame.js';

/** Prints how a JSON key or value is decoded: parsed, checked against the reader's schema, converted where settings ask for it. */
export function jsonDecoder(context: DecoderContext, part: JsonPart, { what, type }: DecodedPart): string {
  const reads = new ReadPrinter(context, part, { what, type });
  const any = reads.any();
  const members = membersById(part).map((member) => ({ member, read: reads.member(member) }));
  reads.finish();
  const frame = frameReaders[part.framing];
  if (frame !== undefined) context.use('kafka/framing', frame);
  const name = `read${upperFirst(what)}`;
  const takesId = frame !== undefined || members.length > 0;
  const entries = entryPoints({
    what,
    type,
    call: (r, id) => `${name}(${r}${takesId ? `, ${id}` : ''})`,
    schemaId: frame !== undefined ? 'unframed' : takesId ? 'identifies' : 'ignored',
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
    ...discriminatingIds(member, part.members ?? []).map((id) => `    case ${stringLiteral(id)}:\n`),
    statement(read, '      '),
  ]);
  return [
    head,
    `  const id = schemaId === undefined ? ${unframed} : \`\${schemaId}\`.toLowerCase();\n`,
    `  switch (id) {\n${cases.join('')}    default:\n${statement(any, '      ')}  }\n}\n`,
  ].join('');
}

/** The subjects that a schema id identifies; none if there is no id. */
function membersById({ framing, members = [] }: JsonPart): readonly JsonMember[] {
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
  private readonly context: DecoderContext;
  private readonly part: JsonPart;
  private readonly of: DecodedPart;
  private readonly validator: ValidatorPrinter;
  private readonly converter: ConverterPrinter;

  constructor(context: DecoderContext, part: JsonPart, of: DecodedPart) {
    this.context = context;
    this.part = part;
    this.of = of;
    const { settings, members, reader } = part;
    const { scope, plan } = context;
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
    const { part, of, validator } = this;
    const { schema } = part.reader;
    const members = part.members ?? [];
    const isDiscriminated = members.length === 0 || findTag(members.map((member) => member.schema)) !== undefined;
    return this.read(schema, of.type, isDiscriminated ? validator.print(schema, of.type) : this.anyMember(members));
  }

  /** The call for a value of one of several subjects. */
  member(member: JsonMember): Read {
    const name = this.nameOf(member);
    return this.read(member.schema, name, this.validator.print(member.schema, name));
  }

  /** Hands over what the calls are given. */
  finish(): void {
    const { context } = this;
    for (const printer of [this.validator, this.converter]) {
      for (const [module, names] of printer.imports) context.use(module, ...names);
      context.tables.push(...printer.tables);
      context.functions.push(...printer.functions);
    }
  }

  private read(schema: JsonSchema, name: string, check: string): Read {
    const convert = this.converter.print(schema, name);
    const [module, read] =
      convert === undefined
        ? (['json/read', 'readJson'] as const)
        : ([
            'json/read-converted',
            this.part.settings.int64 === 'bigint' ? 'readWideJson' : 'readConvertedJson',
          ] as const);
    this.context.use(module, read);
    const { what, type } = this.of;
    return {
      name: `${read}<${type}>`,
      args: ['r', stringLiteral(what), check, ...(convert === undefined ? [] : [convert])],
    };
  }

  /** The check that reports for each subject why a value is not one of its records. */
  private anyMember(members: readonly JsonMember[]): string {
    const { context, of } = this;
    const checks = members.map((member) => {
      const name = this.nameOf(member);
      return `    [${stringLiteral(name)}, ${this.validator.print(member.schema, name)}],\n`;
    });
    context.use('json/members', 'isAnyMember');
    context.use('json/faults', 'type JsonFaults');
    const name = context.scope.claim(`check${of.type}`);
    context.functions.push(
      `function ${name}(value: unknown, faults: JsonFaults): boolean {\n  return isAnyMember(value, faults, [\n${checks.join('')}  ]);\n}\n`,
    );
    return name;
  }

  private nameOf(member: JsonMember): string {
    const { context, part } = this;
    return context.plan.jsonTypes.nameOf(member.schema, part.reader.schema) ?? member.subject;
  }
}
