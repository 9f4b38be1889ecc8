import {
  accessOf,
  kafkaConfigOf,
  kafkaConfigPath,
  registryOf,
  valueOf,
  type MappingView,
} from '../template/mapping-view.js';
import { entryOf, isUnknown, itemsOf, numberOf, textOf } from '../template/node.js';
import type { MappingRule, Violation } from './rule.js';

/** One source, with the configuration block of its kind. */
export const oneSource: MappingRule = (view) => {
  if (view.shape === 'pipe') return [];
  const managed = valueOf(view, 'EventSourceArn');
  const own = valueOf(view, 'SelfManagedEventSource');
  const found = (path: string, message: string): Violation => ({ code: 'infra-source', path, message });
  if (managed !== undefined && own !== undefined)
    return [found('SelfManagedEventSource', 'both EventSourceArn and SelfManagedEventSource are set')];
  if (managed === undefined && own === undefined)
    return [found('', 'neither EventSourceArn nor SelfManagedEventSource is set')];
  const wrong = managed === undefined ? 'AmazonManagedKafkaEventSourceConfig' : 'SelfManagedKafkaEventSourceConfig';
  const source = managed === undefined ? 'SelfManagedEventSource' : 'EventSourceArn';
  return valueOf(view, wrong) === undefined ? [] : [found(wrong, `${wrong} does not apply to ${source}`)];
};

function isQueueMode(view: MappingView): boolean {
  return textOf(entryOf(kafkaConfigOf(view), 'ConsumptionMode')) === 'Queue';
}

/** A starting position, and a past timestamp where it needs one. */
export const startingPosition: MappingRule = (view, { now }) => {
  const node = valueOf(view, 'StartingPosition');
  const timestamp = valueOf(view, 'StartingPositionTimestamp');
  const found = (path: string, message: string): readonly Violation[] => [
    { code: 'infra-starting-position', path, message },
  ];
  if (isQueueMode(view)) return [];
  if (node === undefined) {
    const isMode = isUnknown(entryOf(kafkaConfigOf(view), 'ConsumptionMode'));
    return isMode ? [] : found('', 'StartingPosition is missing');
  }
  const position = textOf(node);
  if (position === undefined) return [];
  if (!['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'].includes(position))
    return found('StartingPosition', `StartingPosition is ${JSON.stringify(position)}`);
  if (position === 'LATEST')
    return [
      {
        code: 'infra-starts-late',
        path: 'StartingPosition',
        message: 'StartingPosition is LATEST, so that records which arrive while the mapping is created are not read',
        severity: 'warning',
      },
    ];
  if (position !== 'AT_TIMESTAMP')
    return timestamp === undefined
      ? []
      : found('StartingPositionTimestamp', `StartingPositionTimestamp does not apply to ${position}`);
  if (view.shape === 'pipe') return found('StartingPosition', 'a pipe does not have AT_TIMESTAMP for Kafka');
  if (timestamp === undefined) return found('StartingPosition', 'AT_TIMESTAMP needs a StartingPositionTimestamp');
  if (isUnknown(timestamp)) return [];
  const seconds = secondsOf(textOf(timestamp) ?? '', numberOf(timestamp));
  if (seconds === undefined) return found('StartingPositionTimestamp', 'the starting timestamp is not a time');
  return seconds * 1_000 > now ? found('StartingPositionTimestamp', 'the starting timestamp is in the future') : [];
};

function secondsOf(text: string, number: number | undefined): number | undefined {
  if (number !== undefined) return number;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1_000;
}

/** Queue mode is for self-managed clusters and has no position, timestamp or window. */
export const queueMode: MappingRule = (view) => {
  if (!isQueueMode(view) || view.shape === 'pipe') return [];
  const found = (path: string, message: string): Violation => ({ code: 'infra-queue-mode', path, message });
  const refused = ['StartingPosition', 'StartingPositionTimestamp', 'MaximumBatchingWindowInSeconds'];
  return [
    ...(valueOf(view, 'EventSourceArn') === undefined ? [] : [found('EventSourceArn', 'MSK does not have Queue mode')]),
    ...refused
      .filter((path) => valueOf(view, path) !== undefined)
      .map((path) => found(path, `${path} does not apply to Queue mode`)),
  ];
};

const MECHANISMS = [
  'SASL_SCRAM_512_AUTH',
  'SASL_SCRAM_256_AUTH',
  'BASIC_AUTH',
  'CLIENT_CERTIFICATE_TLS_AUTH',
  'OAUTHBEARER_AUTH',
  'IAM_AUTH',
  'IAM_OAUTHBEARER_AUTH',
] as const;

/** What Amazon MSK takes as a secret. */
const OF_MSK: ReadonlySet<string> = new Set(['SASL_SCRAM_512_AUTH', 'CLIENT_CERTIFICATE_TLS_AUTH']);

/** The mechanisms without a secret. */
const WITHOUT_URI: ReadonlySet<string> = new Set(['IAM_AUTH', 'IAM_OAUTHBEARER_AUTH']);

const OAUTH_DETAILS = /^OAUTHBEARER_(?:SCOPE|AUDIENCE|LOGICAL_CLUSTER|IDENTITY_POOL)$/;

/** Mechanisms that fit the cluster and each other. */
export const authentication: MappingRule = (view) => {
  const entries = accessOf(view);
  if (entries.some((entry) => entryOf(entry, 'Type') === undefined || isUnknown(entryOf(entry, 'Type')))) return [];
  const types = entries.map((entry) => textOf(entryOf(entry, 'Type')) ?? '');
  const has = (type: string): boolean => types.includes(type);
  const mechanisms = MECHANISMS.filter(has);
  const problems: string[] = [];
  if (valueOf(view, 'EventSourceArn') !== undefined) {
    const isServerless = /-s\d+$/.test(textOf(valueOf(view, 'EventSourceArn')) ?? '');
    const cluster = isServerless ? 'a serverless MSK cluster, which takes IAM' : 'an MSK cluster';
    const refused = types.filter((type) => isServerless || !OF_MSK.has(type));
    problems.push(...refused.map((type) => `${type} does not apply to ${cluster}`));
  } else if (has('VPC_SUBNET') !== has('VPC_SECURITY_GROUP'))
    problems.push('VPC_SUBNET and VPC_SECURITY_GROUP need each other');
  if (mechanisms.length > 1) problems.push(`${mechanisms.join(' and ')} are both set; a mapping has one mechanism`);
  const details = types.filter((type) => OAUTH_DETAILS.test(type));
  if (has('IAM_OAUTHBEARER_AUTH')) {
    if (!has('OAUTHBEARER_AUDIENCE')) problems.push('IAM_OAUTHBEARER_AUTH needs OAUTHBEARER_AUDIENCE');
    const others = details.filter((type) => type !== 'OAUTHBEARER_AUDIENCE');
    problems.push(...others.map((type) => `${type} does not apply to IAM_OAUTHBEARER_AUTH`));
  } else if (!has('OAUTHBEARER_AUTH')) problems.push(...details.map((type) => `${type} needs OAUTHBEARER_AUTH`));
  for (const [index, type] of types.entries()) {
    const hasUri = entryOf(entries[index], 'URI') !== undefined;
    if (hasUri && WITHOUT_URI.has(type)) problems.push(`${type} has no URI`);
    if (!hasUri && !WITHOUT_URI.has(type)) problems.push(`${type} needs a URI`);
  }
  return problems.map((message) => ({ code: 'infra-authentication', path: 'SourceAccessConfigurations', message }));
};

/**
 * Secrets are read in the region of the function, which is that of the cluster for Amazon MSK; those of a self-managed
 * cluster are in one region at least.
 */
export const secretRegion: MappingRule = (view) => {
  const registryPath = `${kafkaConfigPath(view)}.SchemaRegistryConfig`;
  const secrets = [
    ...accessOf(view).map((entry) => ({ path: 'SourceAccessConfigurations', uri: entryOf(entry, 'URI') })),
    ...itemsOf(entryOf(registryOf(view), 'AccessConfigs')).map((entry) => ({
      path: `${registryPath}.AccessConfigs`,
      uri: entryOf(entry, 'URI'),
    })),
  ].flatMap(({ path, uri }) => {
    const region = regionOf(textOf(uri));
    return region === undefined ? [] : [{ path, region, at: uri?.at }];
  });
  const ofCluster = regionOf(textOf(valueOf(view, 'EventSourceArn')));
  const region = ofCluster ?? secrets[0]?.region;
  return secrets
    .filter((secret) => secret.region !== region)
    .map(({ path, region: other, at }) => ({
      code: 'infra-secret-region',
      path,
      at,
      message: `the secret is in ${other}, ${ofCluster === undefined ? 'another one' : 'the function'} in ${region ?? ''}`,
    }));
};

function regionOf(arn: string | undefined): string | undefined {
  return /^arn:[^:]*:[^:]*:([a-z0-9-]+):/.exec(arn ?? '')?.[1];
}

/** An ARN of Amazon MSK. A cluster of another account is reached through a VPC connection, which a serverless one does not have. */
export const clusterArn: MappingRule = (view) => {
  const arn = textOf(valueOf(view, 'EventSourceArn')) ?? '';
  if (arn !== '' && !/^arn:[^:]*:kafka:[^:]*:[^:]*:(?:cluster|vpc-connection)\//.test(arn)) {
    const message = `${JSON.stringify(arn)} is not the ARN of an MSK cluster`;
    return [{ code: 'infra-source', path: 'EventSourceArn', message }];
  }
  if (!arn.includes(':vpc-connection/') || !/-s\d+$/.test(arn)) return [];
  return [{ code: 'infra-source', path: 'EventSourceArn', message: 'a serverless cluster has no VPC connections' }];
};

/** Two properties that other sources have. */
export const notForKafka: MappingRule = (view) =>
  ['ParallelizationFactor', 'TumblingWindowInSeconds']
    .filter((path) => valueOf(view, path) !== undefined)
    .map((path) => ({ code: 'infra-not-for-kafka', path, message: `${path} is not for Kafka` }));

/** A group with a name, since the permissions of the role depend on it. */
export const namedGroup: MappingRule = (view) => {
  const usesIam = valueOf(view, 'EventSourceArn') !== undefined && accessOf(view).length === 0;
  if (!usesIam || view.shape === 'pipe' || entryOf(kafkaConfigOf(view), 'ConsumerGroupId') !== undefined) return [];
  const message = 'no consumer group is set, so that the role may join any group of the cluster';
  return [{ code: 'infra-group-unnamed', path: '', message, severity: 'note' }];
};
