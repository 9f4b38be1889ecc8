import { isClosing } from './bracket-pairs.js';
import type { Token } from './typescript-tokens.js';

/** Where braces would go, by the index of the token that they would stand before, with how many. */
export interface MissingBraces {
  readonly opening: ReadonlyMap<number, number>;
  readonly closing: ReadonlyMap<number, number>;
}

/** The places of the braces that are left out around the one statement of an `if`, an `else` or a loop. */
export function missingBraces(tokens: readonly Token[], pairs: ReadonlyMap<number, number>): MissingBraces {
  const opening = new Map<number, number>();
  const closing = new Map<number, number>();
  const textAt = (index: number): string => tokens[index]?.text ?? '';
  const afterPair = (index: number): number => (pairs.get(index) ?? index) + 1;
  /** Where the body of the control statement at `index` starts; undefined when there is none there. */
  const bodyOf = (index: number): number | undefined => {
    const keyword = textAt(index);
    if (keyword !== 'if' && keyword !== 'else' && keyword !== 'for' && keyword !== 'while') return undefined;
    if (textAt(index - 1) === '.') return undefined;
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
      at = pairs.has(at) && (pairs.get(at) ?? 0) > at ? afterPair(at) : at + 1;
      if (textAt(at) === ';') return at + 1;
      const next = tokens[at];
      if (next === undefined || isClosing(next.text) || startsStatement(tokens, at)) return at;
    }
  };
  const loopEnds = endsOfLoops(tokens, pairs);
  tokens.forEach((_, index) => {
    const body = loopEnds.has(index) ? undefined : bodyOf(index);
    if (body === undefined || textAt(body) === '{' || textAt(body) === ';') return;
    if (textAt(index) === 'else' && textAt(body) === 'if') return;
    const end = endOfStatement(body);
    opening.set(body, (opening.get(body) ?? 0) + 1);
    closing.set(end, (closing.get(end) ?? 0) + 1);
  });
  return { opening, closing };
}

/** The indexes of each `while` that ends a `do { … }`. */
function endsOfLoops(tokens: readonly Token[], pairs: ReadonlyMap<number, number>): ReadonlySet<number> {
  const ends = new Set<number>();
  tokens.forEach(({ text }, index) => {
    const close = text === 'do' ? pairs.get(index + 1) : undefined;
    if (close !== undefined) ends.add(close + 1);
  });
  return ends;
}

/** Whether the token is the first of a statement where the one before it has no `;`: it starts a line, and continues nothing. */
function startsStatement(tokens: readonly Token[], index: number): boolean {
  const [token, previous] = [tokens[index], tokens[index - 1]?.text ?? ''];
  if (token?.startsLine !== true) return false;
  const isCounted = (previous === '+' || previous === '-') && tokens[index - 2]?.text === previous;
  if (!isCounted && !/[\p{ID_Continue}$)\]}'"`]$/u.test(previous)) return false;
  if (/^(?:in|of|as|instanceof|satisfies|extends|is)$/.test(token.text)) return false;
  if (/^(?:await|new|typeof|void|delete)$/.test(previous)) return false;
  return /^[\p{ID_Start}$_'"`/]/u.test(token.text);
}
