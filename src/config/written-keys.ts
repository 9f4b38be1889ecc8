import { pointerTo } from '../paths/json-pointer.js';

/** An object or a list that a scan is inside of. */
interface Level {
  /** Those of an object so far; undefined for a list. */
  readonly keys: Set<string> | undefined;
  /** The key or index of the member that the scan is at. */
  at: string | number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * The keys of objects as a valid JSON text has them, by the object's JSON pointer: of those objects that JavaScript would
 * reorder, which puts keys such as "7" first. Undefined where an object has a key twice.
 */
export function writtenKeys(text: string): ReadonlyMap<string, readonly string[]> | undefined {
  const found = new Map<string, readonly string[]>();
  const levels: Level[] = [];
  let isKey = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    switch (token) {
      case '{':
        levels.push({ keys: new Set(), at: '' });
        isKey = true;
        break;
      case '[':
        levels.push({ keys: undefined, at: 0 });
        isKey = false;
        break;
      case '}':
      case ']': {
        levels.pop();
        const keys = [...(level?.keys ?? [])];
        if (keys.length > 1 && keys.some(isIndex)) found.set(pointerTo('', ...levels.map(({ at }) => at)), keys);
        isKey = false;
        break;
      }
      case ',':
        isKey = level?.keys !== undefined;
        if (typeof level?.at === 'number') level.at++;
        break;
      case ':':
        isKey = false;
        break;
      default: {
        if (!isKey || level?.keys === undefined) break;
        const key = token.includes('\\') ? String(JSON.parse(token)) : token.slice(1, -1);
        if (level.keys.has(key)) return undefined;
        level.keys.add(key);
        level.at = key;
      }
    }
  }
  return found;
}

/** Whether JavaScript orders a key by its number. */
function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(key);
}
