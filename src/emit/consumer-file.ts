import { stringLiteral } from '../code/source-text.js';
import type { PartModel } from '../model/topic-model.js';
import { ImportLines } from '../code/import-lines.js';
import { hasSlowPath } from './slow-path-file.js';
import type { TemplateInput } from './template-data.js';
import { aliasedImport, modulePath, type TopicPlan } from './topic-plan.js';
import { frameReaders, hasSchema } from './wire-frame.js';

/** What `consumer.ts` is made of. */
export function consumerFile(plan: TopicPlan): TemplateInput {
  const { topic, names, key, value, reportBatchItemFailures } = plan.topic;
  const runtime = (module: string) => modulePath(plan, `../_runtime/${module}`);
  const consume = aliasedImport(`consume${names.pascal}`, 'consumeRecords');
  const slow = hasSlowPath(plan.topic);
  const record = aliasedImport(`${names.pascal}Record`, 'KafkaRecord');
  const imports = new ImportLines()
    .add(runtime('kafka/consume-records'), consume.imported, 'type ConsumeOptions', 'type KafkaHandler')
    .add(runtime('kafka/framing'), ...[key, value].flatMap((part) => frameReader(part) ?? []))
    .add(runtime('kafka/kafka-record'), `type ${record.imported}`, 'type RecordHandler', 'type RecordHandlers')
    .add(runtime('kafka/record-schema-id'), ...[key, value].flatMap((part) => idSource(part) ?? []))
    .add(
      runtime('kafka/topic-binding'),
      'type TopicBinding',
      ...(slow ? ['type SlowPath', 'type WriterSchemaIds'] : []),
    )
    .add(modulePath(plan, './decoder'), 'decodeKeyBase64', 'decodeValueBase64')
    .add(modulePath(plan, './types'), `type ${plan.keyType}`, `type ${plan.valueType}`);
  return {
    template: 'consumer',
    data: {
      imports: imports.print(),
      topic: stringLiteral(topic),
      pascal: names.pascal,
      consumeRecords: consume.name,
      kafkaRecord: record.name,
      handlerParameter: handlerParameter(plan),
      keyType: plan.keyType,
      valueType: plan.valueType,
      key: binding('decodeKeyBase64', key),
      value: binding('decodeValueBase64', value),
      reportBatchItemFailures: String(reportBatchItemFailures),
      slowPathBinding: slow ? '\n  slowPath: loadSlowPath,' : '',
      slowPath: slow ? slowPathText(plan) : '',
    },
  };
}

/** What fetches schemas that were unknown at generation: in a module of its own, which nothing else waits for. */
function slowPathText(plan: TopicPlan): string {
  const { topic, names } = plan.topic;
  return `
/** Loads the code that fetches schemas unknown at generation: only records that need it wait for it. */
async function loadSlowPath(): Promise<SlowPath> {
  return (await import(${stringLiteral(modulePath(plan, './slow-path'))})).slowPath;
}

/**
 * Fetches writer schemas of the topic ${stringLiteral(topic)} by id in advance, so that no record waits
 * for them. Rejects with an UnknownSchemaError for one that cannot be fetched or used.
 */
export async function warmUp${names.pascal}(schemaIds: WriterSchemaIds): Promise<void> {
  await (await loadSlowPath()).warmUp(schemaIds);
}
`;
}

/** A parameter two columns in; a union that does not fit has a line for each member. */
function handlerParameter({ keyType, valueType }: TopicPlan): string {
  const members = [`RecordHandler<${keyType}, ${valueType}>`, `RecordHandlers<${keyType}, ${valueType}>`];
  const line = `handler: ${members.join(' | ')},`;
  return line.length <= 98 ? line : `handler:\n    | ${members.join('\n    | ')},`;
}

function binding(decode: string, part: PartModel): string {
  const frame = frameReader(part);
  const ids = idSource(part);
  const parts = [
    `decode: ${decode}`,
    ...(frame === undefined ? [] : [`frame: ${frame}`]),
    ...(ids === undefined ? [] : [`schemaIdOf: ${ids}`]),
  ];
  return `{ ${parts.join(', ')} }`;
}

function frameReader(part: PartModel): string | undefined {
  return hasSchema(part) ? frameReaders[part.framing] : undefined;
}

/** The place of an id that comes next to the bytes. */
function idSource(part: PartModel): string | undefined {
  if (!hasSchema(part)) return undefined;
  if (part.framing === 'lambda' || part.framing === 'lambda-json') return 'metadataSchemaId';
  return part.framing === 'confluent-guid' ? 'headerSchemaId' : undefined;
}
