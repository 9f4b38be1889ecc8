import { jsonAt } from '../schema/json-pointer.js';
import { filesFor } from './reference-files.js';
import { FILE_SCHEME } from './scan-schema.js';
import type { FoundResource, SchemaIndex } from './schema-index.js';
import { pathOf } from './uri.js';

/** Why a reference leads nowhere. */
export interface Unresolved {
  readonly ok: false;
  readonly message: string;
  readonly help: string;
}

/** Says where a reference leads that leads to no document. */
export function missingDocument(reference: string, uri: string, from: FoundResource, index: SchemaIndex): Unresolved {
  const { files, outside } = filesFor(reference, uri, from);
  if (outside) {
    return {
      ok: false,
      message: `${JSON.stringify(reference)} is outside the project`,
      help: 'Add the document to the project and refer to it there.',
    };
  }
  const [file] = files;
  if (file === undefined || !uri.startsWith(FILE_SCHEME)) {
    const otherScheme = uri.replace(/^http(s?):/, (_, secure) => (secure === '' ? 'https:' : 'http:'));
    const near = otherScheme !== uri && index.withUri(otherScheme).length > 0;
    // Of a base that is a file, a reference to a host takes the scheme.
    const named = uri.startsWith(FILE_SCHEME) ? uri : uri.replace(/^project-file:/, '');
    return noDocument(named, near ? `Did you mean ${JSON.stringify(otherScheme)}?` : PUT_IN_PROJECT);
  }
  const meant =
    jsonAt(from.document.json, `/${pathOf(reference)}`) === undefined ? undefined : `#/${pathOf(reference)}`;
  return {
    ok: false,
    message: `${JSON.stringify(reference)} resolves to ${file}, which ${index.documents.absent?.(file) ?? 'does not exist'}`,
    help: meant === undefined ? PUT_IN_PROJECT : `Did you mean ${JSON.stringify(meant)}?`,
  };
}

/** What to do about a document that is not there. */
export const PUT_IN_PROJECT = 'Add the document to the project and to "include"; nothing is fetched.';

/** A URI that no document has. */
export function noDocument(uri: string, help: string): Unresolved {
  return { ok: false, message: `the project has no document with the URI ${JSON.stringify(uri)}`, help };
}

/** A fragment that leads nowhere in its document. */
export function nothingAt(reference: string, { document, resource }: FoundResource): Unresolved {
  const [, fragment = ''] = reference.split('#');
  const meant = jsonAt(document.json, `${resource.pointer}/${fragment}`) === undefined ? undefined : `#/${fragment}`;
  if (resource.pointer !== '' && fragment.startsWith('/') && jsonAt(document.json, fragment) !== undefined) {
    return {
      ok: false,
      message: `${JSON.stringify(reference)} does not exist in the schema at ${resource.pointer} of ${document.file}`,
      help: 'A reference starts at the nearest schema with a URI of its own: write the URI of the root before the #.',
    };
  }
  return {
    ok: false,
    message: `${JSON.stringify(reference)} does not exist in ${document.file}`,
    help: meant === undefined ? 'Correct the part after the #.' : `Did you mean ${JSON.stringify(meant)}?`,
  };
}
