import type { JsonDocument, JsonDocuments } from '../../src/json-schema/read/json-documents.js';
import { isJsonObject } from '../../src/json-schema/schema/json-pointer.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';

/** The JSON Schemas of the corpus, by their files. */
export const corpusSchemas: ReadonlyMap<string, JsonDocument> = new Map(
  corpusFiles('json-schema').map(({ file }) => [file, { file, json: JSON.parse(corpusText(file)) as unknown }]),
);

/** The documents that a schema of the corpus may refer to: files beside it, and for a CDEvents schema the links of its release. */
export function documentsFor(file: string): JsonDocuments {
  const version = /^cdevents\/(?:\w+\/|links-)v(0\.[45]\.1)[./]/.exec(file)?.[1];
  const links = [...corpusSchemas.values()].filter(({ file: other }) => other.startsWith('cdevents/links-v0.5.1/'));
  const all = version === undefined ? [] : links.map((link) => ofRelease(link, version));
  return { get: (name) => corpusSchemas.get(name), all: () => all };
}

/** The links of version 0.5.1 are all there are. */
function ofRelease({ file, json }: JsonDocument, version: string): JsonDocument {
  if (!isJsonObject(json)) throw new Error(`${file} is no schema`);
  return { file, json: { ...json, $id: String(json.$id).replace('0.5.1', version) } };
}
