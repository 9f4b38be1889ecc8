import type { ByteReader } from '../byte-reader.js';
import { DecodeError } from '../errors.js';
import { findFaults, type JsonCheck, type JsonFaults } from './faults.js';
import { jsonParser } from './parse.js';
import { isTooDeep, jsonText, openJson } from './text.js';

/**
 * Reads what is left in the reader as one JSON text (RFC 8259, UTF-8) that satisfies `check`. Objects are as JSON.parse
 * makes them: of two properties of one name the last counts, `__proto__` is a property like any other, and a number past
 * the range of a double is infinite where the schema asks for no number. Throws a DecodeError with the byte, and the
 * JSON pointer, of what is wrong.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type that the check makes sure of
export function readJson<T>(r: ByteReader, at: string, check: JsonCheck): T {
  const start = openJson(r, at);
  const value = parseJson(r, at);
  refuseFaults(r, at, start, findFaults(check, value, r.end - start));
  // The check, generated from the schema as T is, has made sure of it.
  return value as T;
}

/** Parses the rest of the reader as JSON. Throws a DecodeError with the place of a syntax error. */
export function parseJson(r: ByteReader, at: string): unknown {
  const text = jsonText(r, at);
  if (!isTooDeep(text)) {
    try {
      const value: unknown = JSON.parse(text);
      r.position = r.end;
      return value;
    } catch {
      // The error's message would quote the payload, and in other words in each version of Node.
    }
  }
  return jsonParser(r, at).parse().value;
}

/** Maximum number of faults in an error's message; `faults` has all of them. */
const MAX_TOLD = 5;

/** Throws a DecodeError for the faults of a JSON text that begins at the byte `start`. */
export function refuseFaults(
  r: ByteReader,
  at: string,
  start: number,
  faults: JsonFaults | undefined,
): void {
  if (faults === undefined) return;
  const list = faults.list();
  const { pointer = '', reason = 'is not valid' } = list[0] ?? {};
  r.position = start;
  const offset = jsonParser(r, at).locate(faults.firstPath());
  const also = list.slice(1, MAX_TOLD).map((fault) => `; ${fault.pointer || at} ${fault.reason}`);
  const more = list.length > MAX_TOLD ? `; and ${String(list.length - MAX_TOLD)} more` : '';
  throw new DecodeError(
    reason + also.join('') + more,
    offset - r.start,
    pointer === '' ? at : pointer,
    list,
  );
}
