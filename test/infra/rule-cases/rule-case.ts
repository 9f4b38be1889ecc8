import type { diagnosticKinds } from '../../../src/diagnostics/diagnostic-codes.js';
import type { Given } from '../check-text.js';

export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** Properties of a mapping; undefined takes one of the base away. */
export type Properties = Readonly<Record<string, Json | undefined>>;

/** Resources of a template for CloudFormation, where a mapping alone does not show the rule. */
export interface Resources {
  readonly Resources: Readonly<Record<string, Json>>;
}

interface Pair<T> {
  readonly breaks: T;
  readonly keeps: T;
}

/** A rule with templates that break it, and templates that look alike and do not. */
export interface RuleCase {
  readonly code: keyof typeof diagnosticKinds;
  /** What of the rule it is about, where a code has several. */
  readonly about?: string;
  readonly cloudFormation: Pair<Properties | Resources>;
  /** Lines of a mapping, of which one that begins with an argument of the base takes its place; or complete resources. */
  readonly terraform: Pair<string>;
  readonly given?: Given;
}

export const ARN = 'arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-5';
export const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_a-b';
export const QUEUE = 'arn:aws:sqs:eu-west-1:123456789012:failed';
export const GROUP = { AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'orders' } };

const BASE: Properties = {
  FunctionName: { Ref: 'OrdersFunction' },
  EventSourceArn: ARN,
  Topics: ['orders'],
  StartingPosition: 'TRIM_HORIZON',
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  ProvisionedPollerConfig: { MinimumPollers: 1 },
  ...GROUP,
};

/** An event source mapping of CloudFormation that breaks no rule but by the properties. */
export function mapping(properties: Properties): Json {
  const all = Object.entries({ ...BASE, ...properties }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { Type: 'AWS::Lambda::EventSourceMapping', Properties: Object.fromEntries(all) };
}

export function cloudFormationText(side: Properties | Resources): string {
  const isWhole = (value: Properties | Resources): value is Resources => 'Resources' in value;
  return JSON.stringify(isWhole(side) ? side : { Resources: { OrdersMapping: mapping(side) } }, null, 2);
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

/** The arguments that tie the base to Amazon MSK. */
const OF_MSK: readonly string[] = ['event_source_arn', 'amazon_managed_kafka_event_source_config'];

/** The same for Terraform: lines of the base, but those whose argument the given lines have, or leave no use for. */
export function terraformMapping(own: string, name = 'orders'): string {
  const names = Array.from(own.matchAll(/^(?: {2})?(?:dynamic ")?([a-z]\w*)(?: = |"? \{)/gm), ([, word = '']) => word);
  const left = names.includes('self_managed_event_source') ? [...names, ...OF_MSK] : names;
  const base = LINES.filter((line) => !left.includes(/^\w+/.exec(line)?.[0] ?? ''));
  return `resource "aws_lambda_event_source_mapping" "${name}" {\n  ${[...base, own].join('\n  ')}\n}\n`;
}

export function terraformText(side: string): string {
  return side.startsWith('resource ') ? side : terraformMapping(side);
}

/** A self-managed cluster in place of the one of Amazon MSK. */
export const SELF_MANAGED: Properties = {
  SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['b-1:9092'] } },
  EventSourceArn: undefined,
  AmazonManagedKafkaEventSourceConfig: undefined,
};
export const SELF_MANAGED_BLOCK =
  'self_managed_event_source {\n    endpoints = { KAFKA_BOOTSTRAP_SERVERS = "b-1:9092" }\n  }';

/** A pair in which one number decides, under its names in both tools. */
export function numberCase(
  code: RuleCase['code'],
  [cloudFormationName, terraformName]: readonly [string, string],
  [breaks, keeps]: readonly [number, number],
): RuleCase {
  return {
    code,
    about: `${cloudFormationName} ${breaks}`,
    cloudFormation: { breaks: { [cloudFormationName]: breaks }, keeps: { [cloudFormationName]: keeps } },
    terraform: { breaks: `${terraformName} = ${breaks}`, keeps: `${terraformName} = ${keeps}` },
  };
}

/** `SourceAccessConfigurations` in both tools. */
export const access = (...types: readonly (readonly [string, string?])[]): Properties => ({
  SourceAccessConfigurations: types.map(([Type, URI]): Json => (URI === undefined ? { Type } : { Type, URI })),
});
export const accessBlocks = (...types: readonly (readonly [string, string?])[]): string =>
  types
    .map(
      ([type, uri]) =>
        `source_access_configuration {\n    type = "${type}"${uri === undefined ? '' : `\n    uri  = "${uri}"`}\n  }`,
    )
    .join('\n  ');

export const destination = (to: string): Properties => ({ DestinationConfig: { OnFailure: { Destination: to } } });
export const destinationBlock = (to: string): string =>
  `destination_config {\n    on_failure {\n      destination_arn = "${to}"\n    }\n  }`;

/** A Glue registry in both tools. */
export const registry = (more: Readonly<Record<string, Json>> = {}): Properties => ({
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
export const registryBlock = (format = 'JSON', attribute = 'VALUE', secrets = 0): string =>
  `amazon_managed_kafka_event_source_config {
    consumer_group_id = "orders"
    schema_registry_config {
      schema_registry_uri = "arn:aws:glue:eu-west-1:123456789012:registry/r"
      event_record_format = "${format}"
${`      access_config {\n        type = "BASIC_AUTH"\n        uri  = "${SECRET}"\n      }\n`.repeat(secrets)}      schema_validation_config {
        attribute = "${attribute}"
      }
    }
  }`;

/** A pipe in both tools. */
export const pipe = (
  source: Readonly<Record<string, Json>> = {},
  parameters: Readonly<Record<string, Json>> = {},
): Resources => ({
  Resources: {
    Pipe: {
      Type: 'AWS::Pipes::Pipe',
      Properties: {
        RoleArn: 'arn:aws:iam::123456789012:role/pipe',
        Source: ARN,
        Target: 'arn:aws:lambda:eu-west-1:123456789012:function:orders',
        SourceParameters: {
          ManagedStreamingKafkaParameters: { TopicName: 'orders', StartingPosition: 'TRIM_HORIZON', ...source },
          ...parameters,
        },
      },
    },
  },
});
export const pipeResource = (lines = ''): string => `resource "aws_pipes_pipe" "orders" {
  role_arn = var.role
  source   = "${ARN}"
  target   = var.function
  source_parameters {
    managed_streaming_kafka_parameters {
      ${lines.includes('topic_name') ? '' : 'topic_name = "orders"'}
      ${lines.includes('starting_position') ? '' : 'starting_position = "TRIM_HORIZON"'}
      ${lines}
    }
  }
}
`;
