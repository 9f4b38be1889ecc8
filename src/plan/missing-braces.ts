import type { BracketPairs } from './bracket-pairs.js';
import { isClosing, type Tokens } from './typescript-tokens.js';

/** Where braces would go, by the index of the token that they would stand before, with how many. */
interface MissingBraces {
  readonly opening: ReadonlyMap<number, number>;
  readonly closing: ReadonlyMap<number, number>;
}

const controls: ReadonlySet<string> = new Set(['if', 'else', 'for', 'while']);
/** The codes of their first characters: a glance at those rules out most words. */
const CONTROL_STARTS = Uint8Array.from({ length: 128 }, (_, code) =>
  [...controls].some((keyword) => keyword.charCodeAt(0) === code) ? 1 : 0,
);

/** The places of the braces that are left out around the one statement of an `if`, an `else` or a loop. */
export function missingBraces(tokens: Tokens, pairs: BracketPairs): MissingBraces {
  const { texts, codes } = tokens;
  const opening = new Map<number, number>();
  const closing = new Map<number, number>();
  const textAt = (index: number): string => texts[index] ?? '';
  const afterPair = (index: number): number => (pairs[index] ?? index) + 1;
  /** Where the body of the control statement at `index` starts; undefined when there is none there. */
  const bodyOf = (index: number): number | undefined => {
    const keyword = textAt(index);
    if (!controls.has(keyword) || textAt(index - 1) === '.') return undefined;
    if (keyword === 'else') return index + 1;
    const parenthesis = textAt(index + 1) === 'await' ? index + 2 : index + 1;
    if (textAt(parenthesis) !== '(') return undefined;
    return afterPair(parenthesis);
  };
  const endOfStatement = (start: number): number => {
    const body = bodyOf(start);
    if (body !== undefined) {
      const end = endOfStatement(body);
      return textAt(start) === 'if' && textAt(end) === 'else' ? endOfStatement(end) : end;
    }
    if (textAt(start) === '{') return afterPair(start);
    let at = start;
    for (;;) {
      at = Math.max(at, pairs[at] ?? at) + 1;
      if (textAt(at) === ';') return at + 1;
      const next = codes[at];
      if (next === undefined || isClosing(next) || startsStatement(tokens, at)) return at;
    }
  };
  const loopEnds = endsOfLoops(tokens, pairs);
  for (let index = 0; index < codes.length; index++) {
    if (CONTROL_STARTS[codes[index] ?? 0] !== 1 || loopEnds.has(index)) continue;
    const body = bodyOf(index);
    if (body === undefined || textAt(body) === '{' || textAt(body) === ';') continue;
    if (textAt(index) === 'else' && textAt(body) === 'if') continue;
    const end = endOfStatement(body);
    opening.set(body, (opening.get(body) ?? 0) + 1);
    closing.set(end, (closing.get(end) ?? 0) + 1);
  }
  return { opening, closing };
}

/** The indexes of each `while` that ends a `do { … }`. */
function endsOfLoops({ texts }: Tokens, pairs: BracketPairs): ReadonlySet<number> {
  const ends = new Set<number>();
  for (let at = texts.indexOf('do'); at >= 0; at = texts.indexOf('do', at + 1)) {
    const close = pairs[at + 1] ?? at + 1;
    if (close !== at + 1) ends.add(close + 1);
  }
  return ends;
}

/** Whether the token is the first of a statement where the one before it has no `;`: it starts a line, and continues nothing. */
function startsStatement({ texts, startsLine }: Tokens, index: number): boolean {
  const [text = '', previous = ''] = [texts[index], texts[index - 1]];
  if (startsLine[index] !== true) return false;
  const isCounted = (previous === '+' || previous === '-') && texts[index - 2] === previous;
  if (!isCounted && !/[\p{ID_Continue}$)\]}'"`]$/u.test(previous)) return false;
  if (/^(?:in|of|as|instanceof|satisfies|extends|is)$/.test(text)) return false;
  if (/^(?:await|new|typeof|void|delete)$/.test(previous)) return false;
  return /^[\p{ID_Start}$_'"`/]/u.test(text);
}
