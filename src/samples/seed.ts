/**
 * Draws that depend on a text alone, and so are the same on every machine and every day. A sample is drawn from its
 * field's path: whatever else changes in the schema, its value stays.
 */
export class Seed {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The seed of a value at another path, drawn for the same purpose. */
  moved(from: string, to: string): Seed {
    return new Seed(this.text.startsWith(from) ? to + this.text.slice(from.length) : this.text);
  }

  /** A whole number from 0 to `count` - 1 (at most 2^32 - 1). Draws for different purposes have nothing to do with each other. */
  below(count: number, purpose = ''): number {
    return hash(`${this.text}#${purpose}`) % count;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number, purpose = ''): number {
    return low + this.below(high - low + 1, purpose);
  }

  pick<T>(items: readonly [T, ...T[]], purpose = ''): T {
    return items[this.below(items.length, purpose)] ?? items[0];
  }

  /** The one of `items` with the highest draw, so that an item more changes the choice only where that one wins. */
  choose(items: readonly string[]): string | undefined {
    let chosen: string | undefined;
    let highest = -1;
    for (const item of items) {
      const draw = hash(`${this.text}#${item}`);
      if (draw > highest) [chosen, highest] = [item, draw];
    }
    return chosen;
  }

  /** `count` bytes as hexadecimal digits. */
  hex(count: number): string {
    let digits = '';
    for (let block = 0; digits.length < count * 2; block++) {
      digits += hash(`${this.text}#hex ${block}`).toString(16).padStart(8, '0');
    }
    return digits.slice(0, count * 2);
  }
}

/** FNV-1a over UTF-16 code units, stirred so that every bit of the result depends on the whole text (as MurmurHash3 ends). */
function hash(text: string): number {
  let mixed = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
