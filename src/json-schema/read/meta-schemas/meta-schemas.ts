import type { JsonDocument, JsonDocuments } from '../json-documents.js';
import { memberOf } from '../../schema/json-pointer.js';
import { DRAFT_2019_09 } from './draft-2019-09.js';
import { DRAFT_2020_12 } from './draft-2020-12.js';
import { DRAFT_4 } from './draft-04.js';
import { DRAFT_6 } from './draft-06.js';
import { DRAFT_7 } from './draft-07.js';

const byUri: ReadonlyMap<string, JsonDocument> = new Map(
  [DRAFT_4, DRAFT_6, DRAFT_7, ...DRAFT_2019_09, ...DRAFT_2020_12].map((json) => {
    const id = memberOf(json, '$id') ?? memberOf(json, 'id');
    const file = metaSchemaUri(typeof id === 'string' ? id : '');
    return [file, { file, json }];
  }),
);

/** The official meta-schemas, drafts 4 to 2020-12. In the place of a file's name they have their URIs. */
export const metaSchemas: JsonDocuments = {
  get: (uri) => byUri.get(uri),
  all: () => byUri.values(),
};

/** A meta-schema's URI as it is known here: with the scheme that its draft gives it, without an empty fragment. */
export function metaSchemaUri(uri: string): string {
  const bare = uri.replace(/#$/, '');
  const scheme = /^https?:\/\/json-schema\.org\/draft-0/.test(bare) ? 'http' : 'https';
  return bare.replace(/^https?(?=:\/\/json-schema\.org\/)/, scheme);
}
