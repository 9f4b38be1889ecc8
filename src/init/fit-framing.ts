import type { Framing } from '../config/config.js';
import type { SchemaFormat } from '../sources/schema-format.js';
import type { ProposedTopic } from './proposed-topic.js';

/** The formats that the keys and values of topics are in. */
export function formatsOf(topics: readonly ProposedTopic[]): ReadonlySet<SchemaFormat> {
  return new Set(
    topics.flatMap(({ key, value }) => [value, ...(key === undefined ? [] : [key])].map(({ format }) => format)),
  );
}

/** The only format that a framing is for; undefined when it is for all. */
export function formatOf(framing: Framing): SchemaFormat | undefined {
  return framing === 'auto' ? 'json-schema' : framing === 'single-object' ? 'avro' : undefined;
}

/** The framing chosen, or the one to begin with where it is for the other format: any frame there is for JSON, none for Avro. */
export function fitFraming(framing: Framing, format: SchemaFormat): Framing {
  const only = formatOf(framing);
  if (only === undefined || only === format) return framing;
  return format === 'json-schema' ? 'auto' : 'none';
}
