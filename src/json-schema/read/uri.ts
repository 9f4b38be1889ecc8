/** The parts of a URI reference (RFC 3986, appendix B); those that are not there are undefined. */
interface UriParts {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
  readonly fragment: string | undefined;
}

const PARTS = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/** A URI without its fragment, and the fragment; undefined and '' are different only to those who ask. */
interface UriAndFragment {
  readonly uri: string;
  readonly fragment: string;
}

/** Resolves a reference against a base URI (RFC 3986, section 5.2); both may be relative. Scheme and host come in lower case. */
export function resolveUri(base: string, reference: string): UriAndFragment {
  const { fragment = '', ...target } = transform(partsOf(base), partsOf(reference));
  return { uri: print(target), fragment };
}

/** Whether a reference is a path alone, relative to where it stands: without scheme, host and leading slash. */
export function isRelativePath(reference: string): boolean {
  const { scheme, authority, path } = partsOf(reference);
  return scheme === undefined && authority === undefined && path !== '' && !path.startsWith('/');
}

/** The path of a reference, as written. */
export function pathOf(reference: string): string {
  return partsOf(reference).path;
}

function partsOf(reference: string): UriParts {
  // The expression matches every text.
  const [, scheme, authority, path = '', query, fragment] = PARTS.exec(reference) ?? [];
  return { scheme: scheme?.toLowerCase(), authority: authority?.toLowerCase(), path, query, fragment };
}

function transform(base: UriParts, reference: UriParts): UriParts {
  const { fragment } = reference;
  if (reference.scheme !== undefined) return { ...reference, path: withoutDots(reference.path) };
  const { scheme } = base;
  if (reference.authority !== undefined) return { ...reference, scheme, path: withoutDots(reference.path) };
  const { authority } = base;
  if (reference.path === '') return { ...base, query: reference.query ?? base.query, fragment };
  const path = reference.path.startsWith('/') ? reference.path : merged(base, reference.path);
  return { scheme, authority, path: withoutDots(path), query: reference.query, fragment };
}

function merged(base: UriParts, path: string): string {
  if (base.authority !== undefined && base.path === '') return `/${path}`;
  return base.path.slice(0, base.path.lastIndexOf('/') + 1) + path;
}

/** Section 5.2.4. A relative path keeps the `..` that lead above its start. */
function withoutDots(path: string): string {
  if (!/(?:^|\/)\.\.?(?:\/|$)/.test(path)) return path;
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  const segments = path.split('/').slice(rooted ? 1 : 0);
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (segment === '..' && !rooted) kept.push(segment);
    else if (segment !== '.' && segment !== '..') kept.push(segment);
    if (last && (segment === '.' || segment === '..')) kept.push('');
  }
  return (rooted ? '/' : '') + kept.join('/');
}

function print({ scheme, authority, path, query }: Omit<UriParts, 'fragment'>): string {
  const start = (scheme === undefined ? '' : `${scheme}:`) + (authority === undefined ? '' : `//${authority}`);
  return start + path + (query === undefined ? '' : `?${query}`);
}
