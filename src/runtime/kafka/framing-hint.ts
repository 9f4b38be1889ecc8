/** The input of a hint: the bytes of a key or value from `start` to `end`, and whether a frame has been read. */
interface FramedBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly framed: boolean;
}

/** Maximum number of bytes checked for base64. */
const MAX_LOOK = 1_024;

/** Guesses the framing of bytes that could not be read, if they look like another one. */
export function framingHint(
  { bytes: all, start, end, framed }: FramedBytes,
  at: string,
): string | undefined {
  if (framed) return undefined;
  const bytes = all.subarray(start, end);
  const text = String.fromCharCode(...bytes.subarray(0, MAX_LOOK));
  if (/^\0{4}[^\0]/.test(text) && at !== 'confluent frame')
    return looksLike('a Confluent frame', 'confluent');
  if (bytes.length >= 18 && bytes[0] === 3 && (bytes[1] === 0 || bytes[1] === 5))
    return at === 'glue frame' ? undefined : looksLike('a Glue frame', 'glue');
  if (bytes.length >= 8 && bytes.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text))
    return 'the bytes are base64 text: encoded twice?';
  return at.endsWith('frame') && /^\s*[{[]/.test(text) ? looksLike('JSON', 'none') : undefined;
}

function looksLike(what: string, framing: string): string {
  return `the bytes look like ${what}: set "framing" to "${framing}"`;
}

/** Hint for the id 0, which no registry assigns: Apicurio's serializers write ids of 8 bytes by default. */
export const ID_ZERO_HINT =
  "an id of 8 bytes is Apicurio's: set apicurio.registry.as-confluent for its serializers";
