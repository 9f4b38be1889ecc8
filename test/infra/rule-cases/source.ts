import {
  ARN,
  GROUP,
  SECRET,
  SELF_MANAGED,
  SELF_MANAGED_BLOCK,
  access,
  accessBlocks,
  mapping,
  pipe,
  pipeResource,
  terraformMapping,
  type Json,
  type Properties,
  type Resources,
  type RuleCase,
} from './rule-case.js';

const queue = (properties: Properties = {}): Properties => ({
  ...SELF_MANAGED,
  StartingPosition: undefined,
  SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: 'orders', ConsumptionMode: 'Queue' },
  ...properties,
});

/** The AWS provider has no Queue mode, so that people take the provider that mirrors CloudFormation. */
const queueResource = (lines: string): string => `resource "awscc_lambda_event_source_mapping" "orders" {
  function_name             = var.function
  topics                    = ["orders"]
  function_response_types   = ["ReportBatchItemFailures"]
  ${lines}
  self_managed_event_source = { endpoints = { kafka_bootstrap_servers = ["b-1:9092"] } }
}
`;
const QUEUE_CONFIG = 'self_managed_kafka_event_source_config = { consumption_mode = "Queue" }';
const STREAM_CONFIG = 'self_managed_kafka_event_source_config = { consumption_mode = "Stream" }';

/** A pair of entries of access for a self-managed cluster, in both tools. */
function accessCase(
  about: string,
  breaks: readonly (readonly [string, string?])[],
  keeps: readonly (readonly [string, string?])[],
): RuleCase {
  return {
    code: 'infra-authentication',
    about,
    cloudFormation: {
      breaks: { ...SELF_MANAGED, ...access(...breaks) },
      keeps: { ...SELF_MANAGED, ...access(...keeps) },
    },
    terraform: {
      breaks: `${SELF_MANAGED_BLOCK}\n  ${accessBlocks(...breaks)}`,
      keeps: `${SELF_MANAGED_BLOCK}\n  ${accessBlocks(...keeps)}`,
    },
  };
}

const groups = (first: string | Json, second: string | Json): Resources => ({
  Resources: {
    OrdersMapping: mapping({ AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: first } }),
    PaymentsMapping: mapping({
      Topics: ['payments'],
      AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: second },
    }),
  },
});
const groupResources = (first: string, second: string): string =>
  terraformMapping(`amazon_managed_kafka_event_source_config {\n    consumer_group_id = ${first}\n  }`) +
  terraformMapping(
    `topics = ["payments"]\n  amazon_managed_kafka_event_source_config {\n    consumer_group_id = ${second}\n  }`,
    'payments',
  );

const elsewhere = SECRET.replace('eu-west-1', 'us-east-1');
const OAUTH = ['OAUTHBEARER_AUTH', SECRET] as const;
const AUDIENCE = ['OAUTHBEARER_AUDIENCE', 'cluster'] as const;

export const sourceCases: readonly RuleCase[] = [
  {
    code: 'infra-source',
    about: 'both',
    cloudFormation: { breaks: { ...SELF_MANAGED, EventSourceArn: ARN }, keeps: { ...SELF_MANAGED } },
    terraform: { breaks: `event_source_arn = "${ARN}"\n  ${SELF_MANAGED_BLOCK}`, keeps: SELF_MANAGED_BLOCK },
  },
  {
    code: 'infra-source',
    about: 'neither',
    cloudFormation: { breaks: { EventSourceArn: undefined }, keeps: { EventSourceArn: { Ref: 'ClusterArn' } } },
    terraform: { breaks: 'event_source_arn = null', keeps: 'event_source_arn = var.cluster_arn' },
  },
  {
    code: 'infra-source',
    about: 'the configuration of the other kind',
    cloudFormation: {
      breaks: { ...SELF_MANAGED, ...GROUP },
      keeps: { ...SELF_MANAGED, SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: 'orders' } },
    },
    terraform: {
      breaks: 'self_managed_kafka_event_source_config {\n    consumer_group_id = "orders"\n  }',
      keeps: `${SELF_MANAGED_BLOCK}\n  self_managed_kafka_event_source_config {\n    consumer_group_id = "orders"\n  }`,
    },
  },
  {
    code: 'infra-source',
    about: 'a serverless cluster of another account',
    cloudFormation: {
      breaks: { EventSourceArn: ARN.replace('cluster', 'vpc-connection/123456789012').replace(/-5$/, '-s1') },
      keeps: { EventSourceArn: ARN.replace('cluster', 'vpc-connection/123456789012') },
    },
    terraform: {
      breaks: `event_source_arn = "${ARN.replace('cluster', 'vpc-connection/123456789012').replace(/-5$/, '-s3')}"`,
      keeps: `event_source_arn = "${ARN.replace(/-5$/, '-s1')}"`,
    },
  },
  {
    code: 'infra-source',
    about: 'an ARN of another service',
    cloudFormation: {
      breaks: { EventSourceArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders' },
      keeps: { EventSourceArn: { 'Fn::Sub': 'arn:aws:${Service}:eu-west-1:123456789012:stream/orders' } },
    },
    terraform: { breaks: 'event_source_arn = "shop"', keeps: 'event_source_arn = var.cluster' },
  },
  {
    code: 'infra-authentication',
    about: 'a secret for a serverless cluster',
    cloudFormation: {
      breaks: { EventSourceArn: ARN.replace(/-5$/, '-s1'), ...access(['SASL_SCRAM_512_AUTH', SECRET]) },
      keeps: { EventSourceArn: ARN, ...access(['SASL_SCRAM_512_AUTH', SECRET]) },
    },
    terraform: {
      breaks: `event_source_arn = "${ARN.replace(/-5$/, '-s1')}"\n  ${accessBlocks(['SASL_SCRAM_512_AUTH', SECRET])}`,
      keeps: accessBlocks(['SASL_SCRAM_512_AUTH', SECRET]),
    },
  },
  {
    code: 'infra-authentication',
    about: 'of a pipe',
    cloudFormation: {
      breaks: pipe({ Credentials: { BasicAuth: SECRET } }),
      keeps: pipe({ Credentials: { SaslScram512Auth: SECRET } }),
    },
    terraform: {
      breaks: pipeResource(`credentials {\n        basic_auth = "${SECRET}"\n      }`),
      keeps: pipeResource(`credentials {\n        client_certificate_tls_auth = "${SECRET}"\n      }`),
    },
  },
  {
    code: 'infra-secret-region',
    about: 'of a self-managed cluster',
    cloudFormation: {
      breaks: { ...SELF_MANAGED, ...access(['BASIC_AUTH', SECRET], ['SERVER_ROOT_CA_CERTIFICATE', elsewhere]) },
      keeps: { ...SELF_MANAGED, ...access(['BASIC_AUTH', elsewhere], ['SERVER_ROOT_CA_CERTIFICATE', elsewhere]) },
    },
    terraform: {
      breaks: `${SELF_MANAGED_BLOCK}\n  ${accessBlocks(['BASIC_AUTH', SECRET], ['SERVER_ROOT_CA_CERTIFICATE', elsewhere])}`,
      keeps: `${SELF_MANAGED_BLOCK}\n  ${accessBlocks(['BASIC_AUTH', elsewhere])}`,
    },
  },
  {
    code: 'infra-starting-position',
    about: 'missing',
    cloudFormation: { breaks: { StartingPosition: undefined }, keeps: { StartingPosition: { Ref: 'Position' } } },
    terraform: { breaks: 'starting_position = null', keeps: 'starting_position = local.position' },
  },
  {
    code: 'infra-starting-position',
    about: 'a time that is missing',
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
    about: 'a time that is in the future',
    cloudFormation: {
      breaks: { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: 1_893_456_000 },
      keeps: { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: { Ref: 'Start' } },
    },
    terraform: {
      breaks: 'starting_position = "AT_TIMESTAMP"\n  starting_position_timestamp = "2030-01-01T00:00:00Z"',
      keeps: 'starting_position = "AT_TIMESTAMP"\n  starting_position_timestamp = timestamp()',
    },
  },
  {
    code: 'infra-starting-position',
    about: 'a time for a pipe',
    cloudFormation: { breaks: pipe({ StartingPosition: 'AT_TIMESTAMP' }), keeps: pipe() },
    terraform: { breaks: pipeResource('starting_position = "AT_TIMESTAMP"'), keeps: pipeResource() },
  },
  {
    code: 'infra-starts-late',
    cloudFormation: { breaks: { StartingPosition: 'LATEST' }, keeps: { StartingPosition: { Ref: 'Position' } } },
    terraform: { breaks: 'starting_position = "LATEST"', keeps: 'starting_position = "TRIM_HORIZON"' },
  },
  {
    code: 'infra-queue-mode',
    about: 'a position',
    cloudFormation: { breaks: queue({ StartingPosition: 'TRIM_HORIZON' }), keeps: queue() },
    terraform: {
      breaks: queueResource(`starting_position = "LATEST"\n  ${QUEUE_CONFIG}`),
      keeps: queueResource(`starting_position = "LATEST"\n  ${STREAM_CONFIG}`),
    },
  },
  {
    code: 'infra-queue-mode',
    about: 'a window',
    cloudFormation: {
      breaks: queue({ MaximumBatchingWindowInSeconds: 5 }),
      keeps: {
        ...queue({ MaximumBatchingWindowInSeconds: 5 }),
        SelfManagedKafkaEventSourceConfig: { ConsumptionMode: { Ref: 'Mode' } },
      },
    },
    terraform: {
      breaks: queueResource(`maximum_batching_window_in_seconds = 5\n  ${QUEUE_CONFIG}`),
      keeps: queueResource(QUEUE_CONFIG),
    },
  },
  {
    code: 'infra-queue-mode',
    about: 'Amazon MSK',
    cloudFormation: {
      breaks: { AmazonManagedKafkaEventSourceConfig: { ConsumptionMode: 'Queue' } },
      keeps: { AmazonManagedKafkaEventSourceConfig: { ConsumptionMode: 'Stream' } },
    },
    terraform: {
      breaks: queueResource(`event_source_arn = "${ARN}"\n  ${QUEUE_CONFIG}`),
      keeps: queueResource(`event_source_arn = "${ARN}"\n  ${STREAM_CONFIG}`),
    },
  },
  {
    code: 'infra-authentication',
    about: 'what Amazon MSK does not take',
    cloudFormation: {
      breaks: access(['BASIC_AUTH', SECRET]),
      keeps: access(['SASL_SCRAM_512_AUTH', SECRET]),
    },
    terraform: {
      breaks: accessBlocks(['SASL_SCRAM_256_AUTH', SECRET]),
      keeps: accessBlocks(['CLIENT_CERTIFICATE_TLS_AUTH', SECRET]),
    },
  },
  accessCase(
    'two mechanisms',
    [
      ['BASIC_AUTH', SECRET],
      ['SASL_SCRAM_512_AUTH', SECRET],
    ],
    [
      ['BASIC_AUTH', SECRET],
      ['SERVER_ROOT_CA_CERTIFICATE', SECRET],
    ],
  ),
  accessCase(
    'a subnet without a group',
    [['VPC_SUBNET', 'subnet:subnet-1']],
    [
      ['VPC_SUBNET', 'subnet:subnet-1'],
      ['VPC_SECURITY_GROUP', 'security_group:sg-1'],
    ],
  ),
  accessCase('details without OAuth', [['OAUTHBEARER_SCOPE', 'kafka']], [OAUTH, ['OAUTHBEARER_SCOPE', 'kafka']]),
  accessCase('IAM tokens without an audience', [['IAM_OAUTHBEARER_AUTH']], [['IAM_OAUTHBEARER_AUTH'], AUDIENCE]),
  accessCase(
    'IAM tokens with a scope',
    [['IAM_OAUTHBEARER_AUTH'], AUDIENCE, ['OAUTHBEARER_SCOPE', 'kafka']],
    [OAUTH, AUDIENCE, ['OAUTHBEARER_SCOPE', 'kafka']],
  ),
  accessCase('IAM with a URI', [['IAM_AUTH', SECRET]], [['IAM_AUTH']]),
  accessCase('a secret that is missing', [['SASL_SCRAM_256_AUTH']], [['SASL_SCRAM_256_AUTH', SECRET]]),
  {
    code: 'infra-secret-region',
    cloudFormation: {
      breaks: access(['SASL_SCRAM_512_AUTH', elsewhere]),
      keeps: access(['SASL_SCRAM_512_AUTH', SECRET]),
    },
    terraform: {
      breaks: accessBlocks(['SASL_SCRAM_512_AUTH', elsewhere]),
      keeps: accessBlocks(['SASL_SCRAM_512_AUTH', '${var.secret}']),
    },
  },
  {
    code: 'infra-not-for-kafka',
    cloudFormation: { breaks: { ParallelizationFactor: 2 }, keeps: { BatchSize: 2 } },
    terraform: { breaks: 'tumbling_window_in_seconds = 30', keeps: 'maximum_batching_window_in_seconds = 30' },
  },
  {
    code: 'infra-group-unnamed',
    cloudFormation: { breaks: { AmazonManagedKafkaEventSourceConfig: undefined }, keeps: GROUP },
    terraform: { breaks: 'amazon_managed_kafka_event_source_config {}', keeps: 'batch_size = 10' },
  },
  {
    code: 'infra-consumer-group',
    cloudFormation: {
      breaks: groups('shop', 'shop'),
      keeps: groups({ 'Fn::Sub': '${Stage}-shop' }, { 'Fn::Sub': '${Stage}-shop' }),
    },
    terraform: { breaks: groupResources('"shop"', '"shop"'), keeps: groupResources('"shop"', '"shop-payments"') },
  },
];
