import { destinationKind, destinationTopic } from '../destination.js';
import {
  accessOf,
  isProvisioned,
  kafkaConfigOf,
  kafkaConfigPath,
  registryOf,
  topicsOf,
  valueOf,
  type MappingView,
} from '../template/mapping-view.js';
import { dataOf, entryOf, isUnknown, itemsOf, numberOf, textOf, type TemplateNode } from '../template/node.js';
import type { MappingRule, Rule, Violation } from './rule.js';
import { parsedJson } from '../../diagnostics/parsed-json.js';

const DESTINATION = 'DestinationConfig.OnFailure.Destination';

/** Whether a value is set to something that asks for the feature; what is unknown may not be. */
function isOn(node: TemplateNode | undefined): boolean {
  if (node === undefined || node.kind === 'unknown') return false;
  if (node.kind !== 'scalar') return node.kind !== 'list' || node.items.length > 0;
  const { value } = node;
  return value !== false && value !== 'false' && value !== -1 && value !== '-1' && value !== '';
}

/** What AWS lists as features of provisioned mode. Whether the service refuses or ignores them on demand is not published. */
const PROVISIONED_FEATURES = [
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'BisectBatchOnFunctionError',
  'FunctionResponseTypes',
  'LoggingConfig.SystemLogLevel',
] as const;

/** Features that AWS offers only in provisioned mode. */
export const provisionedOnly: MappingRule = (view) => {
  if (view.shape === 'pipe' || isProvisioned(view) !== false) return [];
  // The retries of Queue mode have rules of their own, which are not published.
  if (textOf(entryOf(kafkaConfigOf(view), 'ConsumptionMode')) === 'Queue') return [];
  const found = (path: string, what = path): Violation => ({
    code: 'infra-provisioned-only',
    path,
    message: `AWS offers ${what} only in provisioned mode`,
  });
  const isLowLatency = numberOf(valueOf(view, 'MaximumBatchingWindowInSeconds')) === 0;
  return [
    ...PROVISIONED_FEATURES.filter((path) => isOn(valueOf(view, path))).map((path) => found(path)),
    ...(registryOf(view) === undefined
      ? []
      : [found(`${kafkaConfigPath(view)}.SchemaRegistryConfig`, 'a schema registry')]),
    ...(textOf(valueOf(view, DESTINATION))?.startsWith('kafka://') === true
      ? [found(DESTINATION, 'a Kafka topic as destination')]
      : []),
    ...(isLowLatency ? [found('MaximumBatchingWindowInSeconds', 'low latency (a window of 0 s)')] : []),
  ];
};

/** A destination that the service takes. */
export const destination: MappingRule = (view) => {
  const text = textOf(valueOf(view, DESTINATION));
  if (text === undefined || text === '') return [];
  const found = (message: string): readonly Violation[] => [{ code: 'infra-destination', path: DESTINATION, message }];
  const kind = destinationKind(text);
  if (kind === undefined) return found(`the destination ${JSON.stringify(text)} is not a queue, topic or bucket`);
  if (kind === 'kafka') {
    const target = destinationTopic(text);
    if (!/^[^.][a-zA-Z0-9\-_.]{0,248}$/.test(target)) return found(`${JSON.stringify(target)} is not a topic`);
    if (target === topicsOf(view)?.[0]) return found('the destination is the topic that the mapping reads');
    if (text.length < 12) return found(`${text} is too short: CloudFormation refuses fewer than 12 characters`);
    return [];
  }
  return text.endsWith('.fifo') ? found(`the destination is a FIFO ${kind === 'sqs' ? 'queue' : 'topic'}`) : [];
};

/** With a destination, "infinite" retries are 10. */
export const retriesCapped: MappingRule = (view) => {
  if (view.shape === 'pipe' || valueOf(view, DESTINATION) === undefined) return [];
  if (isUnlimited(view) !== true || isProvisioned(view) !== true) return [];
  const message = 'the retries are not limited, so that the service ends them at 10 because of the destination';
  return [{ code: 'infra-retries-capped', path: DESTINATION, message, severity: 'note' }];
};

/** Whether neither retries nor age are limited. Undefined where it is not known. */
function isUnlimited(view: MappingView): boolean | undefined {
  const limits = ['MaximumRetryAttempts', 'MaximumRecordAgeInSeconds'].map((path) => valueOf(view, path));
  if (limits.some((node) => isUnknown(node))) return undefined;
  return limits.every((node) => (numberOf(node) ?? -1) === -1);
}

/** Filters that are JSON, and that can match. */
export const filters: MappingRule = (view) => {
  const path = view.shape === 'pipe' ? 'FilterCriteria' : 'FilterCriteria.Filters';
  const list = itemsOf(valueOf(view, 'FilterCriteria.Filters'));
  if (list.length === 0) return [];
  const found = (message: string, more: Pick<Violation, 'at' | 'severity'> = {}): Violation => ({
    code: 'infra-filter',
    path,
    message,
    ...more,
  });
  return [
    ...(list.length > 20
      ? [found(`there are ${list.length} filters; at most 20 are allowed`)]
      : list.length > 5
        ? [found(`${list.length} filters need a higher quota than the 5 of an account`, { severity: 'warning' })]
        : []),
    ...list.flatMap((filter) => {
      const pattern = entryOf(filter, 'Pattern');
      return patternProblems(patternText(pattern)).map((text) => found(text, { at: pattern?.at }));
    }),
  ];
};

/** The properties of a record that a pattern can name, other than the value, are metadata. */
const METADATA = new Set(['topic', 'partition', 'offset', 'timestamp', 'timestampType', 'headers']);

/** A pattern as JSON text; Terraform may have it as data for `jsonencode`. */
function patternText(node: TemplateNode | undefined): string | undefined {
  return node?.kind === 'map' && !isUnknown(node) ? JSON.stringify(dataOf(node)) : textOf(node);
}

function patternProblems(pattern: string | undefined): readonly string[] {
  if (pattern === undefined) return [];
  if (pattern.length > 4_096) return [`a pattern has ${pattern.length} characters; at most 4,096 are allowed`];
  const parsed = parsedJson(pattern);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return [`the pattern ${JSON.stringify(shortened(pattern))} is not a JSON object`];
  if (/!(?:Ref|Sub|GetAtt)\b/.test(pattern))
    return [`the pattern ${JSON.stringify(shortened(pattern))} contains a tag, which is not replaced inside a string`];
  return Object.keys(parsed)
    .filter((key) => METADATA.has(key))
    .map((key) => `a pattern filters on ${JSON.stringify(key)}; for Kafka, a pattern is on "value"`);
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Avro and framed records are not JSON text unless the registry integration makes them so. */
export const blindFilter: Rule = (view, { framing, isBinary }) => {
  if (itemsOf(valueOf(view, 'FilterCriteria.Filters')).length === 0) return [];
  const isFramed = framing !== undefined && !['none', 'auto', 'lambda', 'lambda-json'].includes(framing);
  const isSource = framing === 'lambda' && isBinary;
  if (!isFramed && !isSource && !(isBinary && framing === 'none')) return [];
  const what = isSource ? 'Avro with framing "lambda"' : isFramed ? `records with framing "${framing}"` : 'bare Avro';
  const message = `the filter cannot see inside ${what}, so that it matches nothing or everything`;
  const path = view.shape === 'pipe' ? 'FilterCriteria' : 'FilterCriteria.Filters';
  return [{ code: 'infra-filter-blind', path, message, severity: 'warning' }];
};

/** What pipes do not have for Kafka. */
export const pipeFeatures: Rule = (view, { reportBatchItemFailures, registryMode }) => {
  if (view.shape !== 'pipe') return [];
  const found = (path: string, message: string): Violation => ({ code: 'infra-pipe', path, message });
  const absent = [
    ['ProvisionedPollerConfig', 'pollers'],
    ['MaximumRetryAttempts', 'retry attempts'],
    ['MaximumRecordAgeInSeconds', 'a record age'],
    ['BisectBatchOnFunctionError', 'bisection'],
    ['DestinationConfig', 'a destination'],
    ['LoggingConfig', 'a log level of the mapping'],
  ] as const;
  return [
    ...absent
      .filter(([path]) => isOn(valueOf(view, path)))
      .map(([path, what]) => found(path, `a pipe does not have ${what} for Kafka`)),
    ...(registryOf(view) === undefined && registryMode === undefined
      ? []
      : [found(`${kafkaConfigPath(view)}.SchemaRegistryConfig`, 'a pipe does not have a schema registry integration')]),
    ...(textOf(entryOf(kafkaConfigOf(view), 'ConsumptionMode')) === 'Queue'
      ? [found(`${kafkaConfigPath(view)}.ConsumptionMode`, 'a pipe does not have Queue mode')]
      : []),
    ...accessOf(view)
      .flatMap((entry) => textOf(entryOf(entry, 'Type')) ?? [])
      .filter((type) => /^(?:IAM_.*|OAUTHBEARER_AUTH)$/.test(type))
      .map((type) => found('SourceAccessConfigurations', `a pipe does not have ${type} for a self-managed cluster`)),
    ...(reportBatchItemFailures
      ? [found('', 'the code reports failed records, and a pipe takes no partial responses for Kafka')]
      : []),
  ];
};
