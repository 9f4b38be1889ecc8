import type { ByteReader } from '../byte-reader.js';
import { giveUp } from './give-up.js';
import { parseAny } from './parse-any.js';
import { parseText } from './parse-leaves.js';
import { firstKey, nextKey } from './parse-map.js';

/** The text of an object's discriminator, wherever in the object it is; moves past nothing. */
export function peekTag(r: ByteReader, name: string): string {
  const start = r.position;
  for (let key = firstKey(r); key !== undefined; key = nextKey(r)) {
    if (key === name) {
      const tag = parseText(r);
      r.position = start;
      return tag;
    }
    parseAny(r);
  }
  return giveUp();
}
