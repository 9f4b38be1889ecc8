import {
  isProvisioned,
  kafkaConfigOf,
  kafkaConfigPath,
  consumerGroupPath,
  registryOf,
  valueOf,
  type MappingView,
} from '../template/mapping-view.js';
import { entryOf, isUnknown, itemsOf, numberOf, textOf, unknownText, type TemplateNode } from '../template/node.js';
import type { MappingRule, Rule, TopicFacts, Violation } from './rule.js';

/** The limit of an invocation, in bytes of its JSON. */
const PAYLOAD_LIMIT = 6 * 1_024 * 1_024;

function notCompared(path: string, node: TemplateNode, expected: string): Violation {
  const message = `${path.split('.').at(-1) ?? path} is unknown (${unknownText(node)}), and ${expected}`;
  return { code: 'template-unknown', path, message, severity: 'note' };
}

/** What the answer of the code means to the mapping. */
export const responseTypes: Rule = (view, { reportBatchItemFailures }) => {
  if (view.shape === 'pipe') return [];
  const node = valueOf(view, 'FunctionResponseTypes');
  const isSet = itemsOf(node).some((item) => textOf(item) === 'ReportBatchItemFailures');
  if (isSet === reportBatchItemFailures) return [];
  if (node !== undefined && isUnknown(node)) {
    const code = reportBatchItemFailures ? 'reports failed records' : 'throws instead of reporting failed records';
    return [notCompared('FunctionResponseTypes', node, `the code ${code}`)];
  }
  const message = isSet
    ? 'the mapping has ReportBatchItemFailures, but the code throws instead of reporting failed records'
    : 'the code reports failed records, but the mapping does not have ReportBatchItemFailures: they are lost';
  return [
    {
      code: 'infra-response-types',
      path: isSet ? 'FunctionResponseTypes' : '',
      message,
      // A thrown error makes the service retry the batch in either case.
      ...(isSet ? { severity: 'warning' as const } : {}),
    },
  ];
};

/** The registry integration has to leave records as the code decodes them. */
export const registryMode: Rule = (view, { registryMode: mode, framing }) => {
  if (view.shape === 'pipe') return [];
  const registry = registryOf(view);
  const path = `${kafkaConfigPath(view)}.SchemaRegistryConfig`;
  const found = (at: string, message: string): readonly Violation[] => [
    { code: 'infra-registry-mode', path: at, message },
  ];
  if (mode === 'conflict')
    return found(path, 'key and value have the framings "lambda" and "lambda-json", of which a mapping can have one');
  if (registry === undefined) {
    if (mode === undefined) return [];
    const expected = `the code decodes records as a schema registry integration in ${mode.format} mode leaves them`;
    const config = kafkaConfigOf(view);
    return config?.kind === 'unknown'
      ? [notCompared(kafkaConfigPath(view), config, expected)]
      : found('', `${expected}, and the mapping has none`);
  }
  if (registry.kind === 'unknown')
    return [
      notCompared(
        path,
        registry,
        mode === undefined ? 'the code expects none' : `the code expects ${mode.format} mode`,
      ),
    ];
  const attributes = entryOf(registry, 'SchemaValidationConfigs');
  const known = isUnknown(attributes)
    ? undefined
    : itemsOf(attributes).flatMap((item) => textOf(entryOf(item, 'Attribute')) ?? []);
  if (mode === undefined) {
    if (known !== undefined && !known.includes('VALUE') && !known.includes('KEY')) return [];
    return found(
      path,
      `the mapping has a schema registry, and the code expects ${framing === undefined ? 'bytes without a schema' : `framing "${framing}"`}`,
    );
  }
  const format = textOf(entryOf(registry, 'EventRecordFormat'));
  const wrong = format !== undefined && format !== mode.format;
  const missing = known === undefined ? [] : mode.attributes.filter((attribute) => !known.includes(attribute));
  const extra = known === undefined ? [] : known.filter((one) => !mode.attributes.some((other) => other === one));
  return [
    ...(wrong
      ? found(`${path}.EventRecordFormat`, `EventRecordFormat is ${format}, and the code expects ${mode.format}`)
      : []),
    ...missing.flatMap((attribute) =>
      found(path, `the mapping does not decode the ${attribute}, and the code expects it to`),
    ),
    ...extra.flatMap((attribute) =>
      found(path, `the mapping decodes the ${attribute}, and the code does not expect it to`),
    ),
  ];
};

const DESTINATION = 'DestinationConfig.OnFailure.Destination';

/** A registry integration drops what it cannot decode. */
export const registryDrops: MappingRule = (view) => {
  const registry = registryOf(view);
  if (view.shape === 'pipe' || registry === undefined || valueOf(view, 'DestinationConfig') !== undefined) return [];
  const message = 'the schema registry integration drops records that it cannot decode, as there is no destination';
  return [{ code: 'infra-registry-drops', path: '', message, severity: 'warning' }];
};

/** What an invalid record does to the records behind it, where the consumer neither skips it nor sends it elsewhere. */
export const poisonRecords: Rule = (view, facts) => {
  if (facts.sendsDeadLetters || facts.copesWithInvalid) return [];
  if (view.shape === 'pipe') return [stalls('a pipe retries a failed batch until its records expire')];
  const [retries, age] = ['MaximumRetryAttempts', 'MaximumRecordAgeInSeconds'].map((path) => valueOf(view, path));
  const target = valueOf(view, DESTINATION);
  if (isUnknown(retries) || isUnknown(age)) return [];
  const isLimited = [retries, age].some((node) => (numberOf(node) ?? -1) !== -1);
  if (target === undefined && !isLimited)
    return [stalls('a batch with an invalid record is retried until it expires, as there is no limit')];
  if (isProvisioned(view) === false) return [];
  const path =
    target === undefined ? (retries === undefined ? 'MaximumRecordAgeInSeconds' : 'MaximumRetryAttempts') : DESTINATION;
  const message =
    target === undefined
      ? 'an invalid record fails its batch, and when the retries end, good records are dropped with it'
      : 'an invalid record fails its batch, and when the retries end, good records go to the destination with it';
  return [{ code: 'infra-good-records-lost', path, message, severity: 'warning' }];
};

function stalls(message: string): Violation {
  return { code: 'infra-stalls', path: '', message, severity: 'warning' };
}

/** A full batch within the limit of an invocation. */
export const eventSize: Rule = (view, { recordSize }: TopicFacts) => {
  const node = valueOf(view, 'BatchSize');
  const size = node === undefined ? 100 : numberOf(node);
  if (recordSize === undefined || size === undefined || size > 10_000) return [];
  const total = size * recordSize;
  if (total < 0.9 * PAYLOAD_LIMIT) return [];
  const megabytes = (total / (1_024 * 1_024)).toFixed(1);
  const fitting = Math.floor(PAYLOAD_LIMIT / recordSize).toLocaleString('en-US');
  const message = `${size.toLocaleString('en-US')} records like the one in event.json take ${megabytes} MB; about ${fitting} fit in 6 MB`;
  return [{ code: 'infra-event-size', path: 'BatchSize', message, severity: 'warning' }];
};

/** Whether two views have the same consumer group, by names that are known. */
export function consumerGroup(view: MappingView): string | undefined {
  return textOf(valueOf(view, consumerGroupPath(view)));
}
