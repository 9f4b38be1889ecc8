import type { BracketPairs } from './bracket-pairs.js';
import { isOpening, type Tokens } from './typescript-tokens.js';

const PARENTHESIS = 0x28;
const COMMA = 0x2c;

/** Marks `(` and `)` in `return (…)`, `=> (…)`, `? (…) :`, `: (…)` and `(name) =>` with 1, all else with 0. */
export function needlessParentheses(tokens: Tokens, pairs: BracketPairs): Uint8Array {
  const { texts, codes } = tokens;
  const needless = new Uint8Array(codes.length);
  for (let start = codes.indexOf(PARENTHESIS); start >= 0; start = codes.indexOf(PARENTHESIS, start + 1)) {
    const end = pairs[start] ?? start;
    if (end === start) continue;
    // `(name,) =>` has a trailing comma, which counts for nothing either.
    const last = codes[end - 1] === COMMA ? end - 1 : end;
    const isParameter = last === start + 2 && texts[end + 1] === '=>';
    if (!isParameter && !isBranch(tokens, start, end) && !isResult(tokens, start, pairs)) continue;
    needless[start] = 1;
    needless[end] = 1;
  }
  return needless;
}

/** Whether what is between parentheses is all that is between `?` and `:`. */
function isBranch({ texts }: Tokens, start: number, end: number): boolean {
  // The second sign of `??` is none of a condition.
  return texts[start - 1] === '?' && texts[start - 2] !== '?' && texts[end + 1] === ':';
}

/** Whether what is between parentheses is all of what is returned, or all of what is behind `:`. */
function isResult(tokens: Tokens, start: number, pairs: BracketPairs): boolean {
  const { texts } = tokens;
  const before = texts[start - 1];
  if (before !== 'return' && before !== ':' && before !== '=>') return false;
  // `=> ({` opens an object, `=> {` a body.
  if (before === '=>' && texts[start + 1] === '{') return false;
  return endsExpression(tokens, (pairs[start] ?? start) + 1) && !holdsComma(tokens, start, pairs);
}

/** Whether a comma separates what is between parentheses, which need not then be one expression without them. */
function holdsComma({ codes }: Tokens, start: number, pairs: BracketPairs): boolean {
  const end = pairs[start] ?? start;
  for (let at = start + 1; at < end; at++) {
    const code = codes[at] ?? 0;
    if (code === COMMA) return true;
    if (isOpening(code)) at = pairs[at] ?? at;
  }
  return false;
}

function endsExpression({ texts, startsLine }: Tokens, index: number): boolean {
  const next = texts[index];
  if (next === undefined || /^(?:[),;}\]:]|case|default)$/.test(next)) return true;
  return startsLine[index] === true && /^[\p{ID_Start}$'/`]/u.test(next);
}
