import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import type { JsonDocuments } from '../../src/json-schema/read/json-documents.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';

/** The versions of one schema of the corpus, oldest first. */
export interface JsonSeries {
  readonly subject: string;
  readonly versions: readonly SeriesVersion[];
}

export interface SeriesVersion {
  readonly version: string;
  readonly file: string;
  readonly json: unknown;
  readonly schema: JsonSchema;
}

/** All series of JSON Schemas in the corpus. */
export function jsonSeries(): readonly JsonSeries[] {
  const series = new Map<string, SeriesVersion[]>();
  for (const { file, subject } of corpusFiles('json-schema')) {
    if (subject === undefined) continue;
    const version = /([^/]+)\.json$/.exec(file)?.[1] ?? file;
    const versions = series.get(subject) ?? [];
    versions.push({ version, file, json: JSON.parse(corpusText(file)), schema: corpusSchema(file) });
    series.set(subject, versions);
  }
  return [...series].map(([subject, versions]) => ({ subject, versions }));
}

/** A schema of the corpus. */
export function corpusSchema(file: string): JsonSchema {
  return built(file, [[file, JSON.parse(corpusText(file))], ...linksFor(file)]);
}

/** A schema given as JSON. */
export function schemaOf(json: unknown): JsonSchema {
  return built('schema.json', [['schema.json', json]]);
}

/** A schema given as JSON, where it is one that can be built. */
export function buildable(json: unknown): JsonSchema | undefined {
  const document = { file: 'schema.json', json };
  const documents: JsonDocuments = {
    get: (file) => (file === document.file ? document : undefined),
    all: () => [document],
  };
  return buildJsonSchema(document.file, documents, DEFAULT_JSON_SETTINGS).schema;
}

function built(file: string, files: readonly (readonly [string, unknown])[]): JsonSchema {
  const documents = new Map(files.map(([name, json]) => [name, { file: name, json }]));
  const all: JsonDocuments = { get: (name) => documents.get(name), all: () => documents.values() };
  const { schema, faults } = buildJsonSchema(file, all, DEFAULT_JSON_SETTINGS);
  if (schema === undefined) throw new Error(`${file}: ${JSON.stringify(faults)}`);
  return schema;
}

/** The links that CDEvents refers to; only those of one release are in the corpus, but others name the same. */
export function linksFor(file: string): readonly (readonly [string, unknown])[] {
  const release = /^cdevents\/.*\/v(\d+\.\d+\.\d+)\.json$/.exec(file)?.[1];
  if (release === undefined) return [];
  return corpusFiles('json-schema')
    .filter(({ file: name }) => name.startsWith('cdevents/links-'))
    .map(({ file: name }) => [name, JSON.parse(corpusText(name).replaceAll('/0.5.1/', `/${release}/`))] as const);
}
