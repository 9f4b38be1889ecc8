import { isTopicName, type GenMskConsumerConfig } from '../config/config-schema.js';

/** The topics that subjects are for, as the config names them, and the subjects without a recognizable topic. */
export interface TopicsOfSubjects {
  /** In code-point order of their names. */
  readonly topics: readonly { readonly topic: string; readonly parts: RegistryTopic }[];
  readonly withoutTopic: readonly string[];
}

export type RegistryTopic = GenMskConsumerConfig['topics'][string];

/**
 * Derives topics from the names of subjects: `<topic>-value` and `<topic>-key`, `<topic>-<full name of a record>`, and in Glue,
 * whose serializers name a schema as its topic, the plain name.
 */
export function topicsOfSubjects(subjects: readonly string[], registry: 'confluent' | 'glue'): TopicsOfSubjects {
  const found = new Map<string, FoundTopic>();
  const withoutTopic: string[] = [];
  for (const subject of subjects) {
    const place = tellTopic(subject, registry);
    if (place === undefined || !isTopicName(place.topic)) {
      withoutTopic.push(subject);
      continue;
    }
    const topic = found.get(place.topic) ?? { records: [] };
    found.set(place.topic, topic);
    if (place.part === 'record') topic.records.push(place.record);
    else topic[place.part] = subject;
  }
  const topics = [...found].flatMap(([topic, subjectsOfTopic]) => {
    const parts = toParts(subjectsOfTopic);
    if (parts !== undefined) return [{ topic, parts }];
    withoutTopic.push(...(subjectsOfTopic.key === undefined ? [] : [subjectsOfTopic.key]));
    return [];
  });
  return { topics: topics.sort((a, b) => (a.topic < b.topic ? -1 : 1)), withoutTopic: withoutTopic.sort() };
}

interface FoundTopic {
  value?: string;
  key?: string;
  readonly records: string[];
}

type ToldTopic =
  | { readonly topic: string; readonly part: 'value' | 'key' }
  | { readonly topic: string; readonly part: 'record'; readonly record: string };

function tellTopic(subject: string, registry: 'confluent' | 'glue'): ToldTopic | undefined {
  const [, topic = '', part] = /^(?::\.[^:]*:)?(.+)-(value|key)$/.exec(subject) ?? [];
  if (part === 'value' || part === 'key') return { topic, part };
  if (registry === 'glue') return { topic: subject, part: 'value' };
  // A namespace, as packages are named, and a name that begins with a capital: nothing that a topic's own name ends with.
  const [, before, record] = /^([^:]+?)-((?:[a-z_]\w*\.)+[A-Z]\w*)$/.exec(subject) ?? [];
  return before === undefined || record === undefined ? undefined : { topic: before, part: 'record', record };
}

/** Undefined for a topic of which there is a key only. */
function toParts({ value, key, records }: FoundTopic): RegistryTopic | undefined {
  const keyPart = key === undefined ? {} : { key: { subject: key } };
  if (value !== undefined) return { ...keyPart, value: { subject: value } };
  if (records.length > 0) return { ...keyPart, value: { strategy: 'topic-record', records: records.sort() } };
  return undefined;
}
