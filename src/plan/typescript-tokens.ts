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
const EQUALS = 0x3d;

function inSingleQuotes(text: string): string {
  if (text.startsWith("'") && !text.includes('\\')) return text;
  return `'${text.slice(1, -1).replaceAll(/\\(['"])/g, '$1')}'`;
}

function withoutIndentation(remark: string): string {
  return (remark.includes('\n') ? remark.replaceAll(/\s*\n\s*/g, '\n') : remark).trimEnd();
}

/** The tokens of a TypeScript text, white space left out, strings in single quotes and comments without their indentation. */
export function typescriptTokens(text: string): Tokens {
  const texts: string[] = [];
  const codes: number[] = [];
  const startsLine: boolean[] = [];
  /** How many braces are open in each `${` that is. */
  const templates: number[] = [];
  let at = 0;
  let isFirst = true;

  const add = (token: string, code: number, end: number): void => {
    texts.push(token);
    codes.push(code);
    startsLine.push(isFirst);
    isFirst = false;
    at = end;
  };
  const takeTemplate = (): void => {
    const end = endOf(templateText, text, at);
    if (end === at) return;
    const found = text.slice(at, end);
    const opens = found.endsWith('${');
    add(found, opens ? OPENS_CODE : 0, end);
    if (opens) templates.push(0);
  };
  const takeSign = (code: number): void => {
    const sign = text.charAt(at);
    add(sign, code, at + 1);
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
  return { texts, codes, startsLine };
}
