import { inputRoot, inputTypes, type InputTypes } from '../avro/input-types.js';
import { EncoderPrinter } from '../avro/printers/print-encoder.js';
import { JsonEncoderPrinter } from '../avro/printers/print-json-encoder.js';
import { ConverterPrinter } from '../json-schema/convert/print-converter.js';
import { ValidatorPrinter } from '../json-schema/validator/print-validator.js';
import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { NameScope, upperFirst } from '../code/identifiers.js';
import { docComment, stringLiteral } from '../code/source-text.js';
import type { AvroPart, JsonPart, PartModel } from '../model/topic-model.js';
import { valueLiteral } from '../code/value-literal.js';
import { rootName } from './avro-decoder.js';
import type { DecodedPart } from './decoder-file.js';
import { ImportLines } from '../code/import-lines.js';
import type { TemplateInput } from './template-data.js';
import { aliasedImport, aliasedReferences, modulePath, type SampledPlan } from './topic-plan.js';
import { frameWriter, hasSchema, idLiteral, membersOf, metadataOf, type Member } from './wire-frame.js';
import { schemaIdFunction, schemaIdName } from './written-schema-id.js';

const NEEDED = new Set([
  'Array',
  'Buffer',
  'ByteWriter',
  'Date',
  'EventOverrides',
  'KafkaEvent',
  'Omit',
  'Record',
  'Required',
  'TopicFixture',
  'Uint8Array',
]);

/** What the file's functions, samples and tables may be called. */
const OWN_VALUE = /^(?:write|encode|check)|^fixture$|^firstFit$|(?:Event|Frame|Json|Sample|SchemaId)$|Symbols_?\d*$/;

/** What `fixture.ts` is made of. */
export function fixtureFile(plan: SampledPlan): TemplateInput {
  const file = new FixtureFile(plan);
  const value = file.part(plan.topic.value, 'value');
  const key = file.part(plan.topic.key, 'key');
  return {
    template: 'fixture',
    data: {
      imports: file.imports(),
      samples: [...value.samples, ...key.samples].join('\n'),
      encoders: [file.inputs.text, value.encoder, key.encoder].filter((text) => text !== '').join('\n'),
      camel: plan.topic.names.camel,
      sampleEvent: aliasedImport(`${plan.topic.names.camel}Event`, 'sampleEvent').name,
      topic: stringLiteral(plan.topic.topic),
      overrides: overridesParameter(plan),
      types: typeArguments(plan),
      key: key.fixture,
      value: value.fixture,
      ...file.printed(),
    },
  };
}

/** The types of key and value and, if it is not `$type`, the discriminator. */
function typeArguments({ keyType, valueType, branches }: SampledPlan): string {
  const property = branches?.property ?? '$type';
  return [keyType, valueType, ...(property === '$type' ? [] : [stringLiteral(property)])].join(', ');
}

/** The parameter of `…Event`, on a line of its own where the function's head would be too long. */
function overridesParameter(plan: SampledPlan): string {
  const parameter = `overrides?: EventOverrides<${typeArguments(plan)}>`;
  const head = `export function ${plan.topic.names.camel}Event(${parameter}): KafkaEvent {`;
  return head.length <= 100 ? parameter : `\n  ${parameter},\n`;
}

class FixtureFile {
  readonly inputs: InputTypes;
  private readonly printer: EncoderPrinter;
  private readonly jsonPrinter: JsonEncoderPrinter;
  private readonly plan: SampledPlan;
  private readonly lines = new ImportLines();
  private readonly types: ReadonlySet<string>;
  private readonly spelled: (name: string) => string;
  private readonly scope = new NameScope(ENCODER_NAMES);
  private readonly jsonParts: { readonly tables: readonly string[]; readonly functions: readonly string[] }[] = [];

  constructor(plan: SampledPlan) {
    this.plan = plan;
    const { spelling, used } = aliasedReferences(plan, (name) => NEEDED.has(name) || OWN_VALUE.test(name));
    this.types = used;
    this.spelled = (name) => spelling.declared(name);
    const shapes = [plan.topic.value, plan.topic.key].flatMap((part) => (part.kind === 'avro' ? [part.shape] : []));
    const taken = [...NEEDED, ...plan.types.declarations.map(({ name }) => name), ...plan.types.reserved];
    const aliases = [plan.keyType, plan.valueType].flatMap((name) => [name, `${name}Input`]);
    this.inputs = inputTypes(shapes, plan.types, { spelling, taken: [...taken, ...aliases] });
    this.printer = new EncoderPrinter(plan.types, this.inputs.spelling, this.scope);
    this.jsonPrinter = new JsonEncoderPrinter(plan.types, this.inputs.spelling, this.scope);
    this.lines
      .add(this.runtime('kafka/kafka-event'), 'type KafkaEvent')
      .add(
        this.runtime('simulate/sample-event'),
        aliasedImport(`${plan.topic.names.camel}Event`, 'sampleEvent').imported,
        'type EventOverrides',
        'type TopicFixture',
      );
  }

  imports(): string {
    const { plan, printer, jsonPrinter } = this;
    for (const [module, names] of jsonPrinter.imports) this.lines.add(this.runtime(module), ...names);
    return this.lines
      .add(this.runtime('simulate/avro-write'), ...printer.imports)
      .add(modulePath(plan, './types'), ...this.types, `type ${plan.keyType}`, `type ${plan.valueType}`)
      .print();
  }

  /** What the encoders call. */
  printed(): { readonly tables: string; readonly functions: string } {
    const parts = [this.printer, this.jsonPrinter, ...this.jsonParts];
    return {
      tables: parts.flatMap(({ tables }) => tables).join(''),
      functions: parts.flatMap(({ functions }) => functions).join('\n'),
    };
  }

  part(part: PartModel, what: 'key' | 'value'): { samples: string[]; encoder: string; fixture: string } {
    const { plan } = this;
    const partType = what === 'key' ? plan.keyType : plan.valueType;
    const planned = plan.samples[what];
    const samples = planned.map(({ name, type, value }) => {
      const head = `export const ${name}: ${type === partType ? type : this.spelled(type)} = `;
      return `${head}${valueLiteral(value, (global) => global, '', head.length)};\n`;
    });
    const names = planned.map(({ name }) => name);
    const encoder = `encode${plan.topic.names.pascal}${upperFirst(what)}`;
    const tag = what === 'value' && plan.branches !== undefined ? plan.branches.property : '$type';
    // Without a discriminator, an override cannot say which sample it changes.
    const isDiscriminated = planned.length === 1 || plan.branches !== undefined;
    return {
      samples,
      encoder: this.encoder(part, what, { name: encoder, type: partType }),
      fixture: objectText(what, [
        `samples: ${listText(names)}`,
        `encode: ${encoder}`,
        `isRecord: ${isDiscriminated && planned.every(({ isRecord }) => isRecord)}`,
        ...(tag === '$type' ? [] : [`tag: ${stringLiteral(tag)}`]),
        ...metadataEntry(part, what),
      ]),
    };
  }

  private encoder(part: PartModel, what: 'key' | 'value', { name, type }: EncoderName): string {
    if (part.kind === 'avro') return this.avroEncoder(part, what, { name, type });
    const head = this.head(part, what, { name, type });
    switch (part.kind) {
      case 'string':
        return `${head}\n  return Buffer.from(${what});\n}\n`;
      case 'bytes':
        return `${head}\n  return ${what};\n}\n`;
      case 'json':
        return this.jsonEncoder(part, { what, type }, head);
    }
  }

  /** The doc and the first line of an encoder, with what its frame needs imported. */
  private head(part: PartModel, what: 'key' | 'value', { name, type }: EncoderName): string {
    const writer = hasSchema(part) ? frameWriter(part) : undefined;
    const framing = writer?.name === undefined || !hasSchema(part) ? '' : `, in a ${part.framing} frame`;
    if (writer?.name !== undefined) this.lines.add(this.runtime('simulate/frame-encode'), writer.name);
    const doc = docComment([`Encodes a ${what} like a producer${framing}.`]);
    return `${doc}export function ${name}(${what}: ${type}): Uint8Array {`;
  }

  /** Fields that have a default may be left out of the value. */
  private avroEncoder(part: AvroPart, what: 'key' | 'value', { name, type: decoded }: EncoderName): string {
    const { type, alias } = inputRoot(part.shape, this.plan.types, { type: decoded, inputs: this.inputs });
    const body = this.avroBody(part, what, { name: decoded, type }).map((line) => `  ${line}\n`);
    const encoder = `${this.head(part, what, { name, type })}\n${body.join('')}}\n`;
    return `${alias === '' ? '' : `${alias}\n`}${encoder}${schemaIdFunction(part, { what, type })}`;
  }

  private avroBody(part: AvroPart, what: 'key' | 'value', { name, type }: EncoderName): readonly string[] {
    if (part.framing === 'lambda-json') {
      this.lines.add(this.runtime('simulate/json-write'), 'writeJson');
      const place = { value: what, at: rootName(part.shape, what), name, typeText: type };
      const json = this.jsonPrinter.print(part.shape, place, { decimals: part.jsonDecimals });
      return [`return writeJson(${json});`];
    }
    this.lines.add(this.runtime('simulate/byte-writer'), 'ByteWriter');
    const members = membersOf(part);
    if (members !== undefined) return this.membersBody(part, members, what);
    const statements = this.printer.print(part.shape, {
      value: what,
      at: rootName(part.shape, what),
      name,
      typeText: type,
    });
    return ['const w = new ByteWriter();', ...statements, `return ${frameWriter(part).call('w.finish()')};`];
  }

  /** Each record as its own subject's schema says, in a frame of that schema's id. */
  private membersBody(part: AvroPart, members: readonly Member[], what: 'key' | 'value'): readonly string[] {
    const cases = members.flatMap(({ version, name, shape }) => {
      const statements = this.printer.print(shape, { value: what, at: rootName(shape, what), name: upperFirst(what) });
      const lines = [...statements, `return ${frameWriter(part, idLiteral(part, version)).call('w.finish()')};`];
      return [`  case ${stringLiteral(name)}:`, ...lines.map((line) => `    ${line}`)];
    });
    return ['const w = new ByteWriter();', `switch (${what}.$type) {`, ...cases, '}'];
  }

  /**
   * Only what a value itself does not show takes functions: a bigint that its schema has as text, and of which of
   * several subjects it is.
   */
  private jsonEncoder(part: JsonPart, { what, type }: DecodedPart, head: string): string {
    const { settings } = part;
    const { scope, plan } = this;
    const nameOf = plan.jsonTypes.nameOf;
    const validator = new ValidatorPrinter({ settings, scope, nameOf });
    const checkOf = (of: JsonSchema, name: string) => validator.print(of, name);
    const converter = new ConverterPrinter({ direction: 'encode', settings, scope, nameOf, checkOf });
    const unconvert = converter.print(part.reader.schema, type);
    this.lines.add(this.runtime('simulate/json-write'), 'encodeJson');
    const json = unconvert === undefined ? `encodeJson(${what})` : `encodeJson(${what}, undefined, ${unconvert})`;
    const schemaId = schemaIdFunction(part, { what, type }, (schema, name) => {
      this.lines.add(this.runtime('json/first-fit'), 'firstFit');
      return { check: checkOf(schema, name), json };
    });
    for (const printer of [validator, converter]) {
      for (const [module, names] of printer.imports) this.lines.add(this.runtime(module), ...names);
      this.jsonParts.push({ tables: printer.tables, functions: printer.functions });
    }
    const named = schemaIdName(part, what);
    const id = named === undefined ? undefined : `${named}(${what})`;
    return `${head}\n  return ${frameWriter(part, id).call(json)};\n}\n${schemaId}`;
  }

  private runtime(module: string): string {
    return modulePath(this.plan, `../_runtime/${module}`);
  }
}

/** What an encoder, or what it is named after, is called, and the type of what it writes. */
interface EncoderName {
  readonly name: string;
  readonly type: string;
}

const ENCODER_NAMES = [
  ...['keySchemaId', 'valueSchemaId', 'firstFit'],
  ...[
    'writeBoolean',
    'writeInt',
    'writeLong',
    'writeLongNumber',
    'writeLongDigits',
    'writeFloat',
    'writeDouble',
    'writeString',
    'writeBytes',
  ],
  ...[
    'writeBytesBase64',
    'writeFixed',
    'writeFixedBase64',
    'writeDecimal',
    'writeFixedDecimal',
    'writeFixedUuid',
    'writeDate',
    'writeDateAsDate',
  ],
  ...[
    'writeTimestamp',
    'writeInstant',
    'writeLocal',
    'writeDuration',
    'writeIndex',
    'writeSymbol',
    'writeArray',
    'writeMap',
  ],
  // Records named Bytes or Decimal would have functions of these names.
  ...['boolean', 'int', 'long', 'float', 'double', 'string', 'bytes', 'fixed', 'decimal', 'symbol', 'array', 'map'].map(
    (kind) => `${kind}Json`,
  ),
];

/** The metadata next to the bytes from an event source mapping with a schema registry. */
function metadataEntry(part: PartModel, what: 'key' | 'value'): readonly string[] {
  if (!hasSchema(part)) return [];
  const metadata = metadataOf(part);
  if (metadata === undefined) return [];
  const format = stringLiteral(metadata.dataFormat);
  const named = schemaIdName(part, what);
  return named === undefined
    ? [`metadata: { dataFormat: ${format}, schemaId: ${stringLiteral(metadata.schemaId)} }`]
    : [`metadata: (${what}) => ({ dataFormat: ${format}, schemaId: ${named}(${what}) })`];
}

/** The value of a property two columns in: on one line if it fits, else an entry a line. */
function objectText(property: string, entries: readonly string[]): string {
  const line = `{ ${entries.join(', ')} }`;
  if (`  ${property}: ${line},`.length <= 100 && !line.includes('\n')) return line;
  return `{\n${entries.map((entry) => `    ${entry},\n`).join('')}  }`;
}

function listText(names: readonly string[]): string {
  const line = `[${names.join(', ')}]`;
  return line.length <= 84 ? line : `[\n${names.map((name) => `      ${name},\n`).join('')}    ]`;
}
