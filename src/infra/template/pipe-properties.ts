import { entryOf, type TemplateMap, type TemplateNode } from './node.js';

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
    Credentials: entryOf(source, 'Credentials'),
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

/** Whether a pipe reads Kafka; undefined parameters may be those of any source. */
export function isKafkaPipe(properties: TemplateMap): boolean {
  return SOURCES.some((source) => entryOf(properties, 'SourceParameters', source) !== undefined);
}
