import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findingsIn, type Given } from './check-text.js';

const folder = new URL('./templates/', import.meta.url);

const taps: Given = { topics: { taps: { value: 'string', reportBatchItemFailures: true } } };

/** Templates in the shapes that people publish, with what is wrong in each. */
const expected: Readonly<Record<string, { readonly given?: Given; readonly findings: readonly string[] }>> = {
  'duplicate-key.sam.yaml': {
    findings: [
      'error template-duplicate-key 22: the key "SchemaRegistryURI" is there twice; the last one counts',
      'note infra-retries-capped 25: Consumer.Msk: the retries are not limited, so that the service ends them at 10 because of the destination',
      'error infra-response-types 8: Consumer.Msk: the code reports failed records, but the mapping does not have ReportBatchItemFailures: they are lost',
      'error infra-registry-mode 19: Consumer.Msk: the mapping has a schema registry, and the code expects bytes without a schema',
      'error template-permission-missing 3: Consumer.Msk: the role of Consumer does not allow kafka:ListScramSecrets on arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-5',
      'error template-permission-missing 3: Consumer.Msk: the role of Consumer does not allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_a-b',
    ],
  },
  'filters.sam.yaml': {
    findings: [
      'error infra-filter 31: Consumer.Second: the pattern "{\\"topic\\": [\\"!Ref Topic\\"]}" contains a tag, which is not replaced inside a string',
      'note template-unknown 18: Consumer.First: its topic is unknown (!Ref Topic, by default `orders`)',
      'note infra-group-unnamed 14: Consumer.First: no consumer group is set, so that the role may join any group of the cluster',
    ],
  },
  'joined.sam.yaml': {
    findings: [
      'error infra-range 70: Consumer.Msk: MaximumBatchingWindowInSeconds is 301; a whole number from 0 to 300 is allowed',
      'error template-permission-missing 6: Consumer.Msk: the role of Consumer allows kafka-cluster:DescribeTopic and kafka-cluster:ReadData, but not on *:topic/*/orders',
    ],
  },
  'managed-policy.sam.yaml': {
    findings: [
      'warning infra-starts-late 21: Consumer.Msk: StartingPosition is LATEST, so that records which arrive while the mapping is created are not read',
      'note infra-group-unnamed 15: Consumer.Msk: no consumer group is set, so that the role may join any group of the cluster',
      'warning infra-timeout 7: Consumer.Msk: the function has no time-out, so that the default of 3 s applies',
      'error infra-response-types 15: Consumer.Msk: the code reports failed records, but the mapping does not have ReportBatchItemFailures: they are lost',
      'error template-permission-missing 7: Consumer.Msk: the role of Consumer does not allow kafka-cluster:Connect on any resource',
      'error template-permission-missing 7: Consumer.Msk: the role of Consumer does not allow kafka-cluster:DescribeTopic and kafka-cluster:ReadData on *:topic/*/orders',
      'error template-permission-missing 7: Consumer.Msk: the role of Consumer does not allow kafka-cluster:AlterGroup and kafka-cluster:DescribeGroup on *:group/*/*',
    ],
  },
  'pipe.cfn.yaml': {
    findings: [
      'error infra-pipe 17: Pipe: the code reports failed records, and a pipe takes no partial responses for Kafka',
      'error template-permission-missing 2: Pipe: PipeRole allows kafka-cluster:DescribeTopic and kafka-cluster:ReadData, but not on arn:aws:kafka:eu-west-1:123456789012:topic/shop/2d1b1f0c-5/orders',
      'error template-permission-missing 2: Pipe: PipeRole allows kafka-cluster:AlterGroup and kafka-cluster:DescribeGroup, but not on arn:aws:kafka:eu-west-1:123456789012:group/shop/2d1b1f0c-5/*',
    ],
  },
  'plan.json': {
    findings: [
      'error infra-range 30: aws_lambda_event_source_mapping.orders[0]: BatchSize is 20000; a whole number from 1 to 10,000 is allowed',
      'error template-permission-missing 6: aws_lambda_event_source_mapping.orders[0]: aws_iam_role.consumer does not allow kafka-cluster:DescribeTopic and kafka-cluster:ReadData on arn:aws:kafka:eu-west-1:123456789012:topic/shop/2d1b1f0c-5/orders',
      'error template-permission-missing 6: aws_lambda_event_source_mapping.orders[0]: aws_iam_role.consumer does not allow kafka-cluster:AlterGroup and kafka-cluster:DescribeGroup on arn:aws:kafka:eu-west-1:123456789012:group/shop/2d1b1f0c-5/orders',
    ],
  },
  'policy-document.tf': {
    findings: [
      'error template-permission-missing 26: aws_lambda_event_source_mapping.orders: aws_iam_role.consumer does not allow sqs:SendMessage on any resource',
    ],
  },
  'scram.cfn.yaml': {
    findings: [
      'error template-permission-missing 11: Mapping: Role does not allow kafka:ListScramSecrets on arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-5',
    ],
  },
  'shared-group.tf': {
    findings: [
      'error infra-timeout 8: aws_lambda_event_source_mapping.orders: the time-out of 900 s is more than the 840 s allowed',
      'error infra-response-types 11: aws_lambda_event_source_mapping.orders: the code reports failed records, but the mapping does not have ReportBatchItemFailures: they are lost',
      'note template-unknown 11: aws_lambda_event_source_mapping.orders: its permissions are unknown: the role arn:aws:iam::123456789012:role/elsewhere is not in the files',
      'error infra-consumer-group 30: aws_lambda_event_source_mapping.payments: the consumer group "shared" is that of aws_lambda_event_source_mapping.orders too',
      'note template-unknown 38: aws_lambda_event_source_mapping.all: its topic is unknown (each.value)',
      'error infra-starting-position 34: aws_lambda_event_source_mapping.all: StartingPosition is missing',
      'note infra-group-unnamed 34: aws_lambda_event_source_mapping.all: no consumer group is set, so that the role may join any group of the cluster',
      'error infra-timeout 8: aws_lambda_event_source_mapping.all: the time-out of 900 s is more than the 840 s allowed',
      'note template-other-topic 23: aws_lambda_event_source_mapping.payments reads `payments`, which is in no config',
    ],
  },
  'synthesized.json': {
    given: taps,
    findings: [
      'error template-mapping-missing ?: no mapping for `taps`; `tapz` is in no config',
      'note template-other-topic 25: FunctionKafkaEventSource reads `tapz`, which is in no config',
    ],
  },
};

test.each(readdirSync(folder))('%s', async (file) => {
  const { given, findings } = expected[file] ?? {};
  expect(await findingsIn(file, readFileSync(new URL(file, folder), 'utf8'), given)).toEqual(findings);
});
