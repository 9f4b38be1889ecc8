import { expect, test } from 'vitest';
import { readTemplate } from '../../src/infra/template/read-template.js';
import { findingsIn } from './check-text.js';

/** What is said of permissions. */
async function permissions(file: string, text: string): Promise<readonly string[]> {
  const lines = await findingsIn(file, text);
  return lines
    .filter((line) => /template-(?:permission-missing|unknown)/.test(line))
    .map((line) => line.replace(/ \d+:/, ''));
}

const CLUSTER = 'arn:aws:kafka:eu-west-1:123456789012:cluster/shop/2d1b1f0c-5';
const ACTIONS = ['kafka:*', 'kafka-cluster:*', 'ec2:*', 'logs:*'];

const module = (policy: string): string => `
resource "aws_iam_role" "consumer" {
  name = "\${var.stage}-consumer"
}
resource "aws_lambda_function" "consumer" {
  role    = aws_iam_role.consumer.arn
  timeout = 60
}
resource "aws_lambda_event_source_mapping" "orders" {
  function_name     = aws_lambda_function.consumer.arn
  event_source_arn  = "${CLUSTER}"
  topics            = ["orders"]
  starting_position = "TRIM_HORIZON"
}
${policy}`;

test('a policy that is a heredoc with a variable in it is read', async () => {
  const policy = (actions: readonly string[], end = ''): string => `resource "aws_iam_role_policy" "kafka" {
  role   = aws_iam_role.consumer.id
  policy = <<-POLICY
    { "Statement": [{ "Effect": "Allow", "Action": ${JSON.stringify(actions)}, "Resource": "\${var.arn}" }${end}] }
    POLICY
}`;
  expect(await permissions('main.tf', module(policy(ACTIONS)))).toEqual([]);
  expect(await permissions('main.tf', module(policy(ACTIONS.slice(0, 3))))).toEqual([
    'error template-permission-missing aws_lambda_event_source_mapping.orders: aws_iam_role.consumer does not allow logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on arn:*:logs:*:*:log-group:/aws/lambda/*',
  ]);
  expect(await permissions('main.tf', module(policy(ACTIONS, ',')))).toEqual([
    'note template-unknown aws_lambda_event_source_mapping.orders: its permissions are unknown: aws_iam_role.consumer has a policy that cannot be read as JSON',
  ]);
});

const attachment = (role: string): string => `resource "aws_iam_role_policy_attachment" "all" {
  for_each   = toset(["arn:aws:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole", aws_iam_policy.kafka.arn])
  role       = ${role}
  policy_arn = each.value
}
resource "aws_iam_role_policy_attachment" "admin" {
  for_each   = toset(["arn:aws:iam::aws:policy/AdministratorAccess"])
  role       = ${role}
  policy_arn = each.value
}`;

test('a policy is attached by a reference to the role, or by the same name; by another one it may be', async () => {
  expect(await permissions('main.tf', module(attachment('aws_iam_role.consumer.name')))).toEqual([
    'note template-unknown aws_lambda_event_source_mapping.orders: its permissions are unknown: aws_iam_role.consumer has the policy each.value',
  ]);
  const [, admin = ''] = attachment('"${var.stage}-consumer"').split('\n}\n');
  expect(await permissions('main.tf', module(admin))).toEqual([]);
  expect(await permissions('main.tf', module(admin.replace('"${var.stage}-consumer"', 'var.role')))).toEqual([
    'note template-unknown aws_lambda_event_source_mapping.orders: its permissions are unknown: aws_iam_role.consumer has a policy that may be attached, aws_iam_role_policy_attachment.admin["arn:aws:iam::aws:policy/AdministratorAccess"]',
  ]);
});

const template = (roles: string, destination = ''): string => `Resources:
  N:
    Type: AWS::IAM::Role
    Properties: { RoleName: consumer }
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [${roles}]
      PolicyDocument: { Statement: { Effect: Allow, Action: ${JSON.stringify(ACTIONS)}, Resource: '*' } }
  Dlq: { Type: AWS::SQS::Queue }
  Function:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt N.Arn, Timeout: 60 }
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Function
      EventSourceArn: ${CLUSTER}
      Topics: [orders]
      StartingPosition: TRIM_HORIZON${destination}
`;

test('so is one of CloudFormation', async () => {
  expect(await permissions('a.yaml', template('!Ref N'))).toEqual([]);
  expect(await permissions('a.yaml', template('consumer'))).toEqual([]);
  expect(await permissions('a.yaml', template('!Ref Role'))).toEqual([
    'note template-unknown Mapping: its permissions are unknown: N has a policy that may be attached, Policy',
  ]);
  expect(await permissions('a.yaml', template('other'))).toContain(
    'error template-permission-missing Mapping: N does not allow kafka:GetBootstrapBrokers on any resource',
  );
});

test('the type of a resource says what a destination is', async () => {
  const destination = '\n      DestinationConfig: { OnFailure: { Destination: !GetAtt Dlq.Arn } }';
  expect(await permissions('a.yaml', template('!Ref N', destination))).toEqual([
    'error template-permission-missing Mapping: N does not allow sqs:SendMessage on any resource',
  ]);
});

test('a config of the Serverless Framework is pointed to the template that is made of it', async () => {
  const read = await readTemplate({ file: 'serverless.yml', text: 'service: shop\nprovider: { name: aws }\n' });
  expect(read.ok ? '' : read.message).toContain('.serverless/cloudformation-template-update-stack.json');
});
