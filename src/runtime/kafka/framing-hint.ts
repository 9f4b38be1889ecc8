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
  const { length } = bytes;
  if (
    length >= 5 &&
    bytes.subarray(0, 4).every((byte) => byte === 0) &&
    bytes[4] !== 0 &&
    at !== 'confluent frame'
  )
    return 'the bytes look like a Confluent frame: set "framing" to "confluent"';
  if (length >= 18 && bytes[0] === 0x03 && (bytes[1] === 0x00 || bytes[1] === 0x05))
    return at === 'glue frame'
      ? undefined
      : 'the bytes look like a Glue frame: set "framing" to "glue"';
  const text = String.fromCharCode(...bytes.subarray(0, MAX_LOOK));
  if (length >= 8 && length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text))
    return 'the bytes are base64 text: encoded twice?';
  if (at.endsWith('frame') && /^\s*[{[]/.test(text))
    return 'the bytes look like JSON: set "framing" to "none"';
  return undefined;
}

/** Hint for the id 0, which no registry assigns: Apicurio's serializers write ids of 8 bytes by default. */
export const ID_ZERO_HINT =
  "an id of 8 bytes is Apicurio's: set apicurio.registry.as-confluent for its serializers";
