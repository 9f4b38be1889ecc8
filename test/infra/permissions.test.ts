import { expect, test } from 'vitest';
import { isList, isMap, stringIn, type Value } from '../../src/infra/value.js';
import { FEATURES, stackOf } from './stack-of.js';

/** The actions and resources that a role of the stack allows, with `*` where a resource is one. */
function allowed(name: string, role: string, adapters: readonly 'dynamodb'[] = []): readonly string[] {
  const { resources } = stackOf(FEATURES[name] ?? {}, { adapters: [...adapters] });
  const properties = resources.find(({ id }) => id === role)?.properties ?? {};
  return statements(properties['Policies'] ?? []).flatMap((statement) => {
    const [actions, targets] = [statement['Action'] ?? [], statement['Resource'] ?? []];
    const isAny = isList(targets) && targets.includes('*');
    return (isList(actions) ? actions : []).map((action) => `${stringIn(action)}${isAny ? ' on *' : ''}`);
  });
}

function statements(policies: Value): readonly Readonly<Record<string, Value>>[] {
  const [policy] = isList(policies) ? policies : [];
  const document = policy !== undefined && isMap(policy) ? policy['PolicyDocument'] : undefined;
  const list = document !== undefined && isMap(document) ? document['Statement'] : undefined;
  return list !== undefined && isList(list) ? list.filter(isMap) : [];
}

// The execution role in Lambda's Developer Guide: pages with-msk-permissions, with-kafka-permissions, kafka-cluster-auth,
// kafka-on-failure-destination; resource levels by the Service Authorization Reference.
const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const msk = ['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers on *'];
const ec2 = [
  'ec2:CreateNetworkInterface on *',
  'ec2:DeleteNetworkInterface on *',
  'ec2:DescribeNetworkInterfaces on *',
  'ec2:DescribeSecurityGroups on *',
  'ec2:DescribeSubnets on *',
  'ec2:DescribeVpcs on *',
];
const topic = ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'];
const group = ['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'];
const iam = ['kafka-cluster:Connect', ...topic, ...group];
const secret = ['secretsmanager:GetSecretValue', 'kms:Decrypt'];

test.each<[string, readonly string[]]>([
  ['defaults', [...logs, ...msk, ...iam, ...ec2]],
  [
    'everything',
    [
      ...logs,
      ...msk,
      'kafka:ListScramSecrets',
      ...ec2,
      ...secret,
      'sqs:SendMessage',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      's3:PutObject',
    ],
  ],
  [
    'Glue registry',
    [
      ...logs,
      ...msk,
      ...iam,
      ...ec2,
      'glue:GetRegistry',
      'glue:GetSchemaVersion',
      's3:PutObject',
      's3:ListBucket',
      'kms:GenerateDataKey',
    ],
  ],
  ['Confluent registry', [...logs, ...msk, ...iam, ...ec2, ...secret, 'sns:Publish']],
  ['Kafka destination', [...logs, ...msk, ...iam, ...ec2, 'kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData']],
  ['mutual TLS', [...logs, ...msk, ...ec2, ...secret]],
  ['another account', [...logs, ...msk, 'kafka:DescribeVpcConnection', ...iam, ...ec2]],
  ['self-managed', [...logs, ...ec2, ...secret]],
  ['PLAIN', [...logs, 'secretsmanager:GetSecretValue']],
  ['OAuth', [...logs, 'secretsmanager:GetSecretValue']],
  ['OAuth with IAM', [...logs, 'sts:GetWebIdentityToken on *']],
  ['IAM of MSK through brokers', [...logs, ...iam]],
  ['Queue mode', [...logs, ...ec2]],
  ['pipe', logs],
])('%s: the role of the function allows what AWS documents, and nothing else', (name, actions) => {
  expect(allowed(name, 'OrdersRole').toSorted()).toEqual([...actions].toSorted());
});

test('the role of a pipe reads the cluster and invokes the function', () => {
  // EventBridge User Guide: eb-pipes-permissions, eb-pipes-msk.
  const actions = [
    ...logs,
    ...msk,
    ...iam,
    'kafka-cluster:DescribeClusterDynamicConfiguration',
    ...ec2,
    'lambda:InvokeFunction',
  ];
  expect(allowed('pipe', 'OrdersPipeRole').toSorted()).toEqual(actions.toSorted());
});

test('the idempotency store adds the two calls that it makes', () => {
  const added = allowed('defaults', 'OrdersRole', ['dynamodb']).filter((action) => action.startsWith('dynamodb:'));
  expect(added).toEqual(['dynamodb:GetItem', 'dynamodb:UpdateItem']);
});

test('topics and groups are named by ARN, and any group is allowed where none is set', () => {
  const resourcesOf = (name: string): readonly Value[] =>
    stackOf(FEATURES[name] ?? {}).resources.flatMap(({ id, properties }) =>
      id !== 'OrdersRole'
        ? []
        : statements(properties['Policies'] ?? [])
            .filter(({ Sid: sid }) => ['ReadTopic', 'JoinGroup', 'WriteFailedRecords'].includes(stringIn(sid)))
            .flatMap(({ Resource: resource = [] }) => resource),
    );
  const of = (kind: string): string =>
    `arn:aws:kafka:eu-west-1:123456789012:${kind}/shop/2d1b1f0c-0000-1111-2222-333344445555`;
  expect(resourcesOf('Kafka destination')).toEqual([
    `${of('topic')}-5/orders`,
    `${of('group')}-5/*`,
    `${of('topic')}-5/orders.failed`,
  ]);
  expect(resourcesOf('serverless')).toEqual([`${of('topic')}-s1/orders`, `${of('group')}-s1/orders`]);
  expect(resourcesOf('another account')).toEqual([
    'arn:aws:kafka:eu-west-1:123456789012:topic/shop/*/orders',
    'arn:aws:kafka:eu-west-1:123456789012:group/shop/*/*',
  ]);
});
