import { expect } from 'vitest';
import type { InfraSettings } from '../../src/config/infra-config.js';
import type { GenMskConsumerConfig } from '../../src/config/config-schema.js';
import type { Config } from '../../src/config/config.js';
import { resolveConfig } from '../../src/config/resolve-config.js';
import { buildStack } from '../../src/infra/build-stack.js';
import type { Stack } from '../../src/infra/stack.js';

/** A config in memory. */
export function configOf(value: GenMskConsumerConfig): Config {
  const resolved = resolveConfig({
    root: '/project',
    file: 'gen-msk-consumer.config.json',
    base: [],
    value,
    keys: ([first]) => (first === 'topics' ? Object.keys(value.topics) : []),
    position: () => undefined,
  });
  if (!resolved.ok) expect.fail(JSON.stringify(resolved.problems));
  return resolved.config;
}

/** The stack of one topic `orders` of texts, with these settings. */
export function stackOf(infra: InfraSettings, config: Partial<GenMskConsumerConfig> = {}): Stack {
  return buildStack(configOf({ topics: { orders: { value: 'string', infra } }, ...config }));
}

export const CLUSTER = 'arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-0000-1111-2222-333344445555-5';
export const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_orders-AbCdEf';
export const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/0d2f1c5e-1111-2222-3333-444455556666';
const brokers = ['b-1.example.com:9096', 'b-2.example.com:9096'];
const vpc = { subnets: ['subnet-0a1b2c3d'], securityGroups: ['sg-0a1b2c3d'] };

/** One set of settings for each feature. */
export const FEATURES: Readonly<Record<string, InfraSettings>> = {
  defaults: {},
  everything: {
    cluster: { type: 'msk', arn: CLUSTER },
    authentication: { type: 'scram-512', secret: SECRET, key: KEY },
    consumerGroup: 'orders-consumer',
    batchSize: 500,
    batchWindow: 5,
    startingPosition: 'AT_TIMESTAMP',
    startingTimestamp: '2026-01-31T12:00:00Z',
    pollers: { minimum: 2, maximum: 10, group: 'shop' },
    filters: [{ value: { type: ['order', null], $or: [{ a: [1] }, { b: [{ exists: true }] }] } }],
    filterKey: KEY,
    retryAttempts: 3,
    recordAge: 86_400,
    bisect: true,
    destination: 'arn:aws:sqs:eu-west-1:123456789012:orders-failed',
    destinationKey: KEY,
    deadLetters: 'arn:aws:s3:::dead-letters',
    logLevel: 'WARN',
    enabled: false,
    function: {
      name: 'orders',
      timeout: 120,
      memory: 1024,
      reservedConcurrency: 5,
      environment: { STAGE: 'shop ${Stage}' },
      vpc,
    },
    alarms: { lag: 50, topic: 'arn:aws:sns:eu-west-1:123456789012:alarms' },
  },
  'Glue registry': {
    registry: { uri: 'arn:aws:glue:eu-west-1:123456789012:registry/orders', attributes: ['KEY', 'VALUE'] },
    pollers: {},
    destination: 'arn:aws:s3:::failed',
    destinationKey: KEY,
  },
  'Confluent registry': {
    registry: { uri: 'https://registry.example.com', access: [{ type: 'BASIC_AUTH', secret: SECRET, key: KEY }] },
    pollers: { minimum: 1 },
    destination: 'arn:aws:sns:eu-west-1:123456789012:failed',
  },
  'Kafka destination': { cluster: { type: 'msk', arn: CLUSTER }, pollers: {}, destination: 'kafka://orders.failed' },
  'mutual TLS': { authentication: { type: 'mtls', secret: '${SecretArn}', key: KEY } },
  serverless: { cluster: { type: 'msk-serverless', arn: CLUSTER.replace(/-5$/, '-s1') }, consumerGroup: 'orders' },
  'another account': {
    cluster: {
      type: 'msk',
      arn: 'arn:aws:kafka:eu-west-1:210987654321:vpc-connection/123456789012/shop/2d1b1f0c-0000-1111-2222-333344445555-5',
    },
  },
  'self-managed': {
    cluster: { type: 'self-managed', bootstrapServers: brokers },
    authentication: { type: 'scram-256', secret: SECRET },
    rootCertificate: { secret: SECRET.replace('orders', 'ca'), key: KEY },
    vpc,
  },
  PLAIN: {
    cluster: { type: 'self-managed', bootstrapServers: brokers },
    authentication: { type: 'plain', secret: SECRET },
  },
  OAuth: {
    cluster: { type: 'self-managed', bootstrapServers: brokers },
    authentication: { type: 'oauth', secret: SECRET, scope: 'kafka', audience: 'cluster' },
  },
  'OAuth with IAM': {
    cluster: { type: 'self-managed', bootstrapServers: brokers },
    authentication: { type: 'iam-oauth', audience: 'cluster' },
  },
  'IAM of MSK through brokers': {
    cluster: { type: 'self-managed', bootstrapServers: brokers, arn: CLUSTER },
    authentication: { type: 'iam' },
  },
  'Queue mode': { cluster: { type: 'self-managed', bootstrapServers: brokers }, consumption: 'Queue', vpc },
  pipe: { shape: 'pipe', consumerGroup: 'orders', batchSize: 10, filters: [{ value: { a: ['b'] } }] },
  'pipe of a self-managed cluster': {
    shape: 'pipe',
    cluster: { type: 'self-managed', bootstrapServers: brokers },
    authentication: { type: 'plain', secret: SECRET },
    vpc,
  },
  'local package': { function: { code: '../dist/orders.zip' }, alarms: false },
};

/** One stack with a topic for each feature, as one template takes less time to look at than many. */
export function stackOfAll(features: readonly InfraSettings[] = Object.values(FEATURES)): Stack {
  const entries = features.filter(({ function: lambda }) => lambda?.code === undefined);
  const topics = Object.fromEntries(
    entries.map((infra, index) => [
      `topic-${index}`,
      { value: 'string', infra, reportBatchItemFailures: index % 2 === 0 },
    ]),
  );
  return buildStack(configOf({ topics, adapters: ['dynamodb'] }));
}
