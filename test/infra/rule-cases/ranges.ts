import {
  ARN,
  QUEUE,
  SECRET,
  SELF_MANAGED,
  SELF_MANAGED_BLOCK,
  access,
  accessBlocks,
  destination,
  destinationBlock,
  mapping,
  numberCase,
  registry,
  registryBlock,
  terraformMapping,
  type Json,
  type Resources,
  type RuleCase,
} from './rule-case.js';

const BATCH = ['BatchSize', 'batch_size'] as const;
const WINDOW = ['MaximumBatchingWindowInSeconds', 'maximum_batching_window_in_seconds'] as const;
const RETRIES = ['MaximumRetryAttempts', 'maximum_retry_attempts'] as const;
const AGE = ['MaximumRecordAgeInSeconds', 'maximum_record_age_in_seconds'] as const;

const pollers = (minimum: number, maximum: number): { readonly ProvisionedPollerConfig: Json } => ({
  ProvisionedPollerConfig: { MinimumPollers: minimum, MaximumPollers: maximum },
});
const pollerBlock = (minimum: number | string, maximum: number | string, group?: string): string =>
  `provisioned_poller_config {\n    minimum_pollers = ${minimum}\n    maximum_pollers = ${maximum}\n${
    group === undefined ? '' : `    poller_group_name = "${group}"\n`
  }  }`;

/** Mappings of one poller group, each with a consumer group of its own. */
const pollerGroup = (count: number, maximum: number): Resources => ({
  Resources: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `Mapping${index}`,
      mapping({
        ProvisionedPollerConfig: { MaximumPollers: maximum, PollerGroupName: 'shop' },
        AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: `group-${index}` },
      }),
    ]),
  ),
});
const pollerGroupResources = (count: number, maximum: number): string =>
  Array.from({ length: count }, (_, index) => {
    const group = `amazon_managed_kafka_event_source_config {\n    consumer_group_id = "group-${index}"\n  }`;
    return terraformMapping(`${pollerBlock(1, maximum, 'shop')}\n  ${group}`, `orders_${index}`);
  }).join('\n');

/** Two mappings of one poller group: one of the base's cluster, and one of another. */
const inPollerGroup = (other: Json): Resources => ({
  Resources: Object.fromEntries(
    [ARN, other].map((EventSourceArn, index) => [
      `Mapping${index}`,
      mapping({
        EventSourceArn,
        ProvisionedPollerConfig: { PollerGroupName: 'shop' },
        AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: `group-${index}` },
      }),
    ]),
  ),
});
const inPollerGroupResources = (other: string): string =>
  [`"${ARN}"`, other]
    .map((arn, index) => {
      const group = `amazon_managed_kafka_event_source_config {\n    consumer_group_id = "group-${index}"\n  }`;
      return terraformMapping(
        `event_source_arn = ${arn}\n  ${pollerBlock(1, 2, 'shop')}\n  ${group}`,
        `orders_${index}`,
      );
    })
    .join('\n');

const secrets = (count: number): Json => Array.from({ length: count }, () => ({ Type: 'BASIC_AUTH', URI: SECRET }));

const withFunction = (timeout: number): Resources => ({
  Resources: {
    OrdersFunction: { Type: 'AWS::Lambda::Function', Properties: { Timeout: timeout } },
    OrdersMapping: mapping({}),
  },
});
const functionResource = (timeout: number): string =>
  `resource "aws_lambda_function" "orders" {\n  timeout = ${timeout}\n}\n\n${terraformMapping('function_name = aws_lambda_function.orders.arn')}`;

const subnets = Array.from({ length: 22 }, (_, index) => ['VPC_SUBNET', `subnet:subnet-${index}`] as const);
const network = [...subnets.slice(1), ['VPC_SECURITY_GROUP', 'security_group:sg-1']] as const;

export const rangeCases: readonly RuleCase[] = [
  numberCase('infra-range', BATCH, [10_001, 10_000]),
  numberCase('infra-range', BATCH, [0, 1]),
  numberCase('infra-range', WINDOW, [301, 300]),
  numberCase('infra-range', RETRIES, [10_001, 10_000]),
  numberCase('infra-range', RETRIES, [-2, -1]),
  numberCase('infra-range', AGE, [604_801, 604_800]),
  numberCase('infra-range', AGE, [59, 60]),
  numberCase('infra-range', AGE, [0, -1]),
  {
    code: 'infra-range',
    about: 'the minimum of pollers',
    cloudFormation: { breaks: pollers(201, 300), keeps: pollers(200, 300) },
    terraform: { breaks: pollerBlock(201, 300), keeps: pollerBlock(200, 300) },
  },
  {
    code: 'infra-range',
    about: 'the maximum of pollers',
    cloudFormation: { breaks: pollers(1, 2_001), keeps: pollers(1, 2_000) },
    terraform: { breaks: pollerBlock(1, 2_001), keeps: pollerBlock(1, 2_000) },
  },
  {
    code: 'infra-range',
    about: 'the name of a poller group',
    cloudFormation: {
      breaks: { ProvisionedPollerConfig: { PollerGroupName: 'orders.eu' } },
      keeps: { ProvisionedPollerConfig: { PollerGroupName: 'orders-eu' } },
    },
    terraform: { breaks: pollerBlock(1, 2, 'a'.repeat(129)), keeps: pollerBlock(1, 2, 'a'.repeat(128)) },
  },
  {
    code: 'infra-range',
    about: 'the name of a consumer group',
    cloudFormation: {
      breaks: { AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'orders consumer' } },
      keeps: { AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: { 'Fn::Sub': '${Stage} consumer' } } },
    },
    terraform: {
      breaks: `amazon_managed_kafka_event_source_config {\n    consumer_group_id = "${'a'.repeat(201)}"\n  }`,
      keeps: `amazon_managed_kafka_event_source_config {\n    consumer_group_id = "${'a'.repeat(200)}"\n  }`,
    },
  },
  {
    code: 'infra-range',
    about: 'one topic',
    cloudFormation: { breaks: { Topics: ['orders', 'payments'] }, keeps: { Topics: ['orders'] } },
    terraform: { breaks: 'topics = ["orders", "payments"]', keeps: 'topics = ["orders"]' },
  },
  {
    code: 'infra-range',
    about: 'brokers with a port',
    cloudFormation: {
      breaks: {
        ...SELF_MANAGED,
        SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['b-1.example.com'] } },
      },
      keeps: { ...SELF_MANAGED },
    },
    terraform: { breaks: SELF_MANAGED_BLOCK.replace('b-1:9092', 'b-1:9092,b-2'), keeps: SELF_MANAGED_BLOCK },
  },
  {
    code: 'infra-range',
    about: 'entries of access',
    cloudFormation: {
      breaks: { ...SELF_MANAGED, ...access(...subnets, ['VPC_SECURITY_GROUP', 'security_group:sg-1']) },
      keeps: { ...SELF_MANAGED, ...access(...network) },
    },
    terraform: {
      breaks: `${SELF_MANAGED_BLOCK}\n  ${accessBlocks(...subnets, ['VPC_SECURITY_GROUP', 'security_group:sg-1'])}`,
      keeps: `${SELF_MANAGED_BLOCK}\n  ${accessBlocks(...network)}`,
    },
  },
  {
    code: 'infra-range',
    about: 'entries of access to a registry',
    cloudFormation: { breaks: registry({ AccessConfigs: secrets(3) }), keeps: registry({ AccessConfigs: secrets(2) }) },
    terraform: { breaks: registryBlock('JSON', 'VALUE', 3), keeps: registryBlock('JSON', 'VALUE', 2) },
  },
  {
    code: 'infra-pollers',
    about: 'clusters of a group',
    cloudFormation: { breaks: inPollerGroup(ARN.replace('shop', 'other')), keeps: inPollerGroup({ Ref: 'Other' }) },
    terraform: {
      breaks: inPollerGroupResources(`"${ARN.replace('shop', 'other')}"`),
      keeps: inPollerGroupResources('var.other'),
    },
  },
  {
    code: 'infra-pollers',
    about: 'their order',
    cloudFormation: { breaks: pollers(5, 2), keeps: pollers(2, 2) },
    terraform: { breaks: pollerBlock(5, 2), keeps: pollerBlock(5, 'var.most') },
  },
  {
    code: 'infra-pollers',
    about: 'more than partitions',
    cloudFormation: { breaks: pollers(7, 9), keeps: pollers(6, 9) },
    terraform: { breaks: pollerBlock(7, 9), keeps: pollerBlock('var.least', 9) },
    given: { facts: { partitions: 6 } },
  },
  {
    code: 'infra-pollers',
    about: 'pollers of a group',
    cloudFormation: { breaks: pollerGroup(2, 1_001), keeps: pollerGroup(2, 1_000) },
    terraform: { breaks: pollerGroupResources(2, 1_001), keeps: pollerGroupResources(2, 1_000) },
  },
  {
    code: 'infra-pollers',
    about: 'mappings of a group',
    cloudFormation: { breaks: pollerGroup(101, 1), keeps: pollerGroup(100, 1) },
    terraform: { breaks: pollerGroupResources(101, 1), keeps: pollerGroupResources(100, 1) },
  },
  {
    code: 'infra-timeout',
    cloudFormation: { breaks: withFunction(900), keeps: withFunction(840) },
    terraform: { breaks: functionResource(841), keeps: functionResource(840) },
  },
  {
    code: 'infra-timeout',
    about: 'too short for a batch',
    cloudFormation: { breaks: withFunction(3), keeps: withFunction(4) },
    terraform: { breaks: functionResource(2), keeps: functionResource(30) },
  },
  {
    code: 'infra-event-size',
    cloudFormation: { breaks: { BatchSize: 5_000 }, keeps: { BatchSize: 4_000 } },
    terraform: { breaks: 'batch_size = 5000', keeps: 'batch_size = 4000' },
    given: { facts: { recordSize: 1_400 } },
  },
  {
    code: 'infra-destination',
    about: 'FIFO',
    cloudFormation: { breaks: destination(`${QUEUE}.fifo`), keeps: destination(QUEUE) },
    terraform: {
      breaks: destinationBlock('arn:aws:sns:eu-west-1:123456789012:failed.fifo'),
      keeps: destinationBlock('arn:aws:sns:eu-west-1:123456789012:failed'),
    },
  },
  {
    code: 'infra-destination',
    about: 'the topic itself',
    cloudFormation: { breaks: destination('kafka://orders'), keeps: destination('kafka://orders.failed') },
    terraform: { breaks: destinationBlock('kafka://orders'), keeps: destinationBlock('kafka://orders-failed') },
  },
  {
    code: 'infra-destination',
    about: 'a short name of a topic',
    cloudFormation: { breaks: destination('kafka://dlq'), keeps: destination('kafka://dlqs') },
    terraform: { breaks: destinationBlock('kafka://dlq'), keeps: destinationBlock('kafka://${var.failed}') },
  },
  {
    code: 'infra-destination',
    about: 'another service',
    cloudFormation: {
      breaks: destination('arn:aws:lambda:eu-west-1:123456789012:function:failed'),
      keeps: destination('arn:aws:s3:::failed'),
    },
    terraform: {
      breaks: destinationBlock('arn:aws:kinesis:eu-west-1:123456789012:stream/failed'),
      keeps: destinationBlock('arn:aws-cn:s3:::failed'),
    },
  },
];
