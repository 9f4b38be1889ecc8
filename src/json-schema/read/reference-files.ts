import { posix } from 'node:path';

import { percentDecoded } from '../../paths/percent-decoded.js';
import { FILE_SCHEME, fileUri } from './scan-schema.js';
import type { FoundResource } from './schema-index.js';
import { isRelativePath, pathOf } from './uri.js';

/** A file URI with two slashes, whose host is meant as the start of a relative path: `file://address.json`. */
const RELATIVE_FILE = /^file:\/\/([^/?#][^?#]*)/;

/** Where the file is that a reference means, if it means one, and whether that is outside the project: then it may not be readable. */
export function filesFor(
  reference: string,
  uri: string,
  { document, resource }: FoundResource,
): { readonly files: readonly string[]; readonly outside: boolean } {
  const relative = isRelativePath(reference) ? pathOf(reference) : RELATIVE_FILE.exec(reference)?.[1];
  const path = relative === undefined ? undefined : percentDecoded(relative);
  const sibling = path === undefined ? undefined : posix.join(posix.dirname(document.file), path);
  const outside = reference.startsWith('file:') || (sibling !== undefined && leadsOut(sibling));
  // Without an `$id` the URI is the file's own, and it cannot show what is outside: it ends at the root.
  const named = outside && resource.uri === fileUri(document.file) ? undefined : fileAt(uri);
  const files = [named, sibling].filter((file) => file !== undefined);
  return { files: [...new Set(files)], outside };
}

function fileAt(uri: string): string | undefined {
  const path = uri.startsWith(FILE_SCHEME) ? percentDecoded(uri.slice(FILE_SCHEME.length)) : undefined;
  const file = path === undefined ? undefined : posix.normalize(path);
  return file === undefined || leadsOut(file) || posix.isAbsolute(file) ? undefined : file;
}

function leadsOut(path: string): boolean {
  return path === '..' || path.startsWith('../');
}
