import { expect, test } from 'vitest';
import { checkTemplate } from '../../src/infra/template/check-template.js';
import { readTemplate, readTerraformFile, terraformTemplates } from '../../src/infra/template/read-template.js';
import { topicFacts } from '../../src/infra/topic-facts.js';
import { findingsIn, type Given } from './check-text.js';
import { configOf } from './stack-of.js';

const ARN = 'arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-5';

/** A function of SAM that may read the cluster, with an event for `orders` that breaks no rule. */
function sam(event: string, more = ''): string {
  return `Transform: AWS::Serverless-2016-10-31
Resources:
  Consumer:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 60
      Events:
        Orders:
${event.replaceAll(/^/gm, '          ')}
${more}`;
}

const PROPERTIES = `Topics: [orders]
Stream: ${ARN}
StartingPosition: TRIM_HORIZON
ConsumerGroupId: orders
ProvisionedPollerConfig: { MinimumPollers: 1 }
FunctionResponseTypes: [ReportBatchItemFailures]`;
const event = (properties = PROPERTIES): string => `Type: MSK\nProperties:\n${properties.replaceAll(/^/gm, '  ')}`;
const ATTACHED = `  ConsumerPolicy:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref ConsumerRole]
      PolicyDocument: { Statement: [{ Effect: Allow, Action: 'kafka-cluster:*', Resource: '*' }] }
`;

test('anchors and merge keys are followed; what a map has itself comes first', async () => {
  const merged = sam(event(`Topics: [orders]\nBatchSize: 100\n<<: *common`), ATTACHED);
  const common = `Common: &common\n${PROPERTIES.replaceAll(/^/gm, '  ')}\n  BatchSize: 20000\n`;
  expect(await findingsIn('template.yaml', common + merged)).toEqual([]);
  const lists = common + sam(event(`<<: [{ BatchSize: 20001 }, *common]`), ATTACHED);
  expect(await findingsIn('template.yaml', lists)).toEqual([
    'error infra-range 19: Consumer.Orders: BatchSize is 20001; a whole number from 1 to 10,000 is allowed',
  ]);
});

test('what a condition chooses from is checked, and what it can leave out is no mapping', async () => {
  const conditional = (inner: string): string =>
    `Fn::If:\n- IsProd\n- ${inner.replaceAll('\n', '\n  ')}\n- !Ref AWS::NoValue`;
  expect(await findingsIn('template.yaml', sam(conditional(event()), ATTACHED))).toEqual([]);
  const wrong = conditional(event(`${PROPERTIES}\nBatchSize: 0`));
  expect(await findingsIn('template.yaml', sam(wrong, ATTACHED))).toEqual([
    'error infra-range 19: Consumer.Orders: BatchSize is 0; a whole number from 1 to 10,000 is allowed',
  ]);
  const [mapping = ''] = await findingsIn(
    'template.yaml',
    `Resources:\n  Mapping:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties: !If [IsProd, { Topics: [orders] }, !Ref AWS::NoValue]`,
  );
  expect(mapping).toBe('error infra-source 2: Mapping: neither EventSourceArn nor SelfManagedEventSource is set');
});

test('a policy for the role that SAM makes counts, and a connector reaches what is not Kafka', async () => {
  expect(await findingsIn('template.yaml', sam(event(), ATTACHED))).toEqual([]);
  expect(await findingsIn('template.yaml', sam(event()))).toHaveLength(3);
  const given: Given = { adapters: ['dynamodb'] };
  expect(await findingsIn('template.yaml', sam(event(), ATTACHED), given)).toEqual([
    'error template-permission-missing 3: Consumer.Orders: the role of Consumer does not allow dynamodb:GetItem and dynamodb:UpdateItem on any resource',
  ]);
  const connector = `  Connector:
    Type: AWS::Serverless::Connector
    Properties: { Source: { Id: Consumer }, Destination: { Id: Claims }, Permissions: [Read, Write] }
`;
  expect(await findingsIn('template.yaml', sam(event(), ATTACHED + connector), given)).toEqual([]);
});

test('a value of the mapping that the code depends on and a deployment decides is a note', async () => {
  const conditional = PROPERTIES.replace('[ReportBatchItemFailures]', '!If [IsProd, [ReportBatchItemFailures], []]');
  expect(await findingsIn('template.yaml', sam(event(conditional), ATTACHED))).toEqual([
    'note template-unknown 16: Consumer.Orders: FunctionResponseTypes is unknown (!If IsProd), and the code reports failed records',
  ]);
});

test.each([
  [
    'several documents',
    'Resources: {}\n---\nResources: {}\n',
    '2: the file has several YAML documents; a template is one',
  ],
  ['an anchor that is none', 'Resources:\n  A: *b\n', '2: the anchor "b" does not exist'],
  ['a file without anything', '', '?: it has neither "Resources" nor the values of a Terraform plan'],
])('%s cannot be read', async (_, text, expected) => {
  const read = await readTemplate({ file: 'template.yaml', text });
  expect(read.ok ? 'read' : `${read.at?.line ?? '?'}: ${read.message}`).toBe(expected);
});

const MAPPING = `resource "aws_lambda_event_source_mapping" "consumer" {
  for_each                = toset(["orders", "payments"])
  function_name           = "\${aws_lambda_function.consumer[each.key].arn}:live"
  event_source_arn        = "${ARN}"
  topics                  = [each.key]
  starting_position       = "TRIM_HORIZON"
  function_response_types = ["ReportBatchItemFailures"]
  provisioned_poller_config {
    minimum_pollers = 1
  }
  amazon_managed_kafka_event_source_config {
    consumer_group_id = each.key
  }
}
`;
const FUNCTIONS = `locals {
  timeouts = { orders = 60, payments = 900 }
}
resource "aws_lambda_function" "consumer" {
  for_each = local.timeouts
  role     = aws_iam_role.consumer[each.key].arn
  timeout  = each.value
}
resource "aws_iam_role" "consumer" {
  for_each = local.timeouts
}
resource "aws_iam_role_policy" "consumer" {
  for_each = { orders = "*", payments = "sqs:*" }
  role     = aws_iam_role.consumer[each.key].name
  policy   = jsonencode({ Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }] })
}
`;
const topics = {
  orders: { value: 'string', reportBatchItemFailures: true },
  payments: { value: 'string', reportBatchItemFailures: true },
} as const;

test('instances of one key belong together, and a finding names the file that it is in', async () => {
  const config = configOf({ topics });
  const files = [];
  for (const [file, text] of [
    ['main.tf', MAPPING],
    ['function.tf', FUNCTIONS],
  ] as const) {
    const read = await readTerraformFile({ file, text });
    files.push(read.ok ? read : expect.fail(read.message));
  }
  const facts = config.topics.map((topic) => ({
    ...topicFacts({ topic, event: undefined, handler: undefined, now: 0 }),
    sendsDeadLetters: true,
  }));
  const found = checkTemplate(config, facts, terraformTemplates(files)).map(
    ({ code, message, location }) => `${code} ${location?.file ?? ''}:${location?.line ?? ''} ${message}`,
  );
  const name = 'aws_lambda_event_source_mapping.consumer["payments"]';
  expect(found[0]).toBe(`infra-timeout function.tf:7 ${name}: the time-out of 900 s is more than the 840 s allowed`);
  expect(found.slice(1).map((line) => line.slice(0, line.indexOf(' does')))).toEqual(
    Array.from(
      { length: found.length - 1 },
      () => `template-permission-missing function.tf:9 ${name}: aws_iam_role.consumer["payments"]`,
    ),
  );
});

test('so do those of a plan', async () => {
  const instances = ['orders', 'payments'].flatMap((key) => {
    const at = (type: string): object => ({ address: `module.shop.${type}.consumer[${JSON.stringify(key)}]`, type });
    const action = key === 'orders' ? '*' : 'sqs:*';
    const policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
    return [
      { ...at('aws_iam_role'), values: {} },
      { ...at('aws_iam_role_policy'), values: { policy } },
      { ...at('aws_lambda_function'), values: { timeout: 60 } },
      {
        ...at('aws_lambda_event_source_mapping'),
        values: {
          topics: [key],
          event_source_arn: ARN,
          starting_position: 'TRIM_HORIZON',
          function_response_types: ['ReportBatchItemFailures'],
          provisioned_poller_config: [{ minimum_pollers: 1 }],
          amazon_managed_kafka_event_source_config: [{ consumer_group_id: key }],
        },
      },
    ];
  });
  const expression = (type: string, name: string, target: string): object => ({
    address: `${type}.consumer`,
    expressions: { [name]: { references: [`${target}.consumer`, 'each.key'] } },
  });
  const plan = {
    planned_values: { root_module: { child_modules: [{ resources: instances }] } },
    configuration: {
      root_module: {
        module_calls: {
          shop: {
            module: {
              resources: [
                expression('aws_iam_role_policy', 'role', 'aws_iam_role'),
                expression('aws_lambda_function', 'role', 'aws_iam_role'),
                expression('aws_lambda_event_source_mapping', 'function_name', 'aws_lambda_function'),
              ],
            },
          },
        },
      },
    },
  };
  const found = await findingsIn('plan.json', JSON.stringify(plan, null, 2), { topics });
  expect(found.filter((line) => line.includes('["orders"]'))).toEqual([]);
  expect(found.some((line) => line.includes('aws_iam_role.consumer["payments"] does not allow'))).toBe(true);
});

test('policies that are looked up or taken over into a document are known', async () => {
  const text = `${MAPPING.replaceAll('[each.key]', '')
    .replace('topics                  = ', 'topics = ["orders"]')
    .replace(/for_each.*\n/, '')
    .replaceAll('each.key', '"orders"')}
resource "aws_lambda_function" "consumer" {
  role    = aws_iam_role.consumer.arn
  timeout = 60
}
resource "aws_iam_role" "consumer" {}
resource "aws_iam_role_policy_attachment" "msk" {
  role       = aws_iam_role.consumer.name
  policy_arn = data.aws_iam_policy.msk.arn
}
data "aws_iam_policy" "msk" {
  name = "AWSLambdaMSKExecutionRole"
}
resource "aws_iam_role_policy" "consumer" {
  role   = aws_iam_role.consumer.name
  policy = data.aws_iam_policy_document.consumer.json
}
data "aws_iam_policy_document" "consumer" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    actions   = ["kafka-cluster:*Group"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "base" {
  statement {
    actions   = ["kafka-cluster:Connect", "kafka-cluster:DescribeTopic"]
    resources = ["*"]
  }
}
`;
  expect(await findingsIn('main.tf', text)).toEqual([
    `error template-permission-missing 19: aws_lambda_event_source_mapping.consumer: aws_iam_role.consumer does not allow kafka-cluster:ReadData on ${ARN.replace(':cluster/', ':topic/')}/orders`,
  ]);
});

test('a mapping of two topics is judged once by what holds for any topic', async () => {
  const text = sam(event(PROPERTIES.replace('[orders]', '[orders, payments]')), ATTACHED);
  const found = await findingsIn('template.yaml', text, { topics });
  expect(found.filter((line) => line.includes('infra-range'))).toHaveLength(1);
});
