import * as z from './setting.js';

/** A value that a deployment may supply: `${ClusterArn}` in a string stands for a parameter of the generated template. */
const text = z.string({ minLength: 1 });

const arn = (what: string, example: string): z.Setting<string, false> =>
  text.meta({ description: `${what} A name such as "\${ClusterArn}" makes it a parameter.`, examples: [example] });

const secret = (what: string): z.Setting<string, false> =>
  arn(what, 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_orders-AbCdEf');

const secretKey = arn(
  'The ARN of the KMS key of the secret. Default: the AWS managed key.',
  'arn:aws:kms:eu-west-1:123456789012:key/0d2f1c5e-1111-2222-3333-444455556666',
).optional();

/** A number with the range that the service allows; the rules check it, since their messages name the reason. */
function wholeNumber(
  description: string,
  range: { minimum: number; maximum: number; default?: number },
): z.Setting<number, false> {
  return z.int().meta({ description, ...range });
}

const clusterSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('msk').describe('Amazon MSK with provisioned brokers.'),
    arn: arn(
      'The ARN of the cluster, or of a VPC connection to a cluster of another account.',
      'arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-0000-1111-2222-333344445555-5',
    ),
  }),
  z.strictObject({
    type: z.literal('msk-serverless').describe('Amazon MSK Serverless.'),
    arn: arn(
      'The ARN of the cluster.',
      'arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-0000-1111-2222-333344445555-s1',
    ),
  }),
  z.strictObject({
    type: z.literal('self-managed').describe('A Kafka cluster that is not Amazon MSK, or that is reached as one.'),
    bootstrapServers: z
      .array(text)
      .meta({ description: 'The brokers, each as host:port; 1 to 10.', examples: [['broker-1.example.com:9096']] }),
    arn: arn(
      'The ARN of the MSK cluster behind the brokers, for authentication "iam". Default: none.',
      'arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-0000-1111-2222-333344445555-5',
    ).optional(),
  }),
]);

const oauthSettings = {
  scope: text.optional().describe('The scope of the token. Default: none.'),
  audience: text.optional().describe('The audience of the token. Default: none.'),
  logicalCluster: text.optional().describe('Confluent Cloud: the id of the Kafka cluster. Default: none.'),
  identityPool: text.optional().describe('Confluent Cloud: the id of the identity pool. Default: none.'),
};

const authenticationSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('iam') }),
  z.strictObject({
    type: z.literal('scram-512'),
    secret: secret('The secret with username and password.'),
    key: secretKey,
  }),
  z.strictObject({
    type: z.literal('scram-256'),
    secret: secret('The secret with username and password.'),
    key: secretKey,
  }),
  z.strictObject({
    type: z.literal('plain'),
    secret: secret('The secret with username and password.'),
    key: secretKey,
  }),
  z.strictObject({
    type: z.literal('mtls'),
    secret: secret('The secret with certificate, privateKey and, where the key has one, privateKeyPassword.'),
    key: secretKey,
  }),
  z.strictObject({
    type: z.literal('oauth'),
    secret: secret('The secret with oauthTokenEndpointUrl, oauthClientId and the credentials of one grant type.'),
    key: secretKey,
    ...oauthSettings,
  }),
  z.strictObject({ type: z.literal('iam-oauth'), ...oauthSettings }),
]);

const registrySchema = z.strictObject({
  uri: arn(
    'The ARN of the Glue registry, or the URL of a Confluent-compatible registry.',
    'arn:aws:glue:eu-west-1:123456789012:registry/orders',
  ),
  attributes: z
    .array(z.enum(['KEY', 'VALUE']))
    .optional()
    .describe('The parts of a record that the service decodes. Default: those with framing "lambda" or "lambda-json".'),
  access: z
    .array(
      z.strictObject({
        type: z
          .enum(['BASIC_AUTH', 'CLIENT_CERTIFICATE_TLS_AUTH', 'SERVER_ROOT_CA_CERTIFICATE', 'OAUTHBEARER_AUTH'])
          .describe('The kind of access.'),
        secret: secret('The secret.'),
        key: secretKey,
      }),
    )
    .optional()
    .describe('How to authenticate at a Confluent-compatible registry, at most 2. Default: none, as for Glue.'),
});

const networkSchema = z.strictObject({
  subnets: z.array(text).meta({ description: 'The ids of the subnets.', examples: [['subnet-0a1b2c3d']] }),
  securityGroups: z.array(text).meta({ description: 'The ids of the security groups.', examples: [['sg-0a1b2c3d']] }),
});

const functionShape = {
  name: text.optional().describe('The name of the function. Default: the service chooses one.'),
  handler: text.optional().describe('The handler in the package. Default: "<topic folder>/handler.handler".'),
  code: z
    .union([
      z.string({ minLength: 1 }),
      z.strictObject({
        bucket: text.describe('The S3 bucket of the deployment package.'),
        key: text.describe('The S3 key of the deployment package.'),
      }),
    ])
    .optional()
    .meta({
      description:
        'The deployment package, which you build: a .zip file or folder relative to the template, or an object in S3. ' +
        'Default: the parameters CodeBucket and CodeKey.',
      examples: ['../dist/orders.zip', { bucket: 'my-artifacts', key: 'orders.zip' }],
    }),
  runtime: text.optional().meta({ description: 'The runtime of the function.', default: 'nodejs24.x' }),
  architecture: z
    .enum(['arm64', 'x86_64'])
    .optional()
    .meta({ description: 'The instruction set of the function.', default: 'arm64' }),
  timeout: wholeNumber('The time-out, in seconds; at most 14 minutes with a Kafka mapping.', {
    minimum: 1,
    maximum: 840,
    default: 60,
  }).optional(),
  memory: wholeNumber('The memory, in MB.', { minimum: 128, maximum: 10_240, default: 512 }).optional(),
  reservedConcurrency: z.int().optional().describe('The reserved concurrency. Default: none.'),
  environment: z.record(z.string(), z.string()).optional().describe('Environment variables. Default: none.'),
  vpc: networkSchema.optional().describe('The network of the function. The mapping does not need it. Default: none.'),
};

const alarmsSchema = z.strictObject({
  lag: wholeNumber('The offset lag that raises an alarm, in records.', {
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    default: 10_000,
  }).optional(),
  topic: arn(
    'The ARN of the SNS topic to notify. Default: none.',
    'arn:aws:sns:eu-west-1:123456789012:alarms',
  ).optional(),
});

const FUNCTION = 'The Lambda function. Default: one with the defaults of its settings.';

const infraShape = {
  shape: z
    .enum(['mapping', 'pipe'])
    .optional()
    .meta({ description: 'An event source mapping of the function, or an EventBridge pipe.', default: 'mapping' }),
  cluster: clusterSchema
    .optional()
    .describe('The Kafka cluster. Default: an MSK cluster whose ARN is the parameter ClusterArn.'),
  authentication: authenticationSchema
    .optional()
    .describe('How to authenticate at the cluster. Default: "iam" for MSK, "none" for a self-managed cluster.'),
  rootCertificate: z
    .strictObject({ secret: secret('The secret with the certificate.'), key: secretKey })
    .optional()
    .describe('The certificate authority of the brokers, for self-managed clusters. Default: public ones.'),
  vpc: networkSchema
    .optional()
    .describe('The network of a self-managed cluster. For MSK, the service takes that of the cluster. Default: none.'),
  consumerGroup: text
    .optional()
    .describe('The consumer group; unique among the mappings of the account. Default: the id of the mapping.'),
  batchSize: wholeNumber('The maximum number of records per batch.', {
    minimum: 1,
    maximum: 10_000,
    default: 100,
  }).optional(),
  batchWindow: wholeNumber('The maximum time to gather a batch, in whole seconds. Default: 500 ms.', {
    minimum: 0,
    maximum: 300,
  }).optional(),
  startingPosition: z
    .enum(['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'])
    .optional()
    .meta({ description: 'Where a new consumer group starts.', default: 'TRIM_HORIZON' }),
  startingTimestamp: text.optional().meta({
    description: 'With "AT_TIMESTAMP": the time to start from, as an ISO 8601 time in UTC. Default: none.',
    examples: ['2026-01-31T12:00:00Z'],
  }),
  pollers: z
    .strictObject({
      minimum: wholeNumber('The minimum number of pollers.', { minimum: 1, maximum: 200, default: 1 }).optional(),
      maximum: wholeNumber('The maximum number of pollers.', { minimum: 1, maximum: 2_000, default: 200 }).optional(),
      group: text.optional().describe('The poller group, whose mappings share pollers. Default: none.'),
    })
    .optional()
    .describe('Provisioned mode. Default: on demand.'),
  filters: z
    .array(z.record(z.string(), z.unknown()))
    .optional()
    .meta({
      description:
        'Filter patterns, of which a record must match one; at most 5 unless the quota was raised. Default: none.',
      examples: [[{ value: { type: ['order'] } }]],
    }),
  filterKey: arn(
    'The ARN of the KMS key that encrypts the filters. Default: the AWS managed key.',
    'arn:aws:kms:eu-west-1:123456789012:key/0d2f1c5e-1111-2222-3333-444455556666',
  ).optional(),
  retryAttempts: wholeNumber('How often a failed batch is retried; -1 for until it expires.', {
    minimum: -1,
    maximum: 10_000,
    default: -1,
  }).optional(),
  recordAge: wholeNumber('The age at which a record is given up, in seconds; -1 for never.', {
    minimum: -1,
    maximum: 604_800,
    default: -1,
  }).optional(),
  bisect: z
    .boolean()
    .optional()
    .meta({ description: 'Whether a batch that failed is retried in two halves.', default: false }),
  destination: text.optional().meta({
    description:
      'Where failed batches go: the ARN of an SQS queue, SNS topic or S3 bucket, or kafka://<topic>. Default: none.',
    examples: ['arn:aws:sqs:eu-west-1:123456789012:orders-failed', 'kafka://orders.failed'],
  }),
  destinationKey: arn(
    'The ARN of the KMS key of the destination. Default: the AWS managed key.',
    'arn:aws:kms:eu-west-1:123456789012:key/0d2f1c5e-1111-2222-3333-444455556666',
  ).optional(),
  deadLetters: arn(
    'The ARN of the SQS queue or S3 bucket that the consumer itself sends dead letters to. Default: none.',
    'arn:aws:sqs:eu-west-1:123456789012:orders-dead-letters',
  ).optional(),
  registry: registrySchema
    .optional()
    .describe(
      'The schema registry that the mapping decodes records with. Needs framing "lambda" or "lambda-json". Default: none.',
    ),
  consumption: z
    .enum(['Stream', 'Queue'])
    .optional()
    .meta({ description: 'How a self-managed cluster is read; "Queue" needs Kafka 4.2 or later.', default: 'Stream' }),
  metrics: z
    .array(z.enum(['EventCount', 'ErrorCount', 'KafkaMetrics']))
    .optional()
    .describe('Groups of metrics of the mapping. Default: those that the alarms need.'),
  logLevel: z
    .enum(['DEBUG', 'INFO', 'WARN'])
    .optional()
    .describe('The level of the logs of the mapping. Default: no logs.'),
  enabled: z.boolean().optional().meta({ description: 'Whether the mapping reads records.', default: true }),
  partitions: z
    .int()
    .optional()
    .describe('The number of partitions of the topic, which limits pollers. Default: unknown.'),
  function: z.strictObject(functionShape).optional().describe(FUNCTION),
  alarms: z
    .union([z.boolean(), alarmsSchema])
    .optional()
    .describe('Alarms for offset lag, dropped records and failed deliveries to the destination. Default: true.'),
};

/** What the infrastructure of all topics can be set to. */
export const infraSchema = z.strictObject(infraShape);

/** What that of one topic can be set to: null takes away what the defaults say. */
export const topicInfraSchema = z.strictObject({
  ...z.nullableShape(infraShape),
  function: z.strictObject(z.nullableShape(functionShape)).nullable().optional().describe(FUNCTION),
});

/** The tools that infrastructure can be written for. */
export const INFRA_FORMATS = ['cloudformation', 'sam', 'cdk', 'terraform'] as const;

/** Which infrastructure files to generate. */
export const infraOutputSchema = z.strictObject({
  formats: z
    .array(z.enum(INFRA_FORMATS))
    .describe('The tools to write infrastructure for: "cloudformation", "sam", "cdk" or "terraform".'),
  folder: z
    .string({ minLength: 1 })
    .optional()
    .meta({ description: 'The folder of the infrastructure files, relative to the config.', default: 'infra' }),
});
