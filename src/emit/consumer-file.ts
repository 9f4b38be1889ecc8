import { documented } from '../code/documented.js';
import { assigned, call, object, property } from '../code/expressions.js';
import { runtimeName, runtimeType } from '../code/runtime-name.js';
import { stringLiteral } from '../code/source-text.js';
import { functionHead, functionText, returns, statement } from '../code/statements.js';
import {
  code,
  group,
  nameOf,
  hardline,
  imported,
  indent,
  join,
  line,
  lines,
  softline,
  type Layout,
  type Name,
} from '../code/text-layout.js';
import { hasSchema, type PartModel } from '../model/topic-model.js';
import { filledModule, type FilledModule } from './filled-module.js';
import { HANDLER_EXPORTS, runtimeExports } from './runtime-exports.js';
import { hasSlowPath } from './slow-path-file.js';
import { importPath, type TopicPlan } from './topic-plan.js';
import { topicType } from './type-imports.js';
import { frameReader } from './wire-frame.js';

/** What `consumer.ts` is made of. */
export function consumerFile(plan: TopicPlan): FilledModule<'consumer'> {
  const { topic, names, key, value, reportBatchItemFailures } = plan.topic;
  const slow = hasSlowPath(plan.topic);
  const record = `${names.pascal}Record`;
  const consume = `consume${names.pascal}`;
  const types = [topicType(plan.keyType), topicType(plan.valueType)];
  const declared = [record, 'Handler', consume, 'binding', ...(slow ? ['loadSlowPath', `warmUp${names.pascal}`] : [])];
  const binding = object(
    [
      property('topic', stringLiteral(topic)),
      ...byType(plan),
      property('key', partBinding('readKey', key)),
      property('value', partBinding('readValue', value)),
      property('reportBatchItemFailures', String(reportBatchItemFailures)),
      ...(slow ? [property('slowPath', 'loadSlowPath')] : []),
    ],
    true,
  );
  const made = call(runtimeName('consume/consume-records', 'consumeRecords'), 'binding', 'handler', 'options');
  return filledModule(plan, 'consumer', declared, {
    record: documented(
      [`A record of the topic ${stringLiteral(topic)}, decoded.`],
      [`export type ${record} = `, generic(runtimeType('kafka/kafka-record', 'KafkaRecord'), types), ';'],
    ),
    binding: [
      assigned(['const binding: ', generic(runtimeType('kafka/topic-binding', 'TopicBinding'), types), ' ='], binding),
      ';',
    ],
    handler: documented(
      [`What handles records of the topic ${stringLiteral(topic)}.`],
      ['type Handler = ', handlerType(plan, types), ';'],
    ),
    consume: documented(
      [
        `Creates the Lambda handler that gives each record of the topic ${stringLiteral(topic)} to \`handler\`: ` +
          'one after another within a partition, partitions concurrently. A record that fails holds back the rest of its partition.',
      ],
      join(hardline, [
        ...overloads(reportBatchItemFailures).map(({ options, returns }) => [
          functionHead(`export function ${consume}`, [code`handler: ${nameOf('Handler')}`, options], returns),
          ';',
        ]),
        [
          functionHead(
            `export function ${consume}`,
            [code`handler: ${nameOf('Handler')}`, code`options?: ${consumeOptions}`],
            code`${throwing} | ${answering}`,
          ),
          ' {',
          indent(hardline, 'return ', made, ';'),
          hardline,
          '}',
        ],
      ]),
    ),
    slowPath: slow ? slowPath(plan) : '',
    runtimeExports: lines(runtimeExports([...HANDLER_EXPORTS, ...plan.adapters], '../_runtime/', plan.importExtension)),
  });
}

const consumeOptions = runtimeType('consume/consume-options', 'ConsumeOptions');
const throwing = runtimeType('consume/kafka-handler', 'KafkaHandler');
const answering = runtimeType('consume/kafka-handler', 'KafkaBatchHandler');

/** What the handler returns, by the setting `reportBatchItemFailures`, the topic's own first. */
function overloads(isPartial: boolean): readonly { readonly options: Layout; readonly returns: Layout }[] {
  const overload = (value: boolean): { readonly options: Layout; readonly returns: Layout } => {
    const type = value === isPartial ? `?: ${value} | undefined` : `: ${value}`;
    return {
      options: code`options${value === isPartial ? '?' : ''}: ${consumeOptions} & { readonly reportBatchItemFailures${type} }`,
      returns: value ? answering : throwing,
    };
  };
  return [overload(isPartial), overload(!isPartial)];
}

/** What reads handlers by record type, and the discriminator where it is not `$type`. */
function byType({ branches }: TopicPlan): readonly Layout[] {
  if (branches === undefined) return [];
  const tag = branches.property === '$type' ? [] : [property('tag', stringLiteral(branches.property))];
  return [property('byType', runtimeName('consume/by-type', 'byType')), ...tag];
}

function handlerType({ branches }: TopicPlan, types: readonly Layout[]): Layout {
  if (branches === undefined) return generic(runtimeType('consume/topic-handler', 'TopicHandler'), types);
  const tag = branches.property === '$type' ? [] : [stringLiteral(branches.property)];
  return generic(runtimeType('consume/topic-handler', 'UnionHandler'), [...types, ...tag]);
}

/** What fetches schemas that were unknown at generation: in a module of its own, which nothing else waits for. */
function slowPath(plan: TopicPlan): Layout {
  const { topic, names } = plan.topic;
  const path = stringLiteral(importPath(plan, './slow-path'));
  const load = functionText(
    'loadSlowPath',
    [],
    code`${nameOf('Promise')}<${runtimeType('kafka/topic-binding', 'SlowPath')}>`,
    [returns(code`(await import(${path})).slowPath`)],
  );
  const ids = code`schemaIds: ${runtimeType('kafka/topic-binding', 'WriterSchemaIds')}`;
  const warmUp = functionText(`warmUp${names.pascal}`, [ids], code`${nameOf('Promise')}<void>`, [
    statement('await (await loadSlowPath()).warmUp(schemaIds)'),
  ]);
  return join(
    [hardline, hardline],
    [
      documented(
        ['Loads the code that fetches schemas unknown at generation: only records that need it wait for it.'],
        ['async ', load],
      ),
      documented(
        [
          `Fetches writer schemas of the topic ${stringLiteral(topic)} by id in advance, so that no record waits ` +
            'for them. Rejects with an UnknownSchemaError for one that cannot be fetched or used.',
        ],
        ['export async ', warmUp],
      ),
    ],
  );
}

/** A generic type with its arguments. */
export function generic(name: Layout, types: readonly Layout[]): Layout {
  return [name, group('<', indent(softline, join([',', line], types)), softline, '>')];
}

function partBinding(read: string, part: PartModel): Layout {
  const frame = frameReader(part);
  const ids = idSource(part);
  return object([
    property('read', imported('./decoder', read)),
    ...(frame === undefined ? [] : [property('frame', frame)]),
    ...(ids === undefined ? [] : [property('schemaIdOf', ids)]),
  ]);
}

/** Where the id is when it comes next to the bytes. */
function idSource(part: PartModel): Name | undefined {
  if (!hasSchema(part)) return undefined;
  const source = (name: string) => runtimeName('kafka/record-schema-id', name);
  if (part.framing === 'lambda' || part.framing === 'lambda-json') return source('metadataSchemaId');
  return part.framing === 'confluent-guid' ? source('headerSchemaId') : undefined;
}
