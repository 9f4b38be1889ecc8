import { format } from 'prettier';
import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { convertValue } from '../../src/json-schema/convert/convert-value.js';
import type { JsonDocument } from '../../src/json-schema/read/json-documents.js';
import { isJsonObject } from '../../src/json-schema/schema/json-pointer.js';
import { DEFAULT_JSON_SETTINGS, type JsonSettings } from '../../src/config/json-settings.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import { sampleJson } from '../../src/json-schema/sample/sample-value.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';
import { refusedLines } from './refused-lines.js';
import { jsonLiteral, typesText } from './types-in-memory.js';

const documents = corpusFiles()
  .filter(({ file }) => file.endsWith('.json') && !/^(?:apache-avro|flink-debezium|topics)\//.test(file))
  .map(({ file, kind }): JsonDocument & { readonly kind: string } => ({
    file,
    kind,
    json: JSON.parse(corpusText(file)),
  }));
const schemaDocuments = new Map(
  documents.filter(({ kind }) => kind === 'json-schema').map(({ file, json }) => [file, { file, json }]),
);

/** The links of version 0.5.1 are all there are; other releases refer to their own. */
function included(file: string): readonly JsonDocument[] {
  const version = /^cdevents\/(?:\w+\/|links-)v(0\.[45]\.1)[./]/.exec(file)?.[1];
  if (version === undefined) return [];
  return [...schemaDocuments.values()]
    .filter((document) => document.file.startsWith('cdevents/links-v0.5.1/'))
    .map(({ file: link, json }) => ({
      file: link,
      json: isJsonObject(json) ? { ...json, $id: String(json.$id).replace('0.5.1', version) } : json,
    }));
}

/** Those whose references lead out of the corpus have no types. */
const schemas = [...schemaDocuments.keys()].flatMap((file): { file: string; schema: JsonSchema }[] => {
  const all = included(file);
  const { schema } = buildJsonSchema(
    file,
    { get: (name) => schemaDocuments.get(name), all: () => all },
    DEFAULT_JSON_SETTINGS,
  );
  return schema === undefined ? [] : [{ file, schema }];
});

/** The example documents of the corpus that satisfy a schema, and a sample; converted as a decoder would. */
function validValues(file: string, schema: JsonSchema, settings: JsonSettings): readonly unknown[] {
  const [folder = ''] = file.split('/');
  const examples = documents.filter(({ file: other, kind }) => kind === 'data' && other.startsWith(`${folder}/`));
  const sample = sampleJson(schema, { label: 'Value', settings });
  const values = [...examples.map(({ json }) => json), ...(sample.ok ? [sample.value] : [])];
  return values
    .filter((value) => validate(schema, value, settings).length === 0)
    .map((value) => convertValue(schema, structuredClone(value), settings));
}

describe('the types of the JSON Schemas of the corpus', () => {
  it('are laid out as prettier would', async () => {
    expect(schemas.length).toBe(151);
    const text = (await Promise.all(schemas.map(({ schema }) => typesText(schema)))).join('\n');
    expect(await format(text, { parser: 'typescript', singleQuote: true, printWidth: 100 })).toBe(text);
  }, 120_000);

  it.each([
    ['as they are in the JSON', DEFAULT_JSON_SETTINGS],
    ['converted', { ...DEFAULT_JSON_SETTINGS, dateTime: 'Date', int64: 'bigint' } as const],
  ])(
    'compile strictly, and take every example and sample that satisfies the schema, %s',
    async (_, settings) => {
      let count = 0;
      const modules: { name: string; text: string }[] = [];
      for (const [index, { file, schema }] of schemas.entries()) {
        const values = validValues(file, schema, settings);
        count += values.length;
        const lines = values.map((value, at) => `export const value${at}: OrdersValue = ${jsonLiteral(value)};`);
        modules.push({ name: `schema${index}.ts`, text: [await typesText(schema, settings), ...lines].join('\n') });
      }
      expect([...refusedLines(modules)]).toEqual([]);
      expect(count).toBeGreaterThan(200);
    },
    120_000,
  );

  it('are the same in every run', async () => {
    for (const { schema } of schemas.slice(0, 40)) expect(await typesText(schema)).toBe(await typesText(schema));
  }, 60_000);
});
