import { describe, expect, it } from 'vitest';

import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import type { JsonDocument } from '../../src/json-schema/read/json-documents.js';
import { isJsonObject } from '../../src/json-schema/schema/json-pointer.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';

/** The documents that these refer to are not in the corpus: their publisher's tests refuse them too, or fetch them. */
const UNRESOLVED: Readonly<Record<string, string>> = {
  'aws-glue-schema-registry/json/schema/draft07/calander.schema.json':
    'http://example.com/geographical-location.schema.json',
  'aws-glue-schema-registry/json/schema/draft07/product.schema.json':
    'resource:/json/schema/draft07/geographical-location.schema.json',
  'aws-glue-schema-registry/json/schema/draft07/productInvalidURLRef.schema.json':
    'https://www.example.com/geolocation.schema.json',
  'aws-glue-schema-registry/json/schema/draft07/productURLRef.schema.json':
    'https://raw.githubusercontent.com/mohitpali/test-json-schema/main/geolocation.schema.json',
};

const schemas = new Map(
  corpusFiles()
    .filter(({ kind }) => kind === 'json-schema')
    .map(({ file }): [string, JsonDocument] => [file, { file, json: JSON.parse(corpusText(file)) }]),
);

/** What a team would name in `include` for a schema: links of its own release, those of version 0.5.1 being all there are. */
function included(file: string): readonly JsonDocument[] {
  const version = /^cdevents\/(?:\w+\/|links-)v(0\.[45]\.1)[./]/.exec(file)?.[1];
  if (version === undefined) return [];
  return [...schemas.values()]
    .filter((document) => document.file.startsWith('cdevents/links-v0.5.1/'))
    .map((document) => {
      if (!isJsonObject(document.json)) throw new Error('a link is no schema');
      const id = String(document.json.$id).replace('0.5.1', version);
      return { file: document.file, json: { ...document.json, $id: id } };
    });
}

describe('every JSON Schema of the corpus', () => {
  it.each([...schemas.keys()].filter((file) => !file.includes('card.schema')))('%s', (file) => {
    const all = included(file);
    const documents = { get: (name: string) => schemas.get(name), all: () => all };
    const { schema, faults, remarks, files } = buildJsonSchema(file, documents, { impliedTypes: false });
    const uri = UNRESOLVED[file];
    expect(faults.map(({ message }) => message)).toEqual(
      uri === undefined ? [] : [`the project has no document with the URI "${uri}"`],
    );
    // Keywords next to a $ref, which their drafts ignore, are noted.
    const others = remarks.filter(({ code }) => code !== 'ref-sibling-ignored');
    expect({ others, first: files[0] }).toEqual({ others: [], first: file });
    expect(schema?.place).toEqual(uri === undefined ? { file, pointer: '' } : undefined);
  });

  it('a card refers to two documents that are not there', () => {
    const file = 'aws-glue-schema-registry/json/schema/draft07/card.schema.json';
    const documents = { get: (name: string) => schemas.get(name), all: () => [] };
    const { faults } = buildJsonSchema(file, documents, { impliedTypes: false });
    expect(faults.map(({ place, message }) => `${place.pointer} ${message}`)).toEqual([
      '/properties/adr/$ref the project has no document with the URI "http://example.com/address.schema.json"',
      '/properties/geo/$ref the project has no document with the URI "http://example.com/geographical-location.schema.json"',
    ]);
  });

  it('files that refer to others reach all of them', () => {
    const documents = { get: (name: string) => schemas.get(name), all: () => [] };
    const { files } = buildJsonSchema('apicurio-fli/FLIStockAdjustment.json', documents, { impliedTypes: false });
    expect(files).toEqual([
      'apicurio-fli/FLIStockAdjustment.json',
      'apicurio-fli/FLIMessageHeader.json',
      'apicurio-fli/FLIBusinessUnitBaseTypes.json',
      'apicurio-fli/FLIStockTypes.json',
      'apicurio-fli/FLIItemBaseTypes.json',
      'apicurio-fli/FLIServiceTypes.json',
    ]);
  });
});
