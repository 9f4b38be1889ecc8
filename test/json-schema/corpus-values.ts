import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { DEFAULT_JSON_SETTINGS, type JsonSettings } from '../../src/config/json-settings.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import { sampleJson } from '../../src/json-schema/sample/sample-value.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';
import { corpusSchemas, documentsFor } from './corpus-schemas.js';

/** The JSON Schemas of the corpus that can be built, with their files. */
export const builtSchemas = [...corpusSchemas.keys()].flatMap((file): { file: string; schema: JsonSchema }[] => {
  const { schema } = buildJsonSchema(file, documentsFor(file), DEFAULT_JSON_SETTINGS);
  return schema === undefined ? [] : [{ file, schema }];
});

const examples = corpusFiles('data')
  .filter(({ file }) => file.endsWith('.json') && !/^(?:apache-avro|flink-debezium|topics)\//.test(file))
  .map(({ file }) => ({ file, json: JSON.parse(corpusText(file)) as unknown }));

/** The documents of the corpus that satisfy a schema, and a sample. */
export function validValues(file: string, schema: JsonSchema, settings: JsonSettings): readonly unknown[] {
  const [folder = ''] = file.split('/');
  const documents = examples.filter(({ file: other }) => other.startsWith(`${folder}/`)).map(({ json }) => json);
  const sample = sampleJson(schema, { label: 'Value', settings });
  return [...documents, ...(sample.ok ? [sample.value] : [])].filter(
    (value) => validate(schema, value, settings).length === 0,
  );
}
