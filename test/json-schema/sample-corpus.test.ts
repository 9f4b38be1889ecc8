import { dirname } from 'node:path';

import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { sampleJson } from '../../src/json-schema/sample/sample-value.js';
import { validate } from '../../src/json-schema/validate/validate.js';
import { ajvOracle } from './ajv-oracle.js';
import { corpusSchemas, documentsFor } from './corpus-schemas.js';

const settings = { ...DEFAULT_JSON_SETTINGS, formats: 'assert' } as const;

/** Where the corpus lacks documents that they refer to. */
const INCOMPLETE = ['calander', 'card', 'product', 'productInvalidURLRef', 'productURLRef'].map(
  (name) => `aws-glue-schema-registry/json/schema/draft07/${name}.schema.json`,
);

describe('samples of the JSON Schemas of the corpus', () => {
  it('each of the 151 that are complete gets one, which the interpreter and ajv accept', () => {
    const incomplete: string[] = [];
    const wrong: string[] = [];
    const notJudged: string[] = [];
    let count = 0;
    for (const [file, { json }] of corpusSchemas) {
      const documents = documentsFor(file);
      const { schema } = buildJsonSchema(file, documents, settings);
      if (schema === undefined) {
        incomplete.push(file);
        continue;
      }
      const sample = sampleJson(schema, { label: 'Value', settings });
      if (!sample.ok) {
        wrong.push(`${file}${sample.place.pointer}: ${sample.reason}`);
        continue;
      }
      const beside = [...corpusSchemas.values()].filter((other) => dirname(other.file) === dirname(file));
      const others = new Map(
        [...beside, ...documents.all()].map((other) => [`https://corpus.test/${other.file}`, other.json]),
      );
      const oracle = ajvOracle({ uri: `https://corpus.test/${file}`, json, draft: schema.draft }, others);
      if (oracle === undefined) notJudged.push(file);
      if (validate(schema, sample.value, settings).length > 0 || oracle?.(sample.value) === false) {
        wrong.push(`${file}: ${JSON.stringify(sample.value)}`);
      }
      count++;
    }
    expect({ wrong, notJudged, incomplete, count }).toEqual({
      wrong: [],
      notJudged: [],
      incomplete: INCOMPLETE,
      count: 151,
    });
  });
});
