import type { TopicConfig } from '../config/config.js';
import type { TopicFacts } from './rules/rule.js';
import { registryMode } from './topic-setup.js';

/** What is known of a topic, besides its infrastructure. */
interface TopicSources {
  readonly topic: TopicConfig;
  /** The text of its `event.json`; undefined where it has none. */
  readonly event: string | undefined;
  /** The text of the team's `handler.ts`; undefined where it does not exist. */
  readonly handler: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The facts that rules judge a mapping of the topic by. */
export function topicFacts({ topic, event, handler, now }: TopicSources): TopicFacts {
  const { value } = topic;
  const code = withoutComments(handler ?? '');
  return {
    topic: topic.topic,
    reportBatchItemFailures: topic.reportBatchItemFailures,
    registryMode: registryMode(topic),
    framing: value.kind === 'schema' ? value.framing : undefined,
    // Avro schemas have this extension in the snapshot of a registry, too.
    isBinary: value.kind === 'schema' && value.versions.some(({ file }) => /\.avsc(?:#|$)/i.test(file)),
    recordSize: event === undefined ? undefined : recordSize(event),
    sendsDeadLetters: topic.infra?.settings.deadLetters !== undefined || /\bdeadLetter\s*[:,}]/.test(code),
    copesWithInvalid: /\bonInvalid\s*(?:[,}(]|:\s*(?!\s|['"]fail['"]))/.test(code),
    partitions: topic.infra?.settings.partitions,
    now,
  };
}

/** The characters of a record in the JSON of an event, with the comma behind it. */
function recordSize(event: string): number | undefined {
  const { records } = JSON.parse(event) as { readonly records: Readonly<Record<string, readonly unknown[]>> };
  const all = Object.values(records).flat();
  const total = all.reduce<number>((sum, record) => sum + JSON.stringify(record).length + 1, 0);
  return all.length === 0 ? undefined : Math.ceil(total / all.length);
}

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '');
}
