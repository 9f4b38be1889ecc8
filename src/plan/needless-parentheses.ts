import { isOpening } from './bracket-pairs.js';
import type { Token } from './typescript-tokens.js';

/** The indexes of `(` and `)` in `return (…)`, `=> (…)`, `? (…) :`, `: (…)` and `(name) =>`. */
export function needlessParentheses(tokens: readonly Token[], pairs: ReadonlyMap<number, number>): ReadonlySet<number> {
  const needless = new Set<number>();
  for (const [end, start] of pairs) {
    if (start > end || tokens[start]?.text !== '(') continue;
    const after = tokens[end + 1];
    // `(name,) =>` has a trailing comma, which counts for nothing either.
    const last = tokens[end - 1]?.text === ',' ? end - 1 : end;
    const isParameter = after?.text === '=>' && last === start + 2;
    if (isParameter || isBranch(tokens, start, after) || isResult(tokens, start, after, pairs))
      needless.add(start).add(end);
  }
  return needless;
}

/** Whether what is between parentheses is all that is between `?` and `:`. */
function isBranch(tokens: readonly Token[], start: number, after: Token | undefined): boolean {
  // The second sign of `??` is none of a condition.
  return tokens[start - 1]?.text === '?' && tokens[start - 2]?.text !== '?' && after?.text === ':';
}

/** Whether what is between parentheses is all of what is returned, or all of what is behind `:`. */
function isResult(
  tokens: readonly Token[],
  start: number,
  after: Token | undefined,
  pairs: ReadonlyMap<number, number>,
): boolean {
  const before = tokens[start - 1]?.text;
  if (before !== 'return' && before !== ':' && before !== '=>') return false;
  // `=> ({` opens an object, `=> {` a body.
  if (before === '=>' && tokens[start + 1]?.text === '{') return false;
  return endsExpression(after) && !holdsComma(tokens, start, pairs);
}

/** Whether a comma separates what is between parentheses, which need not then be one expression without them. */
function holdsComma(tokens: readonly Token[], start: number, pairs: ReadonlyMap<number, number>): boolean {
  const end = pairs.get(start) ?? start;
  for (let at = start + 1; at < end; at++) {
    const text = tokens[at]?.text ?? '';
    if (text === ',') return true;
    if (isOpening(text)) at = pairs.get(at) ?? at;
  }
  return false;
}

function endsExpression(next: Token | undefined): boolean {
  if (next === undefined || /^(?:[),;}\]:]|case|default)$/.test(next.text)) return true;
  return next.startsLine && /^[\p{ID_Start}$'/`]/u.test(next.text);
}
