import { bracketPairs } from './bracket-pairs.js';
import { missingBraces } from './missing-braces.js';
import { splitModuleStatements } from './module-statements.js';
import { needlessParentheses } from './needless-parentheses.js';
import { isClosing, tokensInParts, type Tokens } from './typescript-tokens.js';
import { parsedJson } from '../diagnostics/parsed-json.js';

/**
 * Whether two texts differ in nothing but what a formatter changes. JSON files are compared as data, all others as
 * TypeScript, by what no formatter changes of them.
 */
export function differOnlyInFormat(path: string, left: string, right: string): boolean {
  if (path.endsWith('.json')) return sameJson(left, right);
  return withoutFormat(left) === withoutFormat(right);
}

/**
 * What no formatter changes of a TypeScript text: its tokens without white space, the quotes of strings and property names,
 * trailing commas, semicolons, a `|` before the first branch of a union, parentheses around what is returned, around a
 * branch of `? :` and around the one parameter of an arrow function, braces around the one statement of an `if` or a loop.
 * Import and export statements come first, sorted.
 */
export function formatTokens(text: string): readonly string[] {
  return withoutFormat(text).split(SEPARATOR);
}

/** Its `formatTokens` as one text. */
export function withoutFormat(text: string): string {
  const statements: string[] = [];
  const others: string[] = [];
  for (const tokens of tokensInParts(text)) {
    const split = splitModuleStatements(unformatted(tokens));
    statements.push(...split.statements);
    if (split.rest.length > 0) others.push(split.rest.join(SEPARATOR));
  }
  return statements.sort().concat(others).join(SEPARATOR);
}

const SEPARATOR = '\0';

/** Token for token: as data `-0` is 0, but no formatter writes the one for the other. */
function sameJson(left: string, right: string): boolean {
  const areJson = parsedJson(left) !== undefined && parsedJson(right) !== undefined;
  return areJson && withoutSpace(left) === withoutSpace(right);
}

/** A JSON text without the white space between its tokens. */
export function withoutSpace(json: string): string {
  return json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
}

/** After one of these a `|` or `&` has no left side: it only opens a list of branches. */
const opensBranches: ReadonlySet<string> = new Set(['=', ':', '(', '<', ',', '[', '=>', 'as', 'extends']);

const mayEndStatement: ReadonlySet<string> = new Set(['return', 'throw', 'break', 'continue']);

const AMPERSAND = 0x26;
const QUOTE = 0x27;
const SEMICOLON = 0x3b;
const GREATER = 0x3e;
const BAR = 0x7c;

/** The tokens without those that formatters add and remove. */
function unformatted(tokens: Tokens): readonly string[] {
  const pairs = bracketPairs(tokens);
  const parentheses = needlessParentheses(tokens, pairs);
  const braces = missingBraces(tokens, pairs);
  const { texts, codes, startsLine } = tokens;
  const kept: string[] = [];
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index] ?? '';
    const code = codes[index] ?? 0;
    // A line break after these ends the statement as `;` does, so it is more than white space.
    if ((startsLine[index] === true || code === SEMICOLON) && mayEndStatement.has(texts[index - 1] ?? ''))
      kept.push('\n');
    if (braces.opening.size > 0) {
      for (let count = braces.closing.get(index) ?? 0; count > 0; count--) kept.push('}');
      for (let count = braces.opening.get(index) ?? 0; count > 0; count--) kept.push('{');
    }
    if ((isClosing(code) || code === GREATER) && kept.at(-1) === ',') kept.pop();
    if (code === SEMICOLON || parentheses[index] === 1) continue;
    if ((code === BAR || code === AMPERSAND) && opensBranches.has(kept.at(-1) ?? '')) continue;
    kept.push(code === QUOTE && isQuotedName(tokens, index) ? text.slice(1, -1) : text);
  }
  for (let count = braces.closing.get(texts.length) ?? 0; count > 0; count--) kept.push('}');
  return kept;
}

/** What may stand before a property's name: the start of a list, or the end of the member before it. */
const precedesMember = /^(?!case$)(?:\/[/*][^]*|[^]*[\p{ID_Continue}$)\]}>'{,;])$/u;

/** Whether a string is the name of a property, in quotes that it does not need. */
function isQuotedName({ texts }: Tokens, index: number): boolean {
  const next = texts[index + 1];
  if (next !== ':' && !(next === '?' && texts[index + 2] === ':')) return false;
  if (!/^'[\p{ID_Start}$_][\p{ID_Continue}$]*'$/u.test(texts[index] ?? '')) return false;
  return precedesMember.test(texts[index - 1] ?? '');
}
