import type { Given } from '../check-text.js';
import {
  QUEUE,
  destination,
  destinationBlock,
  pipe,
  pipeResource,
  registry,
  registryBlock,
  type RuleCase,
} from './rule-case.js';

const decoded: Given = {
  topics: { orders: { value: 'string', reportBatchItemFailures: true } },
  facts: { registryMode: { format: 'JSON', attributes: ['VALUE'] }, framing: 'lambda-json' },
};
const dead: Given = { facts: { sendsDeadLetters: false } };
const throws: Given = { topics: { orders: { value: 'string' } } };

/** What the code of a topic makes of its mapping. */
export const recordCases: readonly RuleCase[] = [
  {
    code: 'infra-response-types',
    about: 'missing',
    cloudFormation: {
      breaks: { FunctionResponseTypes: undefined },
      keeps: { FunctionResponseTypes: [{ Ref: 'Types' }] },
    },
    terraform: { breaks: 'function_response_types = []', keeps: 'function_response_types = var.types' },
  },
  {
    code: 'infra-response-types',
    about: 'not expected',
    cloudFormation: { breaks: {}, keeps: { FunctionResponseTypes: undefined } },
    terraform: { breaks: 'batch_size = 10', keeps: 'function_response_types = null' },
    given: throws,
  },
  {
    code: 'infra-registry-mode',
    about: 'the format',
    cloudFormation: {
      breaks: { ...registry({ EventRecordFormat: 'SOURCE' }), ...destination(QUEUE) },
      keeps: { ...registry(), ...destination(QUEUE) },
    },
    terraform: { breaks: registryBlock('SOURCE'), keeps: registryBlock('JSON') },
    given: decoded,
  },
  {
    code: 'infra-registry-mode',
    about: 'the attributes',
    cloudFormation: {
      breaks: registry({ SchemaValidationConfigs: [{ Attribute: 'KEY' }] }),
      keeps: registry({ SchemaValidationConfigs: [{ Attribute: { Ref: 'Attribute' } }] }),
    },
    terraform: { breaks: registryBlock('JSON', 'KEY'), keeps: registryBlock('JSON', '${var.attribute}') },
    given: decoded,
  },
  {
    code: 'infra-registry-mode',
    about: 'missing',
    cloudFormation: { breaks: {}, keeps: { AmazonManagedKafkaEventSourceConfig: { Ref: 'Config' } } },
    terraform: {
      breaks: 'batch_size = 10',
      keeps: 'dynamic "amazon_managed_kafka_event_source_config" {\n    for_each = var.configs\n    content {}\n  }',
    },
    given: decoded,
  },
  {
    code: 'infra-registry-mode',
    about: 'not expected',
    cloudFormation: { breaks: registry(), keeps: {} },
    terraform: { breaks: registryBlock(), keeps: 'batch_size = 10' },
  },
  {
    code: 'infra-registry-drops',
    cloudFormation: { breaks: registry(), keeps: { ...registry(), ...destination(QUEUE) } },
    terraform: { breaks: registryBlock(), keeps: `${registryBlock()}\n  ${destinationBlock(QUEUE)}` },
    given: decoded,
  },
  {
    code: 'infra-good-records-lost',
    about: 'with a limit',
    cloudFormation: { breaks: { MaximumRetryAttempts: 3 }, keeps: { MaximumRetryAttempts: { Ref: 'Retries' } } },
    terraform: { breaks: 'maximum_retry_attempts = 3', keeps: 'maximum_retry_attempts = var.retries' },
    given: dead,
  },
  {
    code: 'infra-good-records-lost',
    about: 'with a destination',
    cloudFormation: { breaks: destination(QUEUE), keeps: {} },
    terraform: { breaks: destinationBlock(QUEUE), keeps: 'batch_size = 10' },
    given: dead,
  },
  {
    code: 'infra-stalls',
    cloudFormation: { breaks: { MaximumRetryAttempts: -1 }, keeps: { MaximumRetryAttempts: 0 } },
    terraform: { breaks: 'maximum_retry_attempts = -1', keeps: 'maximum_retry_attempts = 0' },
    given: dead,
  },
  {
    code: 'infra-stalls',
    about: 'a pipe',
    cloudFormation: { breaks: pipe(), keeps: { MaximumRecordAgeInSeconds: 3_600 } },
    terraform: { breaks: pipeResource(), keeps: 'maximum_record_age_in_seconds = 3600' },
    given: dead,
  },
];
