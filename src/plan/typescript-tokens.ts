/** The tokens of a TypeScript text, property by property: an object for each would cost more than to read them. */
export interface Tokens {
  /** A word, a literal, a comment, or a single sign each. */
  readonly texts: readonly string[];
  /** The code of the first character of each; 0 for text of a template, OPENS_CODE for one that ends with `${`. */
  readonly codes: readonly number[];
  /** Whether a line break comes before each. */
  readonly startsLine: readonly boolean[];
}

export const OPENS_CODE = -1;

const comment = /\/\/[^\n]*|\/\*[^]*?\*\//uy;
const literal = /'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"/uy;
const word = /[\p{ID_Continue}$\u200C\u200D]+/uy;
const blank = /\s+/uy;
const regularExpression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
/** The text of a template up to `${` or the closing backtick. */
const templateText = /(?:[^\\`$]|\\[^]|\$(?!\{))*(?:\$\{|`)/y;

const ASCII_WORD = Uint8Array.from({ length: 128 }, (_, code) => (/[\w$]/.test(String.fromCharCode(code)) ? 1 : 0));

/** The signs that nothing else begins with. */
const SIGNS = Uint8Array.from({ length: 128 }, (_, code) =>
  '(){}[]<>,;.:?!|&+-*%^~@#`\\'.includes(String.fromCharCode(code)) ? 1 : 0,
);

/** The end of the word at `start` if all of it is ASCII; `start` where no such word is. */
function endOfAsciiWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && ASCII_WORD[text.charCodeAt(end)] === 1) end++;
  return end < text.length && text.charCodeAt(end) >= ASCII_WORD.length ? start : end;
}

/** The end of what a pattern matches at `start`; `start` where it does not match. */
function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}

/** After an operand `/` divides; after anything else it opens a regular expression. */
const operandEnd = /[\p{ID_Continue}$)\]}'"`]$/u;
const noOperand = /^(?:return|typeof|case|in|of|void|delete|throw|new|do|else)$/;

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const QUOTE = 0x27;
const SLASH = 0x2f;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const CLOSING_BRACE = 0x7d;

/** Whether the code of a sign is that of `(`, `[` or `{`. */
export function isOpening(code: number): boolean {
  return code === 0x28 || code === 0x5b || code === 0x7b;
}

/** Whether the code of a sign is that of `)`, `]` or `}`. */
export function isClosing(code: number): boolean {
  return code === 0x29 || code === 0x5d || code === 0x7d;
}

function inSingleQuotes(text: string): string {
  if (text.startsWith("'") && !text.includes('\\')) return text;
  return `'${text.slice(1, -1).replaceAll(/\\(['"])/g, '$1')}'`;
}

function withoutIndentation(remark: string): string {
  return (remark.includes('\n') ? remark.replaceAll(/\s*\n\s*/g, '\n') : remark).trimEnd();
}

/** The tokens of a TypeScript text, white space left out, strings in single quotes and comments without their indentation. */
export function typescriptTokens(text: string): Tokens {
  return readTokens(text, 0, Infinity).tokens;
}

/** The same in parts, which end where a statement of the module does: those of a long text are not held all at once. */
export function* tokensInParts(text: string): Generator<Tokens> {
  for (let at = 0; at < text.length;) {
    const { tokens, end } = readTokens(text, at, TOKENS_OF_PART);
    yield tokens;
    at = end;
  }
}

/** A part ends with the statement in which it gets as long as this. */
const TOKENS_OF_PART = 2_000;

/** What continues nothing that stands before it, where it starts a line behind `;` or `}`. */
const opensStatement: ReadonlySet<string> = new Set(['const', 'export', 'function', 'interface', 'type']);

/** Reads tokens up to the first statement of the module with at least `enough` tokens before it. */
function readTokens(text: string, start: number, enough: number): { readonly tokens: Tokens; readonly end: number } {
  const texts: string[] = [];
  const codes: number[] = [];
  const startsLine: boolean[] = [];
  /** How many braces are open in each `${` that is. */
  const templates: number[] = [];
  let openBrackets = 0;
  let at = start;
  let isFirst = true;

  const add = (token: string, code: number, end: number): void => {
    texts.push(token);
    codes.push(code);
    startsLine.push(isFirst);
    isFirst = false;
    at = end;
  };
  const isBetweenStatements = (): boolean => {
    const before = codes.at(-1);
    return isFirst && openBrackets === 0 && (before === SEMICOLON || before === CLOSING_BRACE);
  };
  const takeTemplate = (): void => {
    const end = endOf(templateText, text, at);
    if (end === at) return;
    const found = text.slice(at, end);
    const opens = found.endsWith('${');
    add(found, opens ? OPENS_CODE : 0, end);
    if (!opens) return;
    templates.push(0);
    openBrackets++;
  };
  const takeSign = (code: number): void => {
    const sign = text.charAt(at);
    add(sign, code, at + 1);
    if (isOpening(code)) openBrackets++;
    else if (isClosing(code) && openBrackets > 0) openBrackets--;
    if (sign === '`') takeTemplate();
    const open = templates.at(-1);
    if (open === undefined) return;
    if (sign === '{') templates.push((templates.pop() ?? 0) + 1);
    if (sign === '}' && open > 0) templates.push((templates.pop() ?? 0) - 1);
    if (sign === '}' && open === 0) {
      templates.pop();
      takeTemplate();
    }
  };
  /** Takes what begins like a comment, a division or a regular expression. */
  const takeSlash = (): void => {
    const end = endOf(comment, text, at);
    if (end > at) {
      add(withoutIndentation(text.slice(at, end)), SLASH, end);
      return;
    }
    const previous = texts.at(-1) ?? '';
    const mayBeExpression = !operandEnd.test(previous) || noOperand.test(previous);
    const expressionEnd = mayBeExpression ? endOf(regularExpression, text, at) : at;
    if (expressionEnd > at) add(text.slice(at, expressionEnd), SLASH, expressionEnd);
    else takeSign(SLASH);
  };

  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === LINE_FEED) {
      isFirst ||= code === LINE_FEED;
      at++;
      continue;
    }
    // Most tokens are words of ASCII; the pattern finds them too, at several times the cost.
    let end = endOfAsciiWord(text, at);
    if (texts.length >= enough && isBetweenStatements()) {
      if (code === SLASH || opensStatement.has(text.slice(at, end))) break;
    }
    if (end > at) add(text.slice(at, end), code, end);
    else if (SIGNS[code] === 1) takeSign(code);
    else if (code === SLASH) takeSlash();
    else if (code === QUOTE || code === DOUBLE_QUOTE) {
      end = endOf(literal, text, at);
      if (end > at) add(inSingleQuotes(text.slice(at, end)), QUOTE, end);
      else takeSign(code);
    } else if (code === EQUALS) {
      if (text.startsWith('=>', at)) add('=>', code, at + 2);
      else takeSign(code);
    } else if ((end = endOf(word, text, at)) > at) add(text.slice(at, end), code, end);
    else if ((end = endOf(blank, text, at)) > at) {
      isFirst ||= text.slice(at, end).includes('\n');
      at = end;
    } else takeSign(code);
  }
  return { tokens: { texts, codes, startsLine }, end: at };
}
