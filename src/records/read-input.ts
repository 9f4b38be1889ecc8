import type { Captured, InputEncoding } from './captured.js';
import { readDocuments } from './read-documents.js';
import { parsedJson } from '../diagnostics/parsed-json.js';
import { utf8Text } from '../diagnostics/utf8-text.js';

const HEX = /^(?:0x|\\x)?[0-9a-f]{2}(?:(?:[\s:]|\\x|0x)*[0-9a-f]{2})*$/i;
const BASE64 = /^[A-Za-z0-9+/\-_\s]+={0,2}\s*$/;

/**
 * Reads what a user has captured: events (one, an array of them, or one per line), on-failure payloads, dead letters,
 * records, or else the bytes of one value in base64, in hex, as JSON or as they are. `encoding` says which of these it is
 * where a guess would be wrong.
 */
export function readInput(input: Buffer, encoding?: InputEncoding): Captured {
  if (encoding !== undefined) return bytesOf(input, encoding);
  const text = utf8Text(input);
  if (text === undefined) return bytesOf(input, 'raw');
  const trimmed = text.trim();
  if (/^[[{"]/.test(trimmed)) {
    return readDocuments(trimmed) ?? bytesOf(input, parsedJson(trimmed) !== undefined ? 'json' : 'raw');
  }
  // Bytes in hex are base64 too, but who writes base64 without one letter behind f?
  if (HEX.test(trimmed)) return bytesOf(input, 'hex');
  if (BASE64.test(trimmed)) return bytesOf(input, 'base64');
  return bytesOf(input, parsedJson(trimmed) !== undefined ? 'json' : 'raw');
}

function bytesOf(input: Buffer, encoding: InputEncoding): Captured {
  return { kind: 'bytes', bytes: decoded(input, encoding), encoding };
}

function decoded(input: Buffer, encoding: InputEncoding): Buffer {
  switch (encoding) {
    case 'raw':
      return input;
    case 'json':
      return Buffer.from(input.toString().trim());
    case 'base64':
      return Buffer.from(input.toString().replaceAll(/\s/g, ''), 'base64');
    case 'hex':
      return Buffer.from(input.toString().replaceAll(/0x|\\x|[\s:]/gi, ''), 'hex');
  }
}
