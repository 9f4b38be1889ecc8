import { inputAlias } from '../avro/input-types.js';
import { documented } from '../code/documented.js';
import { arrow, assigned, call, list, object, property } from '../code/expressions.js';
import { upperFirst } from '../code/identifiers.js';
import type { ModuleDeclarations } from '../code/module-declarations.js';
import { runtimeName, runtimeType } from '../code/runtime-name.js';
import { stringLiteral } from '../code/source-text.js';
import { functionHead, functionText, returns } from '../code/statements.js';
import { code, hardline, indent, join, lines, nameOf, type Layout } from '../code/text-layout.js';
import { valueLiteral } from '../code/value-literal.js';
import { hasSchema, type PartModel } from '../model/topic-model.js';
import { generic } from './consumer-file.js';
import { filledWithDeclarations, type FilledModule, type OwnParts } from './filled-module.js';
import { encoderContext, partEncoder, type EncoderContext } from './part-encoder.js';
import { runtimeExports, type RuntimeExport } from './runtime-exports.js';
import type { SampledPlan } from './topic-plan.js';
import { topicType } from './type-imports.js';
import { metadataOf } from './wire-frame.js';
import { schemaIdName } from './written-schema-id.js';

/** What `fixture.ts` is made of. */
export function fixtureFile(plan: SampledPlan): FilledModule<'fixture'> {
  const { names } = plan.topic;
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
  const reserved = [...declared, ...typeNames(plan)];
  const makeParts = (module: ModuleDeclarations) => fixtureParts(encoderContext(plan, module), { event, record });
  return filledWithDeclarations(plan, 'fixture', declared, makeParts, reserved);
}

/** `event` and `record`: the names of the functions that build them. */
function fixtureParts(
  context: EncoderContext,
  { event, record }: { readonly event: string; readonly record: string },
): OwnParts<'fixture'> {
  const { plan } = context;
  const { topic } = plan.topic;
  const value = fixturePart(context, plan.topic.value, 'value');
  const key = plan.samples.key === undefined ? undefined : fixturePart(context, plan.topic.key, 'key');
  const printed = [...context.inputs.declarations, ...value.encoders, ...(key?.encoders ?? [])];
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
  return {
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
    runtimeExports: lines(runtimeExports(TEST_EXPORTS, '../_runtime/', plan.importExtension)),
  };
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

function fixturePart(context: EncoderContext, part: PartModel, what: 'key' | 'value'): FixturePart {
  const { plan } = context;
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
    encoders: partEncoder(context, part, { what, type }, encoder),
    fixture: object([
      property('samples', list(planned.map(({ name }) => nameOf(name)))),
      property('encode', nameOf(encoder)),
      property('isRecord', String(isDiscriminated && planned.every(({ isRecord }) => isRecord))),
      ...(tag === '$type' ? [] : [property('tag', stringLiteral(tag))]),
      ...metadataEntry(part, what),
    ]),
  };
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
