/** Texts as symbols: characters that are in the same sets have the same symbol. */
export interface Alphabet {
  /** The symbols of a text, between two zeros that stand for its ends. */
  read(text: string): Uint16Array;
  /** For each symbol, 1 for each set that it is in. */
  readonly members: readonly Uint8Array[];
  /** For each symbol, whether `\b` counts it as part of a word. */
  readonly isWord: readonly boolean[];
}

/** Maximum number of non-ASCII characters whose symbols are cached. */
const MAX_KEPT_CHARACTERS = 4_096;

/** Tests each set once for each new character. */
export function makeAlphabet(sets: readonly RegExp[], unicode: boolean): Alphabet {
  const members = [new Uint8Array(sets.length)];
  const isWord = [false];
  const symbols = new Map<string, number>();
  const kept = new Map<number, number>();
  const ascii = new Uint16Array(128);
  const symbolOf = (code: number): number => {
    const character = String.fromCodePoint(code);
    const inSets = Uint8Array.from(sets, (set) => (set.test(character) ? 1 : 0));
    const word = /\w/.test(character);
    const key = `${String(word)} ${inSets.join('')}`;
    let symbol = symbols.get(key);
    if (symbol === undefined) {
      symbol = members.push(inSets) - 1;
      isWord.push(word);
      symbols.set(key, symbol);
    }
    if (code < 128) ascii[code] = symbol;
    else if (kept.size < MAX_KEPT_CHARACTERS) kept.set(code, symbol);
    return symbol;
  };
  return {
    members,
    isWord,
    read(text) {
      const read = new Uint16Array(text.length + 2);
      let length = 0;
      for (let index = 0; index < text.length; index++) {
        const code = (unicode ? text.codePointAt(index) : text.charCodeAt(index)) ?? 0;
        if (code > 0xffff) index++;
        const known = code < 128 ? (ascii[code] ?? 0) : (kept.get(code) ?? 0);
        read[++length] = known === 0 ? symbolOf(code) : known;
      }
      return read.subarray(0, length + 2);
    },
  };
}
