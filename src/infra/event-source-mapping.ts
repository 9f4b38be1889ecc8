import { registryMode, type TopicSetup } from './topic-setup.js';
import { isMap, refTo, settingValue, type Value, type ValueMap } from './value.js';

/** Properties that may be absent. */
type Optional = Readonly<Record<string, Value | undefined>>;

/** The properties that are there: an object without any of its own is left out as well. */
export function present(properties: Optional): ValueMap {
  const entries = Object.entries(properties).filter(
    ([, value]) => value !== undefined && !(isMap(value) && Object.keys(value).length === 0),
  );
  return Object.fromEntries(entries) as ValueMap;
}

/** The properties of the mapping of a topic, as CloudFormation calls them. */
export function eventSourceMapping(setup: TopicSetup): ValueMap {
  const { topic, settings, cluster } = setup;
  const isQueue = settings.consumption === 'Queue';
  const isManaged = cluster.type !== 'self-managed';
  const config = present({
    ConsumerGroupId: settings.consumerGroup === undefined ? undefined : settingValue(settings.consumerGroup),
    SchemaRegistryConfig: schemaRegistry(setup),
    ConsumptionMode: isQueue ? 'Queue' : undefined,
  });
  const access = sourceAccess(setup);
  return present({
    FunctionName: refTo(`${setup.id}Function`),
    ...(isManaged
      ? { EventSourceArn: settingValue(cluster.arn) }
      : {
          SelfManagedEventSource: {
            Endpoints: { KafkaBootstrapServers: cluster.bootstrapServers.map(settingValue) },
          },
        }),
    Topics: [topic.topic],
    StartingPosition: settings.startingPosition ?? (isQueue ? undefined : 'TRIM_HORIZON'),
    StartingPositionTimestamp: startingTimestamp(settings.startingTimestamp),
    [isManaged ? 'AmazonManagedKafkaEventSourceConfig' : 'SelfManagedKafkaEventSourceConfig']: config,
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.batchWindow,
    Enabled: settings.enabled,
    ProvisionedPollerConfig: pollers(setup),
    MaximumRetryAttempts: settings.retryAttempts,
    MaximumRecordAgeInSeconds: settings.recordAge,
    BisectBatchOnFunctionError: settings.bisect,
    FunctionResponseTypes: topic.reportBatchItemFailures ? ['ReportBatchItemFailures'] : undefined,
    DestinationConfig:
      settings.destination === undefined
        ? undefined
        : { OnFailure: { Destination: settingValue(settings.destination) } },
    FilterCriteria:
      settings.filters === undefined
        ? undefined
        : { Filters: settings.filters.map((pattern) => ({ Pattern: { $: 'json', value: pattern as ValueMap } })) },
    KmsKeyArn: settings.filterKey === undefined ? undefined : settingValue(settings.filterKey),
    MetricsConfig: metrics(setup).length === 0 ? undefined : { Metrics: metrics(setup) },
    LoggingConfig: settings.logLevel === undefined ? undefined : { SystemLogLevel: settings.logLevel },
    SourceAccessConfigurations: access.length === 0 ? undefined : access,
  });
}

/** Seconds since 1970; a time that is none is left for the rules to report. */
function startingTimestamp(timestamp: string | undefined): number | undefined {
  if (timestamp === undefined) return undefined;
  const milliseconds = Date.parse(timestamp);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1_000;
}

function pollers({ settings: { pollers: given } }: TopicSetup): ValueMap | undefined {
  if (given === undefined) return undefined;
  return present({
    MinimumPollers: given.minimum ?? 1,
    MaximumPollers: given.maximum,
    PollerGroupName: given.group,
  });
}

/** The metrics that are asked for, or those that the alarms look at. */
export function metrics({ settings }: TopicSetup): readonly string[] {
  if (settings.metrics !== undefined) return settings.metrics;
  if (settings.alarms === false) return [];
  return settings.destination === undefined ? ['EventCount'] : ['EventCount', 'ErrorCount'];
}

function schemaRegistry(setup: TopicSetup): ValueMap | undefined {
  const { registry } = setup.settings;
  if (registry === undefined) return undefined;
  const mode = registryMode(setup.topic);
  const implied = mode === undefined || mode === 'conflict' ? undefined : mode;
  return present({
    SchemaRegistryURI: settingValue(registry.uri),
    EventRecordFormat: implied?.format ?? 'SOURCE',
    AccessConfigs: registry.access?.map(({ type, secret }) => ({ Type: type, URI: settingValue(secret) })),
    SchemaValidationConfigs: (registry.attributes ?? implied?.attributes ?? ['VALUE']).map((Attribute) => ({
      Attribute,
    })),
  });
}

/** The entries of `SourceAccessConfigurations`: authentication, certificate authority and network. */
export function sourceAccess({ settings, cluster, authentication }: TopicSetup): readonly ValueMap[] {
  const entry = (type: string, uri?: string): ValueMap =>
    present({ Type: type, URI: uri === undefined ? undefined : settingValue(uri) });
  const isManaged = cluster.type !== 'self-managed';
  return [
    ...authenticationEntries(authentication, isManaged, entry),
    ...(settings.rootCertificate === undefined
      ? []
      : [entry('SERVER_ROOT_CA_CERTIFICATE', settings.rootCertificate.secret)]),
    ...(isManaged ? [] : (settings.vpc?.subnets ?? []).map((id) => entry('VPC_SUBNET', `subnet:${id}`))),
    ...(isManaged
      ? []
      : (settings.vpc?.securityGroups ?? []).map((id) => entry('VPC_SECURITY_GROUP', `security_group:${id}`))),
  ];
}

/** The type of access of each way to authenticate by a secret. */
export const SECRET_TYPES = {
  'scram-512': 'SASL_SCRAM_512_AUTH',
  'scram-256': 'SASL_SCRAM_256_AUTH',
  plain: 'BASIC_AUTH',
  mtls: 'CLIENT_CERTIFICATE_TLS_AUTH',
  oauth: 'OAUTHBEARER_AUTH',
} as const;

function authenticationEntries(
  authentication: TopicSetup['authentication'],
  isManaged: boolean,
  entry: (type: string, uri?: string) => ValueMap,
): readonly ValueMap[] {
  switch (authentication.type) {
    case 'none':
      return [];
    case 'iam':
      // An MSK cluster needs no entry: IAM is chosen where no secret is given.
      return isManaged ? [] : [entry('IAM_AUTH')];
    case 'iam-oauth':
      return [entry('IAM_OAUTHBEARER_AUTH'), ...oauthEntries(authentication, entry)];
    case 'oauth':
      return [entry(SECRET_TYPES.oauth, authentication.secret), ...oauthEntries(authentication, entry)];
    default:
      return [entry(SECRET_TYPES[authentication.type], authentication.secret)];
  }
}

function oauthEntries(
  {
    scope,
    audience,
    logicalCluster,
    identityPool,
  }: Readonly<Partial<Record<'scope' | 'audience' | 'logicalCluster' | 'identityPool', string | undefined>>>,
  entry: (type: string, uri?: string) => ValueMap,
): readonly ValueMap[] {
  const given = [
    ['SCOPE', scope],
    ['AUDIENCE', audience],
    ['LOGICAL_CLUSTER', logicalCluster],
    ['IDENTITY_POOL', identityPool],
  ] as const;
  return given.flatMap(([name, value]) => (value === undefined ? [] : [entry(`OAUTHBEARER_${name}`, value)]));
}
