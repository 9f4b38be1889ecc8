import type { Config, Framing, PartConfig, TopicConfig } from '../config/config.js';
import type { InfraSettings } from '../config/infra-config.js';
import { topicNames } from '../model/topic-names.js';

/** A topic with what decides its infrastructure. */
export interface TopicSetup {
  readonly topic: TopicConfig;
  readonly settings: InfraSettings;
  readonly cluster: NonNullable<InfraSettings['cluster']>;
  readonly authentication: NonNullable<InfraSettings['authentication']>;
  /** The prefix of logical ids: `Orders`. */
  readonly id: string;
  /** The topic's folder below the output folder. */
  readonly folder: string;
  /** Whether consumers keep claims in a DynamoDB table. */
  readonly hasTable: boolean;
}

/** The topic with the defaults of its infrastructure. Undefined where the config gives it none. */
export function topicSetup(topic: TopicConfig, config: Pick<Config, 'adapters'>): TopicSetup | undefined {
  if (topic.infra === undefined) return undefined;
  const { settings } = topic.infra;
  const cluster = settings.cluster ?? { type: 'msk', arn: '${ClusterArn}' };
  const names = topicNames(topic.as ?? topic.topic);
  return {
    topic,
    settings,
    cluster,
    authentication: settings.authentication ?? { type: cluster.type === 'self-managed' ? 'none' : 'iam' },
    id: names.pascal,
    folder: names.folder,
    hasTable: config.adapters?.includes('dynamodb') ?? false,
  };
}

/** The framing of a part that has a schema. */
function framingOf(part: PartConfig): Framing | undefined {
  return part.kind === 'schema' ? part.framing : undefined;
}

/** What the schema registry integration of the mapping has to be, as the code decodes records. */
export interface RegistryMode {
  readonly format: 'SOURCE' | 'JSON';
  readonly attributes: readonly ('KEY' | 'VALUE')[];
}

/**
 * The registry integration that the framings imply: `lambda` is its SOURCE mode, `lambda-json` its JSON mode. Undefined where
 * neither is used; `conflict` where key and value use both, of which a mapping can have one.
 */
export function registryMode({ key, value }: TopicConfig): RegistryMode | 'conflict' | undefined {
  const parts = [
    { attribute: 'KEY', framing: framingOf(key) },
    { attribute: 'VALUE', framing: framingOf(value) },
  ] as const;
  const modes = parts.flatMap(({ attribute, framing }) =>
    framing === 'lambda' || framing === 'lambda-json'
      ? [{ attribute, format: framing === 'lambda' ? ('SOURCE' as const) : ('JSON' as const) }]
      : [],
  );
  const [first] = modes;
  if (first === undefined) return undefined;
  if (modes.some(({ format }) => format !== first.format)) return 'conflict';
  return { format: first.format, attributes: modes.map(({ attribute }) => attribute) };
}
