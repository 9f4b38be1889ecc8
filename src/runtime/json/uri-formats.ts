import { isIpv6 } from './network-formats.js';

/** A URI with its scheme (RFC 3986). */
export function isUri(text: string): boolean {
  return PLAIN_URL.test(text) || (SCHEME.test(text) && hasUriParts(text, ASCII));
}

/** A URI, or a reference relative to one (RFC 3986). */
export function isUriReference(text: string): boolean {
  return hasUriParts(text, ASCII);
}

/** A URI with its scheme that may hold letters of any script (RFC 3987). */
export function isIri(text: string): boolean {
  return SCHEME.test(text) && hasUriParts(text, ANY_SCRIPT);
}

/** The same, or a reference relative to one (RFC 3987). */
export function isIriReference(text: string): boolean {
  return hasUriParts(text, ANY_SCRIPT);
}

/** A template for URIs (RFC 6570). */
export function isUriTemplate(text: string): boolean {
  return TEMPLATE.test(text);
}

/** Most URIs are like this one, which takes a tenth of the time: a host by its name, and nothing in hexadecimal. */
const PLAIN_URL =
  /^[a-z][a-z\d+.-]*:\/\/[\w.-]+(?::\d*)?(?:[/?][\w.~!$&'()*+,;=:@/?-]*)?(?:#[\w.~!$&'()*+,;=:@/?-]*)?$/i;

const SCHEME = /^[a-z][a-z\d+.-]*:/i;

/** The signs that may stand in each part. */
interface UriSigns {
  readonly user: RegExp;
  readonly host: RegExp;
  readonly path: RegExp;
  readonly query: RegExp;
  readonly fragment: RegExp;
}

const ASCII = uriSigns('', '');
const ANY_SCRIPT = uriSigns(
  '\\u00A0-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFEF\\u{10000}-\\u{EFFFD}',
  '\\uE000-\\uF8FF\\u{F0000}-\\u{10FFFD}',
);

function uriSigns(letters: string, privateUse: string): UriSigns {
  const of = (signs: string): RegExp =>
    new RegExp(`^(?:[\\w.~!$&'()*+,;=${letters}${signs}-]|%[\\dA-Fa-f]{2})*$`, 'u');
  return {
    user: of(':'),
    host: of(''),
    path: of(':@/'),
    query: of(`:@/?${privateUse}`),
    fragment: of(':@/?'),
  };
}

/** The five parts of RFC 3986, appendix B; each in bounds. */
const PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/;

function hasUriParts(text: string, signs: UriSigns): boolean {
  const [, scheme, authority, path = '', query = '', fragment = ''] = PARTS.exec(text) ?? [];
  if (scheme !== undefined && !SCHEME.test(text)) return false;
  if (authority !== undefined && !isAuthority(authority, signs)) return false;
  // What begins with a colon has no scheme before it, and no first segment may hold one.
  if (scheme === undefined && authority === undefined && /^[^/]*:/.test(path)) return false;
  return signs.path.test(path) && signs.query.test(query) && signs.fragment.test(fragment);
}

function isAuthority(authority: string, signs: UriSigns): boolean {
  const at = authority.lastIndexOf('@');
  if (at >= 0 && !signs.user.test(authority.slice(0, at))) return false;
  const host = authority.slice(at + 1).replace(/:\d*$/, '');
  if (!host.startsWith('[')) return signs.host.test(host);
  if (!host.endsWith(']')) return false;
  const address = host.slice(1, -1);
  return isIpv6(address) || /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i.test(address);
}

const TEMPLATE =
  /^(?:[^\p{Cc}\p{Cs} "'%<>\\^`{|}]|%[\da-f]{2}|\{[+#./;?&=,!@|]?(?:\w|%[\da-f]{2})(?:\.?(?:\w|%[\da-f]{2}))*(?::[1-9]\d{0,3}|\*)?(?:,(?:\w|%[\da-f]{2})(?:\.?(?:\w|%[\da-f]{2}))*(?::[1-9]\d{0,3}|\*)?)*\})*$/iu;
