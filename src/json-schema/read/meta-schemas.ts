import { readFileSync } from 'node:fs';
import { packageFile } from '../../paths/package-file.js';
import type { JsonDocument, JsonDocuments } from './json-documents.js';

/** The files of `meta-schemas/`: each lies where its URI has it, and is as published. */
const NAMES = [
  'draft-04/schema',
  'draft-06/schema',
  'draft-07/schema',
  ...vocabularies('2019-09', 'core applicator validation meta-data format content'),
  ...vocabularies('2020-12', 'core applicator unevaluated validation meta-data format-annotation content'),
];

function vocabularies(draft: string, names: string): readonly string[] {
  return ['schema', ...names.split(' ').map((name) => `meta/${name}`)].map((name) => `draft/${draft}/${name}`);
}

const nameOf: ReadonlyMap<string, string> = new Map(
  NAMES.map((name) => [metaSchemaUri(`https://json-schema.org/${name}`), name]),
);

const read = new Map<string, JsonDocument>();

/** The official meta-schemas, drafts 4 to 2020-12, each read when it is needed. In the place of a file's name they have their URIs. */
export const metaSchemas: JsonDocuments = {
  get: documentOf,
  all: () => [...nameOf.keys()].flatMap((uri) => documentOf(uri) ?? []),
};

function documentOf(uri: string): JsonDocument | undefined {
  const known = read.get(uri);
  const name = nameOf.get(uri);
  if (known !== undefined || name === undefined) return known;
  const file = packageFile(`src/json-schema/read/meta-schemas/${name}.json`);
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const document = { file: uri, json };
  read.set(uri, document);
  return document;
}

/** A meta-schema's URI as it is known here: with the scheme that its draft gives it, without an empty fragment. */
export function metaSchemaUri(uri: string): string {
  const bare = uri.replace(/#$/, '');
  const scheme = /^https?:\/\/json-schema\.org\/draft-0/.test(bare) ? 'http' : 'https';
  return bare.replace(/^https?(?=:\/\/json-schema\.org\/)/, scheme);
}
