/** What to do about such a file. */
export const SAVE_AS_UTF8 = 'Save the file as UTF-8.';

/** What text is encoded in that is not UTF-8, by its first bytes; undefined where they could be UTF-8. */
export function foreignEncoding(bytes: Uint8Array): 'UTF-16' | 'UTF-32' | undefined {
  const [first = 1, second = 1, third = 1, fourth = 1] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if ((isMarked && third === 0 && fourth === 0) || (first === 0 && second === 0)) return 'UTF-32';
  if (second === 0 && third === 0 && fourth === 0) return 'UTF-32';
  // JSON begins with a character of ASCII, whose other byte is zero.
  return isMarked || first === 0 || second === 0 ? 'UTF-16' : undefined;
}
