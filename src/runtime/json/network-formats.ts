/** An IPv4 address: four decimal numbers, without leading zeros. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** An IPv6 address (RFC 4291, section 2.2), without a zone. */
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const [before = '', after, more] = text.split('::');
  if (more !== undefined) return false;
  const left = groupsOf(before, after === undefined);
  if (after === undefined) return left === 8;
  const right = groupsOf(after, true);
  return left + right <= 7;
}

/** How many of the eight groups stand in a part of an address; NaN where it is none. */
function groupsOf(part: string, last: boolean): number {
  if (part === '') return 0;
  const groups = part.split(':');
  const end = groups.at(-1) ?? '';
  const dotted = last && end.includes('.');
  if (dotted && !isIpv4(end)) return Number.NaN;
  const plain = dotted ? groups.slice(0, -1) : groups;
  return plain.every((group) => GROUP.test(group)) ? plain.length + (dotted ? 2 : 0) : Number.NaN;
}

const GROUP = /^[\da-f]{1,4}$/i;

/** A host's name (RFC 1123, section 2.1): labels of letters, digits and hyphens. */
export function isHostname(text: string): boolean {
  return text.length <= MAX_HOST && HOSTNAME.test(text);
}

const MAX_HOST = 253;

const HOSTNAME = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;

/** A mailbox (RFC 5321, section 4.1.2): `local@host`, the local part quoted if need be, the host an address if need be. */
export function isEmail(text: string): boolean {
  // Nearly all there are; the rest of the rules take four times as long.
  if (text.length <= MAX_HOST && PLAIN_MAILBOX.test(text)) return true;
  const at = text.lastIndexOf('@');
  return at > 0 && LOCAL_PART.test(text.slice(0, at)) && isMailHost(text.slice(at + 1), isHostname);
}

const LOCAL_PART =
  /^(?:[\w!#$%&'*+\-/=?^`{|}~]+(?:\.[\w!#$%&'*+\-/=?^`{|}~]+)*|"(?:[ !#-[\]-~]|\\[ -~])*")$/;

const PLAIN_MAILBOX =
  /^[\w!#$%&'*+\-/=?^`{|}~]+(?:\.[\w!#$%&'*+\-/=?^`{|}~]+)*@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;

/** What stands behind the @ of a mailbox. */
export function isMailHost(text: string, isName: (name: string) => boolean): boolean {
  if (!text.startsWith('[') || !text.endsWith(']')) return isName(text);
  const address = text.slice(1, -1);
  return /^IPv6:/i.test(address) ? isIpv6(address.slice(5)) : isIpv4(address);
}
