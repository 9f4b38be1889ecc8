import { base64Length } from '../runtime/byte-reader.js';
import { DecodeError } from '../runtime/errors.js';

/** The bytes of a key or value. Throws a DecodeError where a consumer does: Node itself skips what is not base64. */
export function base64Bytes(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (!isBase64(base64)) throw new DecodeError('the text is not base64', bytes.length, 'base64');
  return bytes;
}

/** Whether a consumer takes a text for base64. */
export function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').length === base64Length(text);
}
