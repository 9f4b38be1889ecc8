import { expect, test } from 'vitest';
import { findingsIn } from './check-text.js';

const KNOWN = `
  function_name           = var.function
  event_source_arn        = "arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-5"
  starting_position       = "TRIM_HORIZON"
  function_response_types = ["ReportBatchItemFailures"]
  provisioned_poller_config {
    minimum_pollers = 1
  }
`;
const UNKNOWN_ROLE = 'its permissions are unknown: the function is not in the template';
const topics = { orders: { value: 'string', reportBatchItemFailures: true }, payments: { value: 'string' } } as const;

/** What is found in a module for the topics `orders` and `payments`, without what all of these mappings have in common. */
async function found(text: string, file = 'main.tf'): Promise<readonly string[]> {
  const all = await findingsIn(file, text, { topics });
  return all.filter((line) => !line.includes(UNKNOWN_ROLE) && !line.includes('infra-group-unnamed'));
}

test('a local that is a literal is known, through other locals too', async () => {
  const text = `locals {
  names  = { first = "orders", second = "payments" }
  topic  = local.names.first
  size   = 20000
  other  = [local.names["second"]]
}
resource "aws_lambda_event_source_mapping" "a" {${KNOWN}
  topics     = ["\${local.topic}"]
  batch_size = local.size
}
resource "aws_lambda_event_source_mapping" "b" {${KNOWN.replace('["ReportBatchItemFailures"]', 'null')}
  topics = local.other
}
`;
  expect(await found(text)).toEqual([
    'error infra-range 17: aws_lambda_event_source_mapping.a: BatchSize is 20000; a whole number from 1 to 10,000 is allowed',
  ]);
});

test('a local that refers to itself, or is computed, is unknown', async () => {
  const text = `locals {
  a = local.b
  b = [local.a]
}
resource "aws_lambda_event_source_mapping" "a" {${KNOWN}
  topics = local.a
}
resource "aws_lambda_event_source_mapping" "b" {${KNOWN}
  topics = [local.missing]
}
`;
  expect(await found(text)).toEqual([
    'note template-unknown 5: no mapping names `orders`; the topic of 2 mappings is unknown',
    'note template-unknown 5: no mapping names `payments`; the topic of 2 mappings is unknown',
    'note template-unknown 14: aws_lambda_event_source_mapping.a: its topic is unknown (local.a)',
    'note template-unknown 25: aws_lambda_event_source_mapping.b: its topic is unknown (local.missing)',
  ]);
});

test('the default of a variable is shown, and nothing is concluded from it', async () => {
  const text = `variable "topic" {
  default = "orders"
}
variable "size" {
  default = 20000
}
resource "aws_lambda_event_source_mapping" "a" {${KNOWN}
  topics     = [var.topic]
  batch_size = var.size
}
`;
  expect(await found(text)).toEqual([
    'note template-unknown 7: no mapping names `orders`; the topic of 1 mapping is unknown',
    'note template-unknown 7: no mapping names `payments`; the topic of 1 mapping is unknown',
    'note template-unknown 16: aws_lambda_event_source_mapping.a: its topic is unknown (var.topic, by default `orders`)',
  ]);
});

test('the default of a parameter is shown, and nothing is concluded from it', async () => {
  const text = JSON.stringify({
    Parameters: { Topic: { Type: 'String', Default: 'orders' }, Size: { Type: 'Number', Default: 20_000 } },
    Resources: {
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { Ref: 'ClusterArn' },
          Topics: [{ Ref: 'Topic' }],
          BatchSize: { Ref: 'Size' },
          StartingPosition: 'TRIM_HORIZON',
        },
      },
    },
  });
  expect(await found(text, 'template.json')).toContain(
    'note template-unknown 1: Mapping: its topic is unknown (!Ref Topic, by default `orders`)',
  );
  expect((await found(text, 'template.json')).filter((line) => line.includes('infra-range'))).toEqual([]);
});

test('what for_each makes of literals is a mapping each', async () => {
  const text = `locals {
  sizes = { orders = 100, payments = 20000 }
}
resource "aws_lambda_event_source_mapping" "all" {${KNOWN}
  for_each   = local.sizes
  topics     = [each.key]
  batch_size = each.value
  amazon_managed_kafka_event_source_config {
    consumer_group_id = "shop"
  }
}
`;
  expect(await found(text)).toEqual([
    'error infra-range 15: aws_lambda_event_source_mapping.all["payments"]: BatchSize is 20000; a whole number from 1 to 10,000 is allowed',
    'warning infra-response-types 8: aws_lambda_event_source_mapping.all["payments"]: the mapping has ReportBatchItemFailures, but the code throws instead of reporting failed records',
    'error infra-consumer-group 17: aws_lambda_event_source_mapping.all["payments"]: the consumer group "shop" is that of aws_lambda_event_source_mapping.all["orders"] too',
  ]);
});

test('what for_each makes of a variable is unknown, and count = 0 makes nothing', async () => {
  const text = `resource "aws_lambda_event_source_mapping" "all" {${KNOWN}
  for_each = toset(var.names)
  topics   = [each.key]
}
resource "aws_lambda_event_source_mapping" "none" {${KNOWN}
  count      = 0
  topics     = ["orders"]
  batch_size = 20000
}
`;
  expect(await found(text)).toEqual([
    'note template-unknown 1: no mapping names `orders`; the topic of 1 mapping is unknown',
    'note template-unknown 1: no mapping names `payments`; the topic of 1 mapping is unknown',
    'note template-unknown 11: aws_lambda_event_source_mapping.all: its topic is unknown (each.key)',
  ]);
});

test('the topic of a resource of a Kafka provider is known', async () => {
  const text = `resource "kafka_topic" "orders" {
  name = "orders"
}
resource "aws_lambda_event_source_mapping" "a" {${KNOWN}
  topics     = [kafka_topic.orders.name]
  batch_size = 0
}
`;
  expect(await found(text)).toEqual([
    'error infra-range 14: aws_lambda_event_source_mapping.a: BatchSize is 0; a whole number from 1 to 10,000 is allowed',
    'error template-mapping-missing ?: no mapping for `payments`',
  ]);
});

test('a module that is called can have the mapping that the files do not have', async () => {
  const text = `module "consumer" {
  source = "./consumer"
  topic  = "orders"
}
`;
  expect(await found(text)).toEqual([
    'note template-unknown 1: no mapping names `orders`; what module.consumer contains is not read',
    'note template-unknown 1: no mapping names `payments`; what module.consumer contains is not read',
  ]);
});

test('so can a nested stack', async () => {
  const text =
    'Resources:\n  Consumers:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: a.yaml\n';
  expect(await found(text, 'template.yaml')).toEqual([
    'note template-unknown 2: no mapping names `orders`; what Consumers contains is not read',
    'note template-unknown 2: no mapping names `payments`; what Consumers contains is not read',
  ]);
});

test('a warning that the topic acknowledges is a note', async () => {
  const text = `resource "aws_lambda_event_source_mapping" "a" {${KNOWN.replace('TRIM_HORIZON', 'LATEST')}
  topics = ["orders"]
}
`;
  const lines = await findingsIn('main.tf', text, {
    topics: { orders: { ...topics.orders, acknowledge: ['infra-starts-late'] } },
  });
  expect(lines.filter((line) => line.includes('infra-starts-late'))).toEqual([
    'note infra-starts-late 4: aws_lambda_event_source_mapping.a: StartingPosition is LATEST, so that records which arrive while the mapping is created are not read',
  ]);
});

test('a file in JSON is read as one in HCL', async () => {
  const text = `{
  "//": { "metadata": { "backend": "local" } },
  "locals": { "group": "orders-consumer" },
  "resource": {
    "aws_iam_role": {
      "consumer": {
        "name": "consumer",
        "assume_role_policy": "{}",
        "inline_policy": [{ "policy": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"kafka:*\\",\\"Resource\\":\\"*\\"}]}" }]
      }
    },
    "aws_lambda_function": { "orders": { "role": "\${aws_iam_role.consumer.arn}", "timeout": 900 } },
    "aws_lambda_event_source_mapping": {
      "orders": {
        "function_name": "\${aws_lambda_function.orders.arn}",
        "event_source_arn": "arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-5",
        "topics": ["orders"],
        "starting_position": "TRIM_HORIZON",
        "batch_size": 20000,
        "maximum_batching_window_in_seconds": "\${var.window}",
        "provisioned_poller_config": { "minimum_pollers": 1 },
        "amazon_managed_kafka_event_source_config": [{ "consumer_group_id": "\${local.group}" }]
      }
    }
  }
}`;
  const lines = await found(text, 'cdk.tf.json');
  expect(lines.filter((line) => !line.includes('template-permission-missing'))).toEqual([
    'error infra-range 19: aws_lambda_event_source_mapping.orders: BatchSize is 20000; a whole number from 1 to 10,000 is allowed',
    'error infra-timeout 12: aws_lambda_event_source_mapping.orders: the time-out of 900 s is more than the 840 s allowed',
    'error infra-response-types 14: aws_lambda_event_source_mapping.orders: the code reports failed records, but the mapping does not have ReportBatchItemFailures: they are lost',
    'error template-mapping-missing ?: no mapping for `payments`',
  ]);
  expect(lines.find((line) => line.includes('template-permission-missing'))).toBe(
    'error template-permission-missing 6: aws_lambda_event_source_mapping.orders: aws_iam_role.consumer does not allow logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on arn:*:logs:*:*:log-group:/aws/lambda/*',
  );
});
