import type { ByteReader } from '../byte-reader.js';
import { JsonConversions, type JsonConvert } from './convert.js';
import { findFaults, JsonFaults, type JsonCheck } from './faults.js';
import { jsonParser, type WideNumbers } from './parse.js';
import { parseJson, refuseFaults } from './read.js';
import { jsonText, mayHoldWideNumber, openJson } from './text.js';

/** Reads as readJson does, then converts what the schema's `convert` says. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type that the check makes sure of
export function readConvertedJson<T>(
  r: ByteReader,
  at: string,
  check: JsonCheck,
  convert: JsonConvert,
): T {
  const start = openJson(r, at);
  const value = parseJson(r, at);
  return converted<T>({ r, at, start, root: { value }, check, convert });
}

/** The same for schemas whose whole numbers of 64 bits become bigints: none of their digits is lost. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type that the check makes sure of
export function readWideJson<T>(
  r: ByteReader,
  at: string,
  check: JsonCheck,
  convert: JsonConvert,
): T {
  const start = openJson(r, at);
  if (!mayHoldWideNumber(r)) {
    const value = parseJson(r, at);
    return converted<T>({ r, at, start, root: { value }, check, convert });
  }
  // Only to make sure that it is UTF-8.
  jsonText(r, at);
  const wide: WideNumbers = new Map();
  const root = jsonParser(r, at, wide).parse();
  return converted<T>({ r, at, start, root, check, convert, wide });
}

interface ParsedJson {
  readonly r: ByteReader;
  readonly at: string;
  /** The byte where the text begins. */
  readonly start: number;
  readonly root: { value: unknown };
  readonly check: JsonCheck;
  readonly convert: JsonConvert;
  readonly wide?: WideNumbers;
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type that the check makes sure of
function converted<T>({ r, at, start, root, check, convert, wide }: ParsedJson): T {
  refuseFaults(r, at, start, findFaults(check, root.value, r.end - start));
  const into = new JsonConversions(wide);
  // An object literal has no other properties, so that any of its own may be looked up by name.
  const holder: Record<string, unknown> = root;
  convert(holder, 'value', into);
  const faults = new JsonFaults(1);
  if (!into.apply(holder, faults)) refuseFaults(r, at, start, faults);
  // The check and the conversions, generated from the schema as T is, have made sure of it.
  return root.value as T;
}
