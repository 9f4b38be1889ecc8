import { entryOf, itemsOf, type TemplateMap, type TemplateNode } from './node.js';

/** The parameters of the two kinds of Kafka sources of a pipe. */
const SOURCES = ['ManagedStreamingKafkaParameters', 'SelfManagedKafkaParameters'] as const;

/** The properties of a pipe under the names that a mapping has for them, so that rules can look at either. */
export function pipeProperties(properties: TemplateMap): TemplateMap {
  const parameters = entryOf(properties, 'SourceParameters');
  const name = SOURCES.find((source) => entryOf(parameters, source) !== undefined);
  const source = name === undefined ? undefined : entryOf(parameters, name);
  const topic = entryOf(source, 'TopicName');
  const given: Readonly<Record<string, TemplateNode | undefined>> = {
    EventSourceArn: name === 'SelfManagedKafkaParameters' ? undefined : entryOf(properties, 'Source'),
    SelfManagedEventSource: name === 'SelfManagedKafkaParameters' ? entryOf(properties, 'Source') : undefined,
    Topics: topic === undefined ? undefined : { kind: 'list', items: [topic], at: topic.at },
    StartingPosition: entryOf(source, 'StartingPosition'),
    ConsumerGroupID: entryOf(source, 'ConsumerGroupID'),
    BatchSize: entryOf(source, 'BatchSize'),
    MaximumBatchingWindowInSeconds: entryOf(source, 'MaximumBatchingWindowInSeconds'),
    SourceAccessConfigurations: access(source),
    FilterCriteria: entryOf(parameters, 'FilterCriteria'),
    // What sources other than Kafka have: rules report it.
    MaximumRetryAttempts: entryOf(source, 'MaximumRetryAttempts'),
    MaximumRecordAgeInSeconds: entryOf(source, 'MaximumRecordAgeInSeconds'),
    BisectBatchOnFunctionError: entryOf(source, 'OnPartialBatchItemFailure'),
    DestinationConfig: entryOf(source, 'DeadLetterConfig'),
    RoleArn: entryOf(properties, 'RoleArn'),
    Target: entryOf(properties, 'Target'),
  };
  const entries = Object.entries(given).flatMap(([key, node]) => (node === undefined ? [] : [[key, node] as const]));
  return { kind: 'map', entries: new Map(entries), at: properties.at };
}

/** The credentials of a pipe by the types that a mapping has for them. */
const TYPES: Readonly<Record<string, string>> = {
  SaslScram512Auth: 'SASL_SCRAM_512_AUTH',
  SaslScram256Auth: 'SASL_SCRAM_256_AUTH',
  BasicAuth: 'BASIC_AUTH',
  ClientCertificateTlsAuth: 'CLIENT_CERTIFICATE_TLS_AUTH',
};

function access(source: TemplateNode | undefined): TemplateNode | undefined {
  const credentials = entryOf(source, 'Credentials');
  if (credentials !== undefined && credentials.kind !== 'map') return credentials;
  const entry = (type: string, uri: TemplateNode): TemplateNode => ({
    kind: 'map',
    entries: new Map([
      ['Type', { kind: 'scalar', value: type, at: uri.at }],
      ['URI', uri],
    ]),
    at: uri.at,
  });
  const [certificate, vpc] = ['ServerRootCaCertificate', 'Vpc'].map((name) => entryOf(source, name));
  const items = [
    ...[...(credentials?.entries ?? [])].map(([name, uri]) => entry(TYPES[name] ?? name, uri)),
    ...(certificate === undefined ? [] : [entry('SERVER_ROOT_CA_CERTIFICATE', certificate)]),
    ...itemsOf(entryOf(vpc, 'Subnets')).map((uri) => entry('VPC_SUBNET', uri)),
    ...itemsOf(entryOf(vpc, 'SecurityGroup')).map((uri) => entry('VPC_SECURITY_GROUP', uri)),
  ];
  return items.length === 0 ? undefined : { kind: 'list', items, at: credentials?.at ?? source?.at };
}

/** Whether a pipe reads Kafka; undefined parameters may be those of any source. */
export function isKafkaPipe(properties: TemplateMap): boolean {
  return SOURCES.some((source) => entryOf(properties, 'SourceParameters', source) !== undefined);
}
