import { entryOf, isUnknown, itemsOf, textOf, type Place, type TemplateMap, type TemplateNode } from './node.js';

/** An event source mapping or a pipe, under the names of CloudFormation, whichever tool it is written for. */
export interface MappingView {
  readonly shape: 'mapping' | 'pipe';
  /** What the template calls it: a logical id, `aws_lambda_event_source_mapping.orders`. */
  readonly name: string;
  readonly properties: TemplateMap;
  /** Where it stands. */
  readonly at: Place | undefined;
  /** What is known of the function; undefined where the template does not have it. */
  readonly function: FunctionView | undefined;
}

export interface FunctionView {
  readonly at: Place | undefined;
  readonly timeout: TemplateNode | undefined;
  readonly memory: TemplateNode | undefined;
}

const KAFKA = [
  'Topics',
  'SelfManagedEventSource',
  'AmazonManagedKafkaEventSourceConfig',
  'SelfManagedKafkaEventSourceConfig',
];

/** Whether a mapping reads Kafka: other sources have mappings of the same type. */
export function readsKafka({ entries }: TemplateMap): boolean {
  const source = entries.get('EventSourceArn');
  const arn = textOf(source) ?? (source?.kind === 'reference' ? source.resource : '');
  return KAFKA.some((name) => entries.has(name)) || /^arn:[^:]*:kafka:|^(?:data\.)?aws_msk_/.test(arn);
}

/** What stands at a path of properties: `DestinationConfig.OnFailure.Destination`. */
export function valueOf({ properties }: MappingView, path: string): TemplateNode | undefined {
  return entryOf(properties, ...path.split('.'));
}

/** The configuration block of the kind of cluster that the mapping reads. */
export function kafkaConfigOf(view: MappingView): TemplateNode | undefined {
  return valueOf(view, 'AmazonManagedKafkaEventSourceConfig') ?? valueOf(view, 'SelfManagedKafkaEventSourceConfig');
}

/** Where that block is among the properties. */
export function kafkaConfigPath(view: MappingView): string {
  const isManaged = valueOf(view, 'AmazonManagedKafkaEventSourceConfig') !== undefined;
  return `${isManaged ? 'AmazonManaged' : 'SelfManaged'}KafkaEventSourceConfig`;
}

/** Where the name of the consumer group is. */
export function consumerGroupPath(view: MappingView): string {
  return view.shape === 'pipe' ? 'ConsumerGroupID' : `${kafkaConfigPath(view)}.ConsumerGroupId`;
}

export function registryOf(view: MappingView): TemplateNode | undefined {
  return entryOf(kafkaConfigOf(view), 'SchemaRegistryConfig');
}

/** The entries of `SourceAccessConfigurations`. */
export function accessOf(view: MappingView): readonly TemplateNode[] {
  return itemsOf(valueOf(view, 'SourceAccessConfigurations'));
}

/**
 * Whether the mapping is in provisioned mode; an empty configuration is the way back to on demand. Undefined where it is
 * not known.
 */
export function isProvisioned(view: MappingView): boolean | undefined {
  const pollers = valueOf(view, 'ProvisionedPollerConfig');
  if (pollers === undefined) return false;
  return pollers.kind === 'map'
    ? [...pollers.entries.keys()].some((name) => entryOf(pollers, name) !== undefined)
    : undefined;
}

/** The nearest place in the text to a path of properties. */
export function placeOf(view: MappingView, path: string): Place | undefined {
  let node: TemplateNode | undefined = view.properties;
  let place = view.at;
  for (const step of path.split('.')) {
    node = entryOf(node, step);
    if (node?.at === undefined) break;
    place = node.at;
  }
  return place;
}

/** The topics that the mapping reads. Undefined where they are not known, or not all. */
export function topicsOf(view: MappingView): readonly string[] | undefined {
  const node = valueOf(view, 'Topics');
  if (node === undefined || isUnknown(node)) return undefined;
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}
