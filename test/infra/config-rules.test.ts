import { expect, test } from 'vitest';
import { configSchema } from '../../src/config/config-schema.js';
import type { InfraSettings } from '../../src/config/infra-config.js';
import { validateConfig } from '../../src/config/validate-config.js';
import { checkConfig } from '../../src/infra/check-config.js';
import type { TopicFacts } from '../../src/infra/rules/rule.js';
import { topicFacts } from '../../src/infra/topic-facts.js';
import { FEATURES, configOf } from './stack-of.js';

/** What the rules say of a topic's settings: `severity code pointer: message`. */
function problems(infra: InfraSettings, facts: Partial<TopicFacts> = {}, topic: object = {}): readonly string[] {
  const config = configOf({
    defaults: { infra: { pollers: { minimum: 1 }, deadLetters: '${DeadLettersQueueArn}' } },
    topics: { orders: { value: 'string', infra: { consumerGroup: 'orders', ...infra }, ...topic } },
  });
  const known = config.topics.map((one) => ({
    ...topicFacts({ topic: one, event: undefined, handler: undefined, now: Date.UTC(2026, 5, 1) }),
    ...facts,
  }));
  return checkConfig(config, known).map(
    ({ severity, code, location, message }) => `${severity} ${code} ${location?.pointer ?? ''}: ${message}`,
  );
}

test('a finding points at the setting, in the topic or in the defaults', () => {
  expect(problems({ batchSize: 20_000 })).toEqual([
    'error infra-range /topics/orders/infra/batchSize: orders: BatchSize is 20000; a whole number from 1 to 10,000 is allowed',
  ]);
  expect(problems({}, { partitions: 0 })).toEqual([
    'warning infra-pollers /defaults/infra/pollers: orders: the minimum of 1 pollers is more than the 0 partitions of the topic',
  ]);
});

test.each<[string, InfraSettings, string]>([
  ['a time-out over 14 minutes', { function: { timeout: 900 } }, 'infra-timeout'],
  ['LATEST', { startingPosition: 'LATEST' }, 'infra-starts-late'],
  ['a time that is none', { startingPosition: 'AT_TIMESTAMP', startingTimestamp: 'soon' }, 'infra-starting-position'],
  ['a FIFO queue', { retryAttempts: 1, destination: 'arn:aws:sqs:eu-west-1:123456789012:a.fifo' }, 'infra-destination'],
  [
    'a destination that does not show its service',
    { retryAttempts: 1, destination: '${FailedArn}' },
    'infra-destination',
  ],
  ['SCRAM-256 on MSK', { authentication: { type: 'scram-256', secret: '${SecretArn}' } }, 'infra-authentication'],
  ['Queue mode on MSK', { consumption: 'Queue' }, 'infra-queue-mode'],
  [
    'a registry that the framing does not expect',
    { registry: { uri: '${RegistryArn}' }, destination: '${FailedQueueArn}', retryAttempts: 1 },
    'infra-registry-mode',
  ],
  ['a pipe with retries', { shape: 'pipe', retryAttempts: 3 }, 'infra-pipe'],
  ['a memory that Lambda refuses', { function: { memory: 64 } }, 'infra-range'],
  ['a pseudo-parameter that is none', { consumerGroup: '${AWS::StackName}-orders' }, 'infra-range'],
  ['a parameter that is none', { destination: '${Failed.Arn}', retryAttempts: 1 }, 'infra-range'],
  ['dead letters that do not show their service', { deadLetters: '${Failed}' }, 'infra-destination'],
  [
    'IAM for brokers of no known cluster',
    { cluster: { type: 'self-managed', bootstrapServers: ['b-1:9098'] }, authentication: { type: 'iam' } },
    'infra-authentication',
  ],
  [
    'a serverless cluster without IAM',
    { cluster: { type: 'msk-serverless', arn: '${ClusterArn}' }, authentication: { type: 'none' } },
    'infra-authentication',
  ],
  ['a network for MSK', { vpc: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } }, 'infra-source'],
  ['a pipe with a destination', { shape: 'pipe', destination: '${FailedQueueArn}' }, 'infra-pipe'],
  [
    'a pipe with OAuth',
    {
      shape: 'pipe',
      cluster: { type: 'self-managed', bootstrapServers: ['b-1:9098'] },
      authentication: { type: 'oauth', secret: '${SecretArn}' },
    },
    'infra-pipe',
  ],
  [
    'a pipe with too many subnets',
    {
      shape: 'pipe',
      cluster: { type: 'self-managed', bootstrapServers: ['b-1:9098'] },
      vpc: { subnets: Array.from({ length: 17 }, (_, index) => `subnet-${index}`), securityGroups: ['sg-1'] },
    },
    'infra-range',
  ],
  ['six filters', { filters: Array.from({ length: 6 }, (_, index) => ({ value: { a: [index] } })) }, 'infra-filter'],
])('%s is found', (_, infra, code) => {
  expect(problems(infra).map((line) => line.split(' ')[1])).toContain(code);
});

test('two topics with one consumer group are found', () => {
  const config = configOf({
    defaults: { infra: { consumerGroup: 'shop' } },
    topics: { orders: { value: 'string' }, payments: { value: 'string' } },
  });
  const facts = config.topics.map((topic) => topicFacts({ topic, event: undefined, handler: undefined, now: 0 }));
  const found = checkConfig(config, facts).filter(({ code }) => code === 'infra-consumer-group');
  expect(found.map(({ message }) => message)).toEqual(['payments: the consumer group "shop" is that of Orders too']);
});

test('what a handler does with records that it gives up decides what a destination means', () => {
  const settings = configOf({
    topics: { orders: { value: 'string', infra: { pollers: {}, retryAttempts: 3, destination: '${FailedQueueArn}' } } },
  });
  const [topic] = settings.topics;
  if (topic === undefined) expect.fail('no topic');
  const codes = (handler: string): readonly string[] =>
    checkConfig(settings, [topicFacts({ topic, event: undefined, handler, now: 0 })]).map(({ code }) => code);
  expect(codes('consumeOrders(handle)')).toContain('infra-good-records-lost');
  expect(codes('consumeOrders(handle, { onInvalid: "fail" })')).toContain('infra-good-records-lost');
  expect(codes('consumeOrders(handle) // onInvalid: "skip"')).toContain('infra-good-records-lost');
  expect(codes('consumeOrders(handle, { onInvalid: "skip" })')).not.toContain('infra-good-records-lost');
  expect(codes('consumeOrders(handle, { onFailed: "deadLetter", deadLetter: send })')).not.toContain(
    'infra-good-records-lost',
  );
});

test('every feature has settings without an error', () => {
  const registry = { value: { file: 'a.avsc', framing: 'lambda' } };
  const found = Object.entries(FEATURES).flatMap(([name, infra]) => {
    const topic =
      infra.registry?.attributes?.includes('KEY') === true
        ? { ...registry, key: registry.value }
        : infra.registry === undefined
          ? {}
          : registry;
    return problems(infra, {}, topic)
      .filter((line) => line.startsWith('error'))
      .map((line) => `${name}: ${line}`);
  });
  expect(found).toEqual([]);
});

test('null takes away what the defaults say: of a setting, of one in "function", or of the topic', () => {
  const config = configOf({
    defaults: {
      infra: { retryAttempts: 5, destination: '${FailedQueueArn}', function: { timeout: 30, memory: 1_024 } },
    },
    topics: {
      all: { value: 'string' },
      some: { value: 'string', infra: { retryAttempts: null, destination: null, function: { memory: null } } },
      plain: { value: 'string', infra: { function: null } },
      none: { value: 'string', infra: null },
    },
  });
  const settings = Object.fromEntries(config.topics.map(({ topic, infra }) => [topic, infra?.settings]));
  expect(settings).toEqual({
    all: { retryAttempts: 5, destination: '${FailedQueueArn}', function: { timeout: 30, memory: 1_024 } },
    some: { function: { timeout: 30 } },
    plain: { retryAttempts: 5, destination: '${FailedQueueArn}' },
    none: undefined,
  });
});

test('null is for topics only: the defaults have nothing that it could take away', () => {
  const nothing = { infra: { batchSize: null } };
  const problem = 'expected a whole number, found null';
  expect(validateConfig(configSchema, { output: 'src', topics: { orders: { value: 'string', ...nothing } } })).toEqual(
    [],
  );
  const { message, path } =
    validateConfig(configSchema, {
      output: 'src',
      defaults: nothing,
      topics: { orders: { value: 'string' } },
    })[0] ?? expect.fail('no problem');
  expect([path.join('.'), message]).toEqual(['defaults.infra.batchSize', problem]);
});
