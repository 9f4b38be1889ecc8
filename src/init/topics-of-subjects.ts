import type { GenMskConsumerConfig } from '../config/config-schema.js';
import { topicNameSchema } from '../config/config-schema.js';

/** The topics that subjects are for, as the config names them, and the subjects that do not tell their topic. */
export interface TopicsOfSubjects {
  /** In code-point order of their names. */
  readonly topics: readonly { readonly topic: string; readonly sides: RegistryTopic }[];
  readonly untold: readonly string[];
}

export type RegistryTopic = GenMskConsumerConfig['topics'][string];

/**
 * Tells topics from the names of subjects: `<topic>-value` and `<topic>-key`, `<topic>-<full name of a record>`, and in Glue,
 * whose serializers name a schema as its topic, the plain name.
 */
export function topicsOfSubjects(subjects: readonly string[], registry: 'confluent' | 'glue'): TopicsOfSubjects {
  const found = new Map<string, FoundTopic>();
  const untold: string[] = [];
  for (const subject of subjects) {
    const told = tellTopic(subject, registry);
    if (told === undefined || !topicNameSchema.safeParse(told.topic).success) {
      untold.push(subject);
      continue;
    }
    const topic = found.get(told.topic) ?? { records: [] };
    found.set(told.topic, topic);
    if (told.side === 'record') topic.records.push(told.record);
    else topic[told.side] = subject;
  }
  const topics = [...found].flatMap(([topic, told]) => {
    const sides = toSides(told);
    if (sides !== undefined) return [{ topic, sides }];
    untold.push(...(told.key === undefined ? [] : [told.key]));
    return [];
  });
  return { topics: topics.sort((a, b) => (a.topic < b.topic ? -1 : 1)), untold: untold.sort() };
}

interface FoundTopic {
  value?: string;
  key?: string;
  readonly records: string[];
}

type ToldTopic =
  | { readonly topic: string; readonly side: 'value' | 'key' }
  | { readonly topic: string; readonly side: 'record'; readonly record: string };

function tellTopic(subject: string, registry: 'confluent' | 'glue'): ToldTopic | undefined {
  const [, topic = '', side] = /^(?::\.[^:]*:)?(.+)-(value|key)$/.exec(subject) ?? [];
  if (side === 'value' || side === 'key') return { topic, side };
  if (registry === 'glue') return { topic: subject, side: 'value' };
  // A namespace, as packages are named, and a name that begins with a capital: nothing that a topic's own name ends with.
  const [, before, record] = /^([^:]+?)-((?:[a-z_]\w*\.)+[A-Z]\w*)$/.exec(subject) ?? [];
  return before === undefined || record === undefined ? undefined : { topic: before, side: 'record', record };
}

/** Undefined for a topic of which there is a key only. */
function toSides({ value, key, records }: FoundTopic): RegistryTopic | undefined {
  const keySide = key === undefined ? {} : { key: { subject: key } };
  if (value !== undefined) return { ...keySide, value: { subject: value } };
  if (records.length > 0) return { ...keySide, value: { strategy: 'topic-record', records: records.sort() } };
  return undefined;
}
