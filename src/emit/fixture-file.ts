import { inputAlias, inputRoot, inputTypes, type InputTypes } from '../avro/input-types.js';
import { documented } from '../avro/print-types.js';
import { EncoderPrinter } from '../avro/printers/print-encoder.js';
import { JsonEncoderPrinter } from '../avro/printers/print-json-encoder.js';
import { arrow, assigned, call, list, object, property } from '../code/expressions.js';
import { upperFirst } from '../code/identifiers.js';
import { ModuleDeclarations } from '../code/module-declarations.js';
import { runtimeName, runtimeType } from '../code/runtime-name.js';
import { stringLiteral } from '../code/source-text.js';
import { functionHead, functionText, returns, variable, type Code } from '../code/statements.js';
import { code, hardline, indent, join, lines, nameOf, type Layout } from '../code/text-layout.js';
import { valueLiteral } from '../code/value-literal.js';
import { ConverterPrinter } from '../json-schema/convert/print-converter.js';
import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { ValidatorPrinter } from '../json-schema/validator/print-validator.js';
import type { AvroPart, JsonPart, PartModel } from '../model/topic-model.js';
import { generic } from './consumer-file.js';
import type { DecodedPart } from './decoder-context.js';
import { filledModule, type FilledModule } from './filled-module.js';
import { runtimeExports, type RuntimeExport } from './runtime-exports.js';
import { rootName } from './part-names.js';
import type { SampledPlan } from './topic-plan.js';
import { importedTypes, topicType } from './type-imports.js';
import { hasSchema } from '../model/wire-id.js';
import { idLiteral, inFrame, membersOf, metadataOf, writesFrame, type Member } from './wire-frame.js';
import { schemaIdFunction, schemaIdName } from './written-schema-id.js';

/** What `fixture.ts` is made of. */
export function fixtureFile(plan: SampledPlan): FilledModule<'fixture'> {
  const { names, topic } = plan.topic;
  const event = `${names.camel}Event`;
  const samples = [...plan.samples.value, ...(plan.samples.key ?? [])];
  const encoders = ['Value', 'Key'].map((part) => `encode${names.pascal}${part}`);
  const record = `${names.camel}Record`;
  const declared = [
    event,
    record,
    'fixture',
    'valueSchemaId',
    'keySchemaId',
    ...samples.map(({ name }) => name),
    ...encoders,
  ];
  const file = new FixtureFile(plan, new ModuleDeclarations([...declared, ...typeNames(plan)]));
  const value = file.part(plan.topic.value, 'value');
  const key = plan.samples.key === undefined ? undefined : file.part(plan.topic.key, 'key');
  const printed = [...file.inputs.declarations, ...value.encoders, ...(key?.encoders ?? [])];
  const { tables, functions } = file.module.usedBy(...printed);
  const blank = [hardline, hardline];
  const types = typeArguments(plan);
  const sampleEvent = call(runtimeName('simulate/sample-event', 'sampleEvent'), 'fixture', 'overrides');
  const overrides = code`overrides?: ${generic(runtimeType('simulate/sample-event', 'EventOverrides'), types)}`;
  const build = functionText(event, [overrides], runtimeType('kafka/kafka-event', 'KafkaEvent'), [
    returns(sampleEvent),
  ]);
  const fixture = object(
    [
      property('topic', stringLiteral(topic)),
      ...(key === undefined ? [] : [property('key', key.fixture)]),
      property('value', value.fixture),
    ],
    true,
  );
  return filledModule(plan, 'fixture', declared, {
    samples: join(blank, [...value.samples, ...(key?.samples ?? [])]),
    fixture: [
      assigned(
        ['const fixture: ', generic(runtimeType('simulate/sample-event', 'TopicFixture'), types), ' ='],
        fixture,
      ),
      ';',
    ],
    event: documented(
      [
        `Builds the event with which Lambda delivers records of the topic ${stringLiteral(topic)}: one sample record, ` +
          'or those that `overrides` describe. `value: null` is a tombstone, `count` repeats a record, and a list describes each record.',
      ],
      ['export ', build],
    ),
    record: recordFunction(plan, record),
    encoders: join(blank, printed),
    tables: join(hardline, tables),
    functions: join(blank, functions),
    runtimeExports: lines(runtimeExports(TEST_EXPORTS, '../_runtime/', plan.importExtension)),
  });
}

/** What tests use of the runtime. */
export const TEST_EXPORTS: readonly RuntimeExport[] = [
  { module: 'simulate/record-probe', names: ['recordProbe'], typeOnly: false },
  { module: 'simulate/simulate', names: ['simulate'], typeOnly: false },
];

/** The function that builds a decoded record, for tests of a handler's own functions. */
function recordFunction(plan: SampledPlan, name: string): Layout {
  const types = typeArguments(plan);
  const [key, value] = [topicType(plan.keyType), topicType(plan.valueType)];
  const overrides = generic(runtimeType('simulate/sample-record', 'DecodedOverrides'), types);
  const tombstone = generic(runtimeType('simulate/sample-record', 'TombstoneOverrides'), [key]);
  const valueRecord = generic(runtimeType('kafka/kafka-record', 'ValueRecord'), [key, value]);
  const deleted = generic(runtimeType('kafka/kafka-record', 'TombstoneRecord'), [key]);
  const head = `export function ${name}`;
  const built = call(runtimeName('simulate/sample-record', 'sampleRecord'), 'fixture', 'overrides');
  return documented(
    [
      `Builds a decoded record of the topic ${stringLiteral(plan.topic.topic)}, as a handler gets it: the sample, or what ` +
        '`overrides` describe. `value: null` is a tombstone.',
    ],
    join(hardline, [
      [functionHead(head, [code`overrides: ${tombstone}`], deleted), ';'],
      [functionHead(head, [code`overrides?: ${overrides}`], valueRecord), ';'],
      [
        functionHead(
          head,
          [code`overrides?: ${overrides}`],
          generic(runtimeType('kafka/kafka-record', 'KafkaRecord'), [key, value]),
        ),
        ' {',
        indent(hardline, 'return ', built, ';'),
        hardline,
        '}',
      ],
    ]),
  );
}

/** What the types that the file imports are called, and the aliases that it may declare. */
function typeNames({ keyType, types, valueType }: SampledPlan): readonly string[] {
  const aliases = [keyType, valueType].flatMap((type) => [type, inputAlias(type)]);
  return [...types.declarations.map(({ name }) => name), ...types.reserved, ...aliases];
}

/** The types of key and value and, where the discriminator is not `$type`, that property. */
function typeArguments({ keyType, valueType, branches }: SampledPlan): readonly Layout[] {
  const discriminator = branches?.property ?? '$type';
  const other = discriminator === '$type' ? [] : [stringLiteral(discriminator)];
  return [topicType(keyType), topicType(valueType), ...other];
}

interface FixturePart {
  readonly samples: readonly Layout[];
  readonly encoders: readonly Layout[];
  readonly fixture: Layout;
}

class FixtureFile {
  readonly inputs: InputTypes;
  readonly module: ModuleDeclarations;
  private readonly plan: SampledPlan;
  private readonly printer: EncoderPrinter;
  private readonly jsonPrinter: JsonEncoderPrinter;

  constructor(plan: SampledPlan, module: ModuleDeclarations) {
    this.plan = plan;
    this.module = module;
    const shapes = [plan.topic.value, plan.topic.key].flatMap((part) => (part.kind === 'avro' ? [part.shape] : []));
    const claim = (wanted: string) => module.claim(wanted);
    this.inputs = inputTypes(shapes, plan.types, { spelling: importedTypes, claim });
    const avro = { names: plan.types, spelling: this.inputs.spelling, module };
    this.printer = new EncoderPrinter(avro);
    this.jsonPrinter = new JsonEncoderPrinter(avro);
  }

  part(part: PartModel, what: 'key' | 'value'): FixturePart {
    const { plan } = this;
    const type = what === 'key' ? plan.keyType : plan.valueType;
    const planned = plan.samples[what] ?? [];
    const encoder = `encode${plan.topic.names.pascal}${upperFirst(what)}`;
    const tag = what === 'value' && plan.branches !== undefined ? plan.branches.property : '$type';
    // Of several without a discriminator, an override cannot say which it changes.
    const isDiscriminated = planned.length === 1 || plan.branches !== undefined;
    return {
      samples: planned.map(({ name, type: own, value }): Layout => [
        assigned(['export const ', nameOf(name), ': ', topicType(own), ' ='], valueLiteral(value)),
        ';',
      ]),
      encoders: this.encoder(part, { what, type }, encoder),
      fixture: object([
        property('samples', list(planned.map(({ name }) => nameOf(name)))),
        property('encode', nameOf(encoder)),
        property('isRecord', String(isDiscriminated && planned.every(({ isRecord }) => isRecord))),
        ...(tag === '$type' ? [] : [property('tag', stringLiteral(tag))]),
        ...metadataEntry(part, what),
      ]),
    };
  }

  /** The exported function that writes a value, and what it takes besides. */
  private encoder(part: PartModel, { what, type }: DecodedPart, name: string): readonly Layout[] {
    const framing = hasSchema(part) && writesFrame(part) ? `, in a ${part.framing} frame` : '';
    const written = (body: readonly Code[], given: Layout = topicType(type)): Layout =>
      documented(
        [`Encodes a ${what} like a producer${framing}.`],
        ['export ', functionText(nameOf(name), [code`${what}: ${given}`], nameOf('Uint8Array'), body)],
      );
    switch (part.kind) {
      case 'string':
        return [written([returns(call(code`${nameOf('Buffer')}.from`, what))])];
      case 'bytes':
        return [written([returns(what)])];
      case 'avro': {
        // Fields that have a default may be left out of it.
        const given = inputRoot(part.shape, this.plan.types, { type, decoded: topicType(type), inputs: this.inputs });
        return [
          ...given.declarations,
          written(this.avroBody(part, { what, type }, given.type), given.type),
          ...schemaIdFunction(part, { what, type: given.type }),
        ];
      }
      case 'json': {
        const { body, schemaId } = this.jsonBody(part, { what, type });
        return [written(body), ...schemaId];
      }
    }
  }

  private avroBody(part: AvroPart, { what, type }: DecodedPart, given: Layout): readonly Code[] {
    const { shape, jsonDecimals: decimals } = part;
    const place = { value: what, at: rootName(shape, what), name: type, typeText: given };
    if (part.framing === 'lambda-json') {
      const json = this.jsonPrinter.print(shape, place, { decimals });
      return [returns(call(runtimeName('simulate/json-write', 'writeJson'), json))];
    }
    const writer = variable('const', 'w', code`new ${runtimeName('simulate/byte-writer', 'ByteWriter')}()`);
    const members = membersOf(part);
    if (members !== undefined) return [writer, this.membersSwitch(part, members, what)];
    return [writer, ...this.printer.print(shape, place), returns(inFrame(part, 'w.finish()'))];
  }

  /** Each record as its own subject's schema says, in a frame of that schema's id. */
  private membersSwitch(part: AvroPart, members: readonly Member[], what: 'key' | 'value'): Code {
    const cases = members.map(({ version, name, shape }) => {
      const statements = this.printer.print(shape, { value: what, at: rootName(shape, what), name: upperFirst(what) });
      const framed = returns(inFrame(part, 'w.finish()', idLiteral(part, version)));
      return { labels: [stringLiteral(name)], body: [...statements, framed] };
    });
    return { kind: 'switch', on: `${what}.$type`, cases };
  }

  /** Only what a value itself does not show takes functions: a bigint that its schema has as text, and its subject of several. */
  private jsonBody(
    part: JsonPart,
    { what, type }: DecodedPart,
  ): { readonly body: readonly Code[]; readonly schemaId: readonly Layout[] } {
    const { settings } = part;
    const { module, plan } = this;
    const options = { settings, module, nameOf: plan.jsonTypes.nameOf };
    const validator = new ValidatorPrinter(options);
    const checkOf = (of: JsonSchema, name: string) => validator.print(of, name);
    const converter = new ConverterPrinter({ ...options, direction: 'encode', checkOf });
    const unconvert = converter.print(part.reader.schema, type);
    const encodeJson = runtimeName('simulate/json-write', 'encodeJson');
    const json = call(encodeJson, what, ...(unconvert === undefined ? [] : ['undefined', unconvert]));
    const schemaId = schemaIdFunction(part, { what, type: topicType(type) }, (schema, name) => ({
      check: checkOf(schema, name),
      json,
    }));
    const named = schemaIdName(part, what);
    const id = named === undefined ? undefined : call(named, what);
    return { body: [returns(inFrame(part, json, id))], schemaId };
  }
}

/** What comes next to the bytes of an event source mapping with a schema registry. */
function metadataEntry(part: PartModel, what: 'key' | 'value'): readonly Layout[] {
  if (!hasSchema(part)) return [];
  const metadata = metadataOf(part);
  if (metadata === undefined) return [];
  const format = property('dataFormat', stringLiteral(metadata.dataFormat));
  const named = schemaIdName(part, what);
  if (named === undefined)
    return [property('metadata', object([format, property('schemaId', stringLiteral(metadata.schemaId))]))];
  return [property('metadata', arrow(what, object([format, property('schemaId', call(named, what))])))];
}
