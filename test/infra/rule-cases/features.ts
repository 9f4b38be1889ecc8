import {
  QUEUE,
  destination,
  destinationBlock,
  pipe,
  pipeResource,
  registry,
  registryBlock,
  type Properties,
  type Resources,
  type RuleCase,
} from './rule-case.js';

const onDemand: Properties = { ProvisionedPollerConfig: undefined, FunctionResponseTypes: undefined };
/** The lines that take provisioned mode, and what needs it, out of the base. An empty block is the way back to on demand. */
const ON_DEMAND = 'provisioned_poller_config {}\n  function_response_types = null';

/** A feature of provisioned mode, and the value by which it is off. */
function provisionedCase(
  [cloudFormationName, terraformName]: readonly [string, string],
  on: string | number | boolean,
  off: string | number | boolean,
): RuleCase {
  const text = (value: string | number | boolean): string => `${terraformName} = ${JSON.stringify(value)}`;
  return {
    code: 'infra-provisioned-only',
    about: cloudFormationName,
    cloudFormation: {
      breaks: { ...onDemand, [cloudFormationName]: on },
      keeps: { ...onDemand, [cloudFormationName]: off },
    },
    terraform: { breaks: `${ON_DEMAND}\n  ${text(on)}`, keeps: `${ON_DEMAND}\n  ${text(off)}` },
  };
}

const filters = (...patterns: readonly string[]): Properties => ({
  FilterCriteria: { Filters: patterns.map((Pattern) => ({ Pattern })) },
});
const filterBlocks = (...patterns: readonly string[]): string =>
  `filter_criteria {\n${patterns.map((pattern) => `    filter {\n      pattern = ${pattern}\n    }\n`).join('')}  }`;
const filteredPipe = (pattern: string): Resources => pipe({}, { FilterCriteria: { Filters: [{ Pattern: pattern }] } });
const filteredPipeResource = (pattern: string): string =>
  pipeResource().replace('source_parameters {', `source_parameters {\n    ${filterBlocks(pattern)}`);
const six = Array.from({ length: 6 }, (_, index) => `{"value":{"a":[${index}]}}`);

export const featureCases: readonly RuleCase[] = [
  provisionedCase(['MaximumRetryAttempts', 'maximum_retry_attempts'], 3, -1),
  provisionedCase(['MaximumRecordAgeInSeconds', 'maximum_record_age_in_seconds'], 3_600, -1),
  provisionedCase(['BisectBatchOnFunctionError', 'bisect_batch_on_function_error'], true, false),
  provisionedCase(['MaximumBatchingWindowInSeconds', 'maximum_batching_window_in_seconds'], 0, 1),
  {
    code: 'infra-provisioned-only',
    about: 'partial responses',
    cloudFormation: { breaks: { ProvisionedPollerConfig: undefined }, keeps: {} },
    terraform: { breaks: 'provisioned_poller_config {}', keeps: 'function_response_types = null' },
  },
  {
    code: 'infra-provisioned-only',
    about: 'a schema registry',
    cloudFormation: { breaks: { ...onDemand, ...registry() }, keeps: registry() },
    terraform: { breaks: `${ON_DEMAND}\n  ${registryBlock()}`, keeps: registryBlock() },
  },
  {
    code: 'infra-provisioned-only',
    about: 'a Kafka topic as destination',
    cloudFormation: {
      breaks: { ...onDemand, ...destination('kafka://orders.failed') },
      keeps: { ...onDemand, ...destination(QUEUE) },
    },
    terraform: {
      breaks: `${ON_DEMAND}\n  ${destinationBlock('kafka://orders.failed')}`,
      keeps: `${ON_DEMAND}\n  ${destinationBlock(QUEUE)}`,
    },
  },
  {
    code: 'infra-provisioned-only',
    about: 'logs of the mapping',
    cloudFormation: {
      breaks: { ...onDemand, LoggingConfig: { SystemLogLevel: 'WARN' } },
      keeps: { ...onDemand, MetricsConfig: { Metrics: ['EventCount'] } },
    },
    // The AWS provider has no log level.
    terraform: {
      breaks: `resource "awscc_lambda_event_source_mapping" "orders" {
  topics         = ["orders"]
  logging_config = { system_log_level = "WARN" }
}
`,
      keeps: `resource "awscc_lambda_event_source_mapping" "orders" {
  topics                    = ["orders"]
  logging_config            = { system_log_level = "WARN" }
  provisioned_poller_config = var.pollers
}
`,
    },
  },
  {
    code: 'infra-retries-capped',
    cloudFormation: { breaks: destination(QUEUE), keeps: { ...destination(QUEUE), MaximumRetryAttempts: 2 } },
    terraform: { breaks: destinationBlock(QUEUE), keeps: `${destinationBlock(QUEUE)}\n  maximum_retry_attempts = 2` },
  },
  {
    code: 'infra-filter',
    about: 'JSON, and the value',
    cloudFormation: { breaks: filters('{"value": {"a": ["b"]}'), keeps: filters('{"value": {"a": ["b"]}}') },
    terraform: {
      breaks: filterBlocks('jsonencode({ topic = ["orders"] })'),
      keeps: filterBlocks('"{\\"value\\":{\\"a\\":[\\"b\\"]}}"'),
    },
  },
  {
    code: 'infra-filter',
    about: 'a tag inside a string',
    cloudFormation: {
      breaks: filters('{"value": {"a": ["!Ref Kind"]}}'),
      keeps: { FilterCriteria: { Filters: [{ Pattern: { 'Fn::Sub': '{"value": {"a": ["${Kind}"]}}' } }] } },
    },
    terraform: {
      breaks: filterBlocks(`"{\\"value\\":{\\"a\\":[\\"${'b'.repeat(4_096)}\\"]}}"`),
      keeps: filterBlocks('"{\\"value\\":{\\"a\\":[\\"${var.kind}\\"]}}"'),
    },
  },
  {
    code: 'infra-filter',
    about: 'of a pipe',
    cloudFormation: {
      breaks: filteredPipe('{"topic": ["orders"]}'),
      keeps: filteredPipe('{"value": {"topic": ["a"]}}'),
    },
    terraform: {
      breaks: filteredPipeResource('jsonencode({ topic = ["orders"] })'),
      keeps: filteredPipeResource('jsonencode({ value = { topic = ["a"] } })'),
    },
  },
  {
    code: 'infra-filter',
    about: 'more than five',
    cloudFormation: { breaks: filters(...six), keeps: filters(...six.slice(1)) },
    terraform: {
      breaks: filterBlocks(...six.map((pattern) => JSON.stringify(pattern))),
      keeps: filterBlocks(...six.slice(1).map((pattern) => JSON.stringify(pattern))),
    },
  },
  {
    code: 'infra-filter-blind',
    cloudFormation: { breaks: filters('{"value":{"a":["b"]}}'), keeps: filters() },
    terraform: { breaks: filterBlocks('"{\\"value\\":{\\"a\\":[1]}}"'), keeps: 'batch_size = 10' },
    given: { facts: { framing: 'confluent', isBinary: true } },
  },
  {
    code: 'infra-pipe',
    about: 'partial responses',
    cloudFormation: { breaks: pipe(), keeps: pipe({ TopicName: 'payments' }) },
    terraform: { breaks: pipeResource(), keeps: pipeResource('topic_name = "payments"') },
    given: { topics: { orders: { value: 'string', reportBatchItemFailures: true }, payments: { value: 'string' } } },
  },
  {
    code: 'infra-pipe',
    about: 'what other sources of pipes have',
    cloudFormation: { breaks: pipe({ MaximumRetryAttempts: 3 }), keeps: pipe({ BatchSize: 3 }) },
    terraform: {
      breaks: pipeResource('on_partial_batch_item_failure = "AUTOMATIC_BISECT"'),
      keeps: pipeResource('maximum_batching_window_in_seconds = 3'),
    },
    given: { topics: { orders: { value: 'string' } } },
  },
];
