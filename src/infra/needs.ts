import type { InfraSettings } from '../config/infra-config.js';
import { destinationKind, destinationTopic, isGlue } from './destination.js';
import type { TopicSetup } from './topic-setup.js';
import { arnOf, pseudo, settingValue, text, type Value, type ValueMap } from './value.js';

/** Permissions that one feature needs: a statement of a policy. */
export interface Need {
  /** The id of the statement, which says what it is for. */
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly Value[];
  /** Conditions on the statement. Default: none. */
  readonly condition?: ValueMap;
}

/** The six actions by which the pollers, or a function in a VPC, reach the network. */
export const EC2_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
] as const;

const LOG_ACTIONS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'] as const;

const anywhere: readonly Value[] = ['*'];

/** What the role of the function may do, for a mapping; nothing else. */
export function functionNeeds(setup: TopicSetup): readonly Need[] {
  const { settings } = setup;
  const isPipe = settings.shape === 'pipe';
  const hasNetwork = setup.cluster.type !== 'self-managed' || settings.vpc !== undefined;
  return [
    { sid: 'WriteLogs', actions: LOG_ACTIONS, resources: logGroups(settings.function?.name) },
    ...(isPipe ? [] : clusterNeeds(setup)),
    ...(settings.function?.vpc !== undefined || (!isPipe && hasNetwork) ? [networkNeed()] : []),
    ...(isPipe ? [] : [...secretNeeds(setup), ...registryNeeds(settings), ...destinationNeeds(setup)]),
    ...deadLetterNeeds(settings),
    ...tableNeeds(setup),
  ];
}

/** What the role of a pipe may do. */
export function pipeNeeds(setup: TopicSetup): readonly Need[] {
  return [
    { sid: 'WriteLogs', actions: LOG_ACTIONS, resources: [logGroup('/aws/vendedlogs/pipes/*')] },
    ...clusterNeeds(setup),
    networkNeed(),
    ...secretNeeds(setup),
    { sid: 'InvokeFunction', actions: ['lambda:InvokeFunction'], resources: [arnOf(`${setup.id}Function`)] },
  ];
}

function networkNeed(): Need {
  // AWS documents these without a resource; the four that describe have none.
  return { sid: 'JoinNetwork', actions: EC2_ACTIONS, resources: anywhere };
}

/** The log group of the function and its streams; of any function where the service chooses the name. */
function logGroups(name: string | undefined): readonly Value[] {
  if (name === undefined) return [logGroup('/aws/lambda/*')];
  const group = text(logGroup('/aws/lambda/'), settingValue(name));
  return [group, text(group, ':log-stream:*')];
}

function logGroup(name: string): Value {
  return text('arn:', pseudo('Partition'), ':logs:', pseudo('Region'), ':', pseudo('AccountId'), `:log-group:${name}`);
}

function clusterNeeds(setup: TopicSetup): readonly Need[] {
  const { cluster, authentication } = setup;
  const usesIam = authentication.type === 'iam';
  if (cluster.type === 'self-managed') {
    if (authentication.type === 'iam-oauth') return [webIdentityNeed(authentication.audience)];
    return usesIam && cluster.arn !== undefined ? iamNeeds(setup, settingValue(cluster.arn)) : [];
  }
  const arn = settingValue(cluster.arn);
  const isShared = cluster.arn.includes(':vpc-connection/');
  return [
    { sid: 'DescribeCluster', actions: ['kafka:DescribeClusterV2'], resources: [partOf(arn, 'cluster')] },
    // The action has no resource level.
    { sid: 'FindBrokers', actions: ['kafka:GetBootstrapBrokers'], resources: anywhere },
    ...(isShared ? [{ sid: 'DescribeConnection', actions: ['kafka:DescribeVpcConnection'], resources: [arn] }] : []),
    ...(authentication.type === 'scram-512'
      ? [{ sid: 'ListSecrets', actions: ['kafka:ListScramSecrets'], resources: [partOf(arn, 'cluster')] }]
      : []),
    ...(usesIam ? iamNeeds(setup, arn) : []),
  ];
}

function webIdentityNeed(audience: string | undefined): Need {
  return {
    sid: 'GetToken',
    actions: ['sts:GetWebIdentityToken'],
    resources: anywhere,
    ...(audience === undefined
      ? {}
      : { condition: { 'ForAnyValue:StringEquals': { 'sts:IdentityTokenAudience': settingValue(audience) } } }),
  };
}

function iamNeeds({ topic, settings }: TopicSetup, cluster: Value): readonly Need[] {
  const isPipe = settings.shape === 'pipe';
  const group = settings.consumerGroup === undefined ? '*' : settingValue(settings.consumerGroup);
  return [
    {
      sid: 'ConnectToCluster',
      actions: ['kafka-cluster:Connect', ...(isPipe ? ['kafka-cluster:DescribeClusterDynamicConfiguration'] : [])],
      resources: [partOf(cluster, 'cluster')],
    },
    {
      sid: 'ReadTopic',
      actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'],
      resources: [partOf(cluster, 'topic', topic.topic)],
    },
    {
      sid: 'JoinGroup',
      actions: ['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'],
      resources: [partOf(cluster, 'group', group)],
    },
  ];
}

/** The ARN of a cluster, or of a topic or group of it: that of the cluster, with the kind changed and the name added. */
function partOf(cluster: Value, kind: 'cluster' | 'topic' | 'group', name?: Value): Value {
  const [from, to] = [':cluster/', `:${kind}/`];
  const end = name === undefined ? [] : ['/', name];
  if (typeof cluster !== 'string')
    return kind === 'cluster' ? cluster : text({ $: 'replaced', in: cluster, from, to }, ...end);
  // Of a cluster of another account only the connection is known, whose ARN names the cluster's account and name.
  const shared = /^(arn:[^:]*:kafka:[^:]*:)[^:]*:vpc-connection\/(\d+)\/([^/]+)\//.exec(cluster);
  if (shared !== null) return text(`${shared[1]}${shared[2]}:${kind}/${shared[3]}/*`, ...end);
  return text(cluster.replace(from, to), ...end);
}

function secretNeeds({ settings, authentication }: TopicSetup): readonly Need[] {
  const ofCluster = 'secret' in authentication ? [authentication] : [];
  const secrets = [...ofCluster, ...(settings.rootCertificate === undefined ? [] : [settings.rootCertificate])];
  return readSecrets('ReadClusterSecrets', secrets);
}

function readSecrets(
  sid: string,
  secrets: readonly { readonly secret: string; readonly key?: string | undefined }[],
): readonly Need[] {
  const keys = secrets.flatMap(({ key }) => (key === undefined ? [] : [key]));
  return [
    ...(secrets.length === 0
      ? []
      : [{ sid, actions: ['secretsmanager:GetSecretValue'], resources: distinct(secrets.map((one) => one.secret)) }]),
    ...(keys.length === 0 ? [] : [{ sid: `${sid}Key`, actions: ['kms:Decrypt'], resources: distinct(keys) }]),
  ];
}

function distinct(settings: readonly string[]): readonly Value[] {
  return [...new Set(settings)].map(settingValue);
}

function registryNeeds({ registry }: InfraSettings): readonly Need[] {
  if (registry === undefined) return [];
  if (!isGlue(registry.uri)) return readSecrets('ReadRegistrySecrets', registry.access ?? []);
  const arn = settingValue(registry.uri);
  return [
    { sid: 'ReadRegistry', actions: ['glue:GetRegistry'], resources: [arn] },
    { sid: 'ReadSchemas', actions: ['glue:GetSchemaVersion'], resources: [arn, text(schemasOf(arn), '/*')] },
  ];
}

function schemasOf(registry: Value): Value {
  const [from, to] = [':registry/', ':schema/'];
  return typeof registry === 'string' ? registry.replace(from, to) : { $: 'replaced', in: registry, from, to };
}

function destinationNeeds({ settings, cluster, authentication }: TopicSetup): readonly Need[] {
  const { destination, destinationKey } = settings;
  if (destination === undefined) return [];
  const kind = destinationKind(destination);
  if (kind === 'kafka') {
    const arn = 'arn' in cluster && cluster.arn !== undefined ? settingValue(cluster.arn) : undefined;
    // With another authentication the ACLs of the cluster decide who may write.
    return arn === undefined || authentication.type !== 'iam'
      ? []
      : [
          {
            sid: 'WriteFailedRecords',
            actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'],
            resources: [partOf(arn, 'topic', destinationTopic(destination))],
          },
        ];
  }
  const arn = settingValue(destination);
  return [...sendNeeds('WriteFailedRecords', kind, arn), ...keyNeeds(kind, destinationKey)];
}

function sendNeeds(sid: string, kind: 'sqs' | 'sns' | 's3' | undefined, arn: Value): readonly Need[] {
  switch (kind) {
    case 'sqs':
      return [{ sid, actions: ['sqs:SendMessage'], resources: [arn] }];
    case 'sns':
      return [{ sid, actions: ['sns:Publish'], resources: [arn] }];
    case 's3':
      return [
        { sid, actions: ['s3:PutObject'], resources: [text(arn, '/*')] },
        { sid: `${sid}List`, actions: ['s3:ListBucket'], resources: [arn] },
      ];
    case undefined:
      return [];
  }
}

function keyNeeds(kind: 'sqs' | 'sns' | 's3' | undefined, key: string | undefined): readonly Need[] {
  if (key === undefined) return [];
  const actions = kind === 's3' ? ['kms:GenerateDataKey'] : ['kms:Decrypt', 'kms:GenerateDataKey'];
  return [{ sid: 'EncryptFailedRecords', actions, resources: [settingValue(key)] }];
}

function deadLetterNeeds({ deadLetters }: InfraSettings): readonly Need[] {
  if (deadLetters === undefined) return [];
  const kind = destinationKind(deadLetters);
  if (kind === 's3')
    return [{ sid: 'SendDeadLetters', actions: ['s3:PutObject'], resources: [text(settingValue(deadLetters), '/*')] }];
  return kind === 'kafka' ? [] : sendNeeds('SendDeadLetters', kind, settingValue(deadLetters));
}

function tableNeeds({ hasTable }: TopicSetup): readonly Need[] {
  if (!hasTable) return [];
  return [
    { sid: 'KeepClaims', actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resources: [arnOf('RecordClaims')] },
  ];
}
