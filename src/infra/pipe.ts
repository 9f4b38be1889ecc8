import { present } from './event-source-mapping.js';
import type { TopicSetup } from './topic-setup.js';
import { arnOf, settingValue, text, type Value, type ValueMap } from './value.js';

/** The properties of an EventBridge pipe from the topic to the function. */
export function pipe(setup: TopicSetup): ValueMap {
  const { id, topic, settings, cluster } = setup;
  const isManaged = cluster.type !== 'self-managed';
  const common = {
    TopicName: topic.topic,
    StartingPosition: settings.startingPosition ?? 'TRIM_HORIZON',
    ConsumerGroupID: settings.consumerGroup === undefined ? undefined : settingValue(settings.consumerGroup),
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.batchWindow,
    Credentials: credentials(setup),
  };
  const { filters } = settings;
  return present({
    RoleArn: arnOf(`${id}PipeRole`),
    Source: isManaged ? settingValue(cluster.arn) : text('smk://', settingValue(cluster.bootstrapServers[0] ?? '')),
    SourceParameters: present({
      FilterCriteria:
        filters === undefined
          ? undefined
          : { Filters: filters.map((pattern) => ({ Pattern: { $: 'json', value: pattern as ValueMap } })) },
      ...(isManaged
        ? { ManagedStreamingKafkaParameters: present(common) }
        : { SelfManagedKafkaParameters: present({ ...common, ...selfManaged(setup, cluster.bootstrapServers) }) }),
    }),
    Target: arnOf(`${id}Function`),
    DesiredState: settings.enabled === false ? 'STOPPED' : undefined,
  });
}

function selfManaged(
  { settings }: TopicSetup,
  servers: readonly string[],
): Readonly<Record<string, Value | undefined>> {
  const others = servers.slice(1).map(settingValue);
  return {
    AdditionalBootstrapServers: others.length === 0 ? undefined : others,
    ServerRootCaCertificate:
      settings.rootCertificate === undefined ? undefined : settingValue(settings.rootCertificate.secret),
    Vpc:
      settings.vpc === undefined
        ? undefined
        : {
            Subnets: settings.vpc.subnets.map(settingValue),
            SecurityGroup: settings.vpc.securityGroups.map(settingValue),
          },
  };
}

const CREDENTIALS: Readonly<Record<string, string>> = {
  'scram-512': 'SaslScram512Auth',
  'scram-256': 'SaslScram256Auth',
  plain: 'BasicAuth',
  mtls: 'ClientCertificateTlsAuth',
};

function credentials({ authentication }: TopicSetup): ValueMap | undefined {
  const name = CREDENTIALS[authentication.type];
  return name === undefined || !('secret' in authentication)
    ? undefined
    : { [name]: settingValue(authentication.secret) };
}
