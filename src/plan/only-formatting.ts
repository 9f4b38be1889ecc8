import { typescriptTokens, type Token } from './typescript-tokens.js';

/**
 * Whether two texts differ in nothing but what a formatter changes: white space, the quotes of strings, trailing commas,
 * semicolons, a `|` before the first branch of a union, parentheses around what is returned and around the one parameter of
 * an arrow function. JSON files are compared as data, all others as TypeScript.
 */
export function differOnlyInFormat(path: string, left: string, right: string): boolean {
  if (path.endsWith('.json')) return sameJson(left, right);
  const [one, other] = [unformatted(left), unformatted(right)];
  return one.length === other.length && one.every((token, index) => token === other[index]);
}

/** Token for token: as data `-0` is 0, but no formatter writes the one for the other. */
function sameJson(left: string, right: string): boolean {
  return isJson(left) && isJson(right) && withoutSpace(left) === withoutSpace(right);
}

function withoutSpace(json: string): string {
  return json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** After one of these a `|` or `&` has no left side: it only opens a list of branches. */
const opensBranches: ReadonlySet<string> = new Set(['=', ':', '(', '<', ',', '[', '=>']);

/** The tokens without those that formatters add and remove. */
function unformatted(text: string): readonly string[] {
  const tokens = typescriptTokens(text);
  const parentheses = needlessParentheses(tokens);
  const kept: string[] = [];
  tokens.forEach(({ text: token, startsLine }, index) => {
    // A line break after these ends the statement as `;` does, so it is more than white space.
    const mayEnd = /^(?:return|throw|break|continue)$/.test(tokens[index - 1]?.text ?? '');
    if (mayEnd && (startsLine || token === ';')) kept.push('\n');
    if (token === ';' || parentheses.has(index)) return;
    const previous = kept.at(-1) ?? '';
    if ((token === '|' || token === '&') && opensBranches.has(previous)) return;
    if (/^[)\]}>]$/.test(token) && previous === ',') kept.pop();
    kept.push(token);
  });
  return kept;
}

/** The indexes of `(` and `)` in `return (…)`, `=> (…)` and `(name) =>`. */
function needlessParentheses(tokens: readonly Token[]): ReadonlySet<number> {
  const needless = new Set<number>();
  const opened: number[] = [];
  tokens.forEach(({ text }, index) => {
    if (text === '(') opened.push(index);
    const start = text === ')' ? opened.pop() : undefined;
    if (start === undefined) return;
    const before = tokens[start - 1]?.text;
    const after = tokens[index + 1];
    const isParameter = after?.text === '=>' && index === start + 2;
    // `=> ({` opens an object, `=> {` a body.
    const isResult = before === 'return' || (before === '=>' && tokens[start + 1]?.text !== '{');
    if (isParameter || (isResult && endsExpression(after))) needless.add(start).add(index);
  });
  return needless;
}

function endsExpression(next: Token | undefined): boolean {
  if (next === undefined || /^(?:[),;}\]]|case|default)$/.test(next.text)) return true;
  return next.startsLine && /^[\p{ID_Start}$'/`]/u.test(next.text);
}
