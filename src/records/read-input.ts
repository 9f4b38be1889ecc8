import type { Captured, InputEncoding } from './captured.js';
import { exactInputText } from './input-text.js';
import { isKafkaEvent, readDocuments } from './read-documents.js';
import { parsedJson } from '../diagnostics/parsed-json.js';

/** What was captured; `faults` says of what should be a record and is not. */
export interface ReadInput {
  readonly captured: Captured;
  readonly faults: readonly string[];
}

const HEX = /^(?:0x|\\x)?[0-9a-f]{2}(?:(?:[\s:]|\\x|0x)*[0-9a-f]{2})*$/i;
const BASE64 = /^[A-Za-z0-9+/\-_\s]+={0,2}\s*$/;

/**
 * Reads what a user has captured: events (one, an array of them, or one per line), on-failure payloads, dead letters,
 * records, or else the bytes of one value in base64, in hex, as JSON or as they are. `encoding` says which of these it is
 * where a guess would be wrong.
 */
export function readInput(input: Buffer, encoding?: InputEncoding): ReadInput {
  if (encoding !== undefined) return bytesOf(input, encoding);
  const text = exactInputText(input);
  if (text === undefined) return bytesOf(input, 'raw');
  const document = parsedJson(text);
  if (/^[[{"]/.test(text)) {
    const { captured, faults } = readDocuments(text);
    if (captured !== undefined) return { captured, faults };
    // Without records, JSON may be a value; an event is none, nor is one whose records are broken.
    if (document !== undefined && (faults.length > 0 || isKafkaEvent(document)))
      return { captured: { kind: 'records', records: [] }, faults };
    return bytesOf(input, document !== undefined ? 'json' : 'raw');
  }
  // Bytes in hex are base64 too, but who writes base64 without one letter behind f?
  if (HEX.test(text)) return bytesOf(input, 'hex');
  if (BASE64.test(text)) return bytesOf(input, 'base64');
  return bytesOf(input, document !== undefined ? 'json' : 'raw');
}

function bytesOf(input: Buffer, encoding: InputEncoding): ReadInput {
  return { captured: { kind: 'bytes', bytes: decoded(input, encoding), encoding }, faults: [] };
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
