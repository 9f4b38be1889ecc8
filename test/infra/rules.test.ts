import { describe, expect, test } from 'vitest';
import { diagnosticKinds } from '../../src/diagnostics/diagnostic-codes.js';
import { findingsIn, type Given } from './check-text.js';

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };
type Properties = Readonly<Record<string, Json | undefined>>;

/** A rule with templates that break it, and templates that look alike and do not. */
interface Case {
  readonly code: keyof typeof diagnosticKinds;
  readonly cloudFormation: { readonly breaks: Properties; readonly keeps: Properties };
  /** Lines of the mapping; one that begins with an argument of the base takes its place. */
  readonly terraform: { readonly breaks: string; readonly keeps: string };
  readonly given?: Given;
}

const ARN = 'arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-5';
const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_a-b';
const GROUP = { AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'orders' } };
const registry = (more: Readonly<Record<string, Json>> = {}): Properties => ({
  AmazonManagedKafkaEventSourceConfig: {
    ConsumerGroupId: 'orders',
    SchemaRegistryConfig: {
      SchemaRegistryURI: 'arn:aws:glue:eu-west-1:123456789012:registry/r',
      EventRecordFormat: 'JSON',
      SchemaValidationConfigs: [{ Attribute: 'VALUE' }],
      ...more,
    },
  },
});
const registryBlock = (format: string): string => `amazon_managed_kafka_event_source_config {
    consumer_group_id = "orders"
    schema_registry_config {
      schema_registry_uri = "arn:aws:glue:eu-west-1:123456789012:registry/r"
      event_record_format = "${format}"
      schema_validation_config {
        attribute = "VALUE"
      }
    }
  }`;
const access = (...types: readonly (readonly [string, string?])[]): Json =>
  types.map(([Type, URI]) => (URI === undefined ? { Type } : { Type, URI }));
const accessBlocks = (...types: readonly (readonly [string, string])[]): string =>
  types
    .map(([type, uri]) => `source_access_configuration {\n    type = "${type}"\n    uri  = "${uri}"\n  }`)
    .join('\n  ');
const destination = (to: string): Properties => ({ DestinationConfig: { OnFailure: { Destination: to } } });
const destinationBlock = (to: string): string =>
  `destination_config {\n    on_failure {\n      destination_arn = "${to}"\n    }\n  }`;
const decoded: Given = {
  topics: { orders: { value: 'string', reportBatchItemFailures: true } },
  facts: { registryMode: { format: 'JSON', attributes: ['VALUE'] }, framing: 'lambda-json' },
};
const SERVERS = {
  SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['b-1:9092'] } },
  EventSourceArn: undefined,
  AmazonManagedKafkaEventSourceConfig: undefined,
};
const SQS = 'arn:aws:sqs:eu-west-1:123456789012:failed';
const dead: Given = { facts: { sendsDeadLetters: false } };

const cases: readonly Case[] = [
  {
    code: 'infra-range',
    cloudFormation: { breaks: { BatchSize: 10_001 }, keeps: { BatchSize: 10_000 } },
    terraform: { breaks: 'batch_size = 10001', keeps: 'batch_size = 10000' },
  },
  {
    code: 'infra-range',
    cloudFormation: { breaks: { MaximumRecordAgeInSeconds: 59 }, keeps: { MaximumRecordAgeInSeconds: 60 } },
    terraform: { breaks: 'maximum_record_age_in_seconds = 59', keeps: 'maximum_record_age_in_seconds = -1' },
  },
  {
    code: 'infra-range',
    cloudFormation: { breaks: { Topics: ['orders', 'payments'] }, keeps: { Topics: ['orders'] } },
    terraform: { breaks: 'topics = ["orders", "payments"]', keeps: 'topics = ["orders"]' },
  },
  {
    code: 'infra-source',
    cloudFormation: { breaks: { ...SERVERS, EventSourceArn: ARN }, keeps: { ...SERVERS } },
    terraform: {
      breaks: 'self_managed_event_source {\n    endpoints = { KAFKA_BOOTSTRAP_SERVERS = "b-1:9092" }\n  }',
      keeps: 'batch_size = 10',
    },
  },
  {
    code: 'infra-starting-position',
    cloudFormation: {
      breaks: { StartingPosition: 'AT_TIMESTAMP' },
      keeps: { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: 1_767_225_600 },
    },
    terraform: {
      breaks: 'starting_position = "AT_TIMESTAMP"',
      keeps: 'starting_position = "AT_TIMESTAMP"\n  starting_position_timestamp = "2026-01-01T00:00:00Z"',
    },
  },
  {
    code: 'infra-starting-position',
    cloudFormation: {
      breaks: { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: 1_893_456_000 },
      keeps: { StartingPosition: 'TRIM_HORIZON' },
    },
    terraform: {
      breaks: 'starting_position = "AT_TIMESTAMP"\n  starting_position_timestamp = "2030-01-01T00:00:00Z"',
      keeps: 'starting_position = var.position',
    },
  },
  {
    code: 'infra-starts-late',
    cloudFormation: { breaks: { StartingPosition: 'LATEST' }, keeps: { StartingPosition: { Ref: 'Position' } } },
    terraform: { breaks: 'starting_position = "LATEST"', keeps: 'starting_position = "TRIM_HORIZON"' },
  },
  {
    code: 'infra-pollers',
    cloudFormation: {
      breaks: { ProvisionedPollerConfig: { MinimumPollers: 5, MaximumPollers: 2 } },
      keeps: { ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 2 } },
    },
    terraform: {
      breaks: 'provisioned_poller_config {\n    minimum_pollers = 5\n    maximum_pollers = 2\n  }',
      keeps: 'provisioned_poller_config {\n    minimum_pollers = 5\n    maximum_pollers = var.most\n  }',
    },
  },
  {
    code: 'infra-provisioned-only',
    cloudFormation: {
      breaks: { ProvisionedPollerConfig: undefined, MaximumRetryAttempts: 3 },
      keeps: { ProvisionedPollerConfig: undefined, FunctionResponseTypes: undefined, MaximumRetryAttempts: -1 },
    },
    terraform: {
      breaks: 'provisioned_poller_config {}\n  maximum_retry_attempts = 3',
      keeps: 'maximum_retry_attempts = 3',
    },
  },
  {
    code: 'infra-destination',
    cloudFormation: { breaks: destination(`${SQS}.fifo`), keeps: destination(SQS) },
    terraform: { breaks: destinationBlock(`${SQS}.fifo`), keeps: destinationBlock(SQS) },
  },
  {
    code: 'infra-destination',
    cloudFormation: { breaks: destination('kafka://orders'), keeps: destination('kafka://orders.failed') },
    terraform: { breaks: destinationBlock('kafka://dlq'), keeps: destinationBlock('kafka://orders.failed') },
  },
  {
    code: 'infra-retries-capped',
    cloudFormation: { breaks: destination(SQS), keeps: { ...destination(SQS), MaximumRetryAttempts: 2 } },
    terraform: { breaks: destinationBlock(SQS), keeps: `${destinationBlock(SQS)}\n  maximum_retry_attempts = 2` },
  },
  {
    code: 'infra-authentication',
    cloudFormation: {
      breaks: { SourceAccessConfigurations: access(['BASIC_AUTH', SECRET]) },
      keeps: { SourceAccessConfigurations: access(['SASL_SCRAM_512_AUTH', SECRET]) },
    },
    terraform: {
      breaks: accessBlocks(['SASL_SCRAM_256_AUTH', SECRET]),
      keeps: accessBlocks(['CLIENT_CERTIFICATE_TLS_AUTH', SECRET]),
    },
  },
  {
    code: 'infra-secret-region',
    cloudFormation: {
      breaks: { SourceAccessConfigurations: access(['SASL_SCRAM_512_AUTH', SECRET.replace('eu-west-1', 'us-east-1')]) },
      keeps: { SourceAccessConfigurations: access(['SASL_SCRAM_512_AUTH', SECRET]) },
    },
    terraform: {
      breaks: accessBlocks(['SASL_SCRAM_512_AUTH', SECRET.replace('eu-west-1', 'us-east-1')]),
      keeps: accessBlocks(['SASL_SCRAM_512_AUTH', SECRET]),
    },
  },
  {
    code: 'infra-group-unnamed',
    cloudFormation: { breaks: { AmazonManagedKafkaEventSourceConfig: undefined }, keeps: GROUP },
    terraform: { breaks: 'amazon_managed_kafka_event_source_config {}', keeps: 'batch_size = 10' },
  },
  {
    code: 'infra-filter',
    cloudFormation: {
      breaks: { FilterCriteria: { Filters: [{ Pattern: '{"value": {"a": ["b"]}' }] } },
      keeps: { FilterCriteria: { Filters: [{ Pattern: '{"value": {"a": ["b"]}}' }] } },
    },
    terraform: {
      breaks: 'filter_criteria {\n    filter {\n      pattern = jsonencode({ topic = ["orders"] })\n    }\n  }',
      keeps: 'filter_criteria {\n    filter {\n      pattern = "{\\"value\\":{\\"a\\":[\\"b\\"]}}"\n    }\n  }',
    },
  },
  {
    code: 'infra-filter-blind',
    cloudFormation: {
      breaks: { FilterCriteria: { Filters: [{ Pattern: '{"value":{"a":["b"]}}' }] } },
      keeps: { FilterCriteria: { Filters: [] } },
    },
    terraform: {
      breaks: 'filter_criteria {\n    filter {\n      pattern = "{\\"value\\":{\\"a\\":[1]}}"\n    }\n  }',
      keeps: 'batch_size = 10',
    },
    given: { facts: { framing: 'confluent', isBinary: true } },
  },
  {
    code: 'infra-not-for-kafka',
    cloudFormation: { breaks: { ParallelizationFactor: 2 }, keeps: { BatchSize: 2 } },
    terraform: { breaks: 'tumbling_window_in_seconds = 30', keeps: 'maximum_batching_window_in_seconds = 30' },
  },
  {
    code: 'infra-registry-mode',
    cloudFormation: {
      breaks: { ...registry({ EventRecordFormat: 'SOURCE' }), ...destination(SQS) },
      keeps: { ...registry(), ...destination(SQS) },
    },
    terraform: {
      breaks: `${registryBlock('SOURCE')}\n  ${destinationBlock(SQS)}`,
      keeps: `${registryBlock('JSON')}\n  ${destinationBlock(SQS)}`,
    },
    given: decoded,
  },
  {
    code: 'infra-registry-drops',
    cloudFormation: { breaks: registry(), keeps: { ...registry(), ...destination(SQS) } },
    terraform: { breaks: registryBlock('JSON'), keeps: `${registryBlock('JSON')}\n  ${destinationBlock(SQS)}` },
    given: decoded,
  },
  {
    code: 'infra-good-records-lost',
    cloudFormation: { breaks: { MaximumRetryAttempts: 3 }, keeps: { MaximumRetryAttempts: { Ref: 'Retries' } } },
    terraform: { breaks: 'maximum_retry_attempts = 3', keeps: 'maximum_retry_attempts = var.retries' },
    given: dead,
  },
  {
    code: 'infra-stalls',
    cloudFormation: { breaks: { MaximumRetryAttempts: -1 }, keeps: { MaximumRetryAttempts: 0 } },
    terraform: { breaks: 'maximum_retry_attempts = -1', keeps: 'maximum_retry_attempts = 0' },
    given: dead,
  },
  {
    code: 'infra-event-size',
    cloudFormation: { breaks: { BatchSize: 5_000 }, keeps: { BatchSize: 4_000 } },
    terraform: { breaks: 'batch_size = 5000', keeps: 'batch_size = 4000' },
    given: { facts: { recordSize: 1_400 } },
  },
  {
    code: 'infra-response-types',
    cloudFormation: {
      breaks: { FunctionResponseTypes: undefined },
      keeps: { FunctionResponseTypes: [{ Ref: 'Types' }] },
    },
    terraform: { breaks: 'function_response_types = []', keeps: 'function_response_types = var.types' },
  },
];

const BASE: Properties = {
  FunctionName: { Ref: 'OrdersFunction' },
  EventSourceArn: ARN,
  Topics: ['orders'],
  StartingPosition: 'TRIM_HORIZON',
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  ProvisionedPollerConfig: { MinimumPollers: 1 },
  ...GROUP,
};

function cloudFormation(properties: Properties): string {
  const mapping = { Type: 'AWS::Lambda::EventSourceMapping', Properties: { ...BASE, ...properties } };
  return JSON.stringify({ Resources: { OrdersMapping: mapping } }, null, 2);
}

const LINES = [
  'function_name           = var.function',
  `event_source_arn        = "${ARN}"`,
  'topics                  = ["orders"]',
  'starting_position       = "TRIM_HORIZON"',
  'function_response_types = ["ReportBatchItemFailures"]',
  'provisioned_poller_config {\n    minimum_pollers = 1\n  }',
  'amazon_managed_kafka_event_source_config {\n    consumer_group_id = "orders"\n  }',
];

function terraform(own: string): string {
  const names = Array.from(own.matchAll(/^(?: {2})?([a-z]\w*) (?:= |\{)/gm), ([, name]) => name ?? '');
  const base = LINES.filter((line) => !names.includes(/^\w+/.exec(line)?.[0] ?? ''));
  return `resource "aws_lambda_event_source_mapping" "orders" {\n  ${[...base, own].join('\n  ')}\n}\n`;
}

async function codesIn(file: string, text: string, given: Given | undefined): Promise<readonly string[]> {
  const found = await findingsIn(file, text, given);
  return found.map((line) => line.split(' ')[1] ?? '');
}

describe.each(cases.map((one, index) => ({ name: `${index + 1}. ${one.code}`, one })))('$name', ({ one }) => {
  const { code, given } = one;
  test('is found in a template that breaks it', async () => {
    expect(await codesIn('template.json', cloudFormation(one.cloudFormation.breaks), given)).toContain(code);
    expect(await codesIn('main.tf', terraform(one.terraform.breaks), given)).toContain(code);
  });
  test('is not found in one that looks alike', async () => {
    expect(await codesIn('template.json', cloudFormation(one.cloudFormation.keeps), given)).not.toContain(code);
    expect(await codesIn('main.tf', terraform(one.terraform.keeps), given)).not.toContain(code);
  });
});
