import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFiles, corpusText } from '../test/oracle/corpus.js';
import { benchFolder } from './paths.js';

/** A schema of a topic of its own. */
export interface TopicSchema {
  readonly extension: 'avsc' | 'schema.json';
  readonly text: string;
}

const AVRO = ['flat.avsc', 'order.v2.avsc', 'article.avsc'] as const;
const JSON_SCHEMAS = ['reading.schema.json', 'order.schema.json', 'article.schema.json'] as const;
/** Characters of a real schema; there are few larger ones, and they would be most of the work. */
const LARGEST = 20_000;

/** The Avro schemas of the workloads over and over, each copy with a namespace of its own. */
export function avroSchemas(count: number): readonly TopicSchema[] {
  return repeated(AVRO.map(schemaText), count).map((text, index) => ({
    extension: 'avsc',
    text: text.replace('"bench"', `"bench.n${index}"`),
  }));
}

/** The JSON schemas of the workloads over and over, each copy with a title of its own. */
export function jsonSchemas(count: number): readonly TopicSchema[] {
  return repeated(JSON_SCHEMAS.map(schemaText), count).map(titled);
}

/** The same of real schemas, as many as there are. */
export function realJsonSchemas(count: number): readonly TopicSchema[] {
  return repeated(realSchemas(), count).map(titled);
}

/** Those of the test corpus that refer to no other file and are no longer than 20 kB. */
export function realSchemas(): readonly string[] {
  return corpusFiles('json-schema')
    .map(({ file }) => corpusText(file))
    .filter((text) => text.length <= LARGEST && !/"\$ref"\s*:\s*"[^#]/.test(text));
}

function schemaText(file: string): string {
  return readFileSync(join(benchFolder, 'schemas', file), 'utf8');
}

function repeated(texts: readonly string[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => texts[index % texts.length] ?? '');
}

function titled(text: string, index: number): TopicSchema {
  // All are JSON objects.
  const schema = JSON.parse(text) as { readonly title?: string };
  const title = `${schema.title ?? 'Value'} ${index}`;
  return { extension: 'schema.json', text: JSON.stringify({ ...schema, title }, null, 2) };
}
