import type { TopicSetup } from '../topic-setup.js';
import { settingValue, text, type Value } from '../value.js';
import { anywhere, type Need } from './need.js';

/** What reading the cluster needs: to describe it, and with IAM its topic and group. */
export function clusterNeeds(setup: TopicSetup): readonly Need[] {
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
export function partOf(cluster: Value, kind: 'cluster' | 'topic' | 'group', name?: Value): Value {
  const [from, to] = [':cluster/', `:${kind}/`];
  const end = name === undefined ? [] : ['/', name];
  if (typeof cluster !== 'string')
    return kind === 'cluster' ? cluster : text({ $: 'replaced', in: cluster, from, to }, ...end);
  // Of a cluster of another account only the connection is known, whose ARN names the cluster's account and name.
  const shared = /^(arn:[^:]*:kafka:[^:]*:)[^:]*:vpc-connection\/(\d+)\/([^/]+)\//.exec(cluster);
  if (shared !== null) return text(`${shared[1]}${shared[2]}:${kind}/${shared[3]}/*`, ...end);
  return text(cluster.replace(from, to), ...end);
}
