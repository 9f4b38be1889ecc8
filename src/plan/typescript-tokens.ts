/** One token of a TypeScript text: a word, a literal, a comment, or a single sign. */
export interface Token {
  readonly text: string;
  /** Whether a line break comes before it. */
  readonly startsLine: boolean;
  /** Whether it is text of a template. */
  readonly isTemplate: boolean;
}

/** White space, a comment, a string, a word or an arrow: each in a group of its own, but for the arrow. */
const plain =
  /(\s+)|(\/\/[^\n]*|\/\*[^]*?\*\/)|('(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*")|[\p{ID_Continue}$\u200C\u200D]+|=>/uy;
const regularExpression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
/** The text of a template up to `${` or the closing backtick. */
const templateText = /(?:[^\\`$]|\\[^]|\$(?!\{))*(?:\$\{|`)/y;

const ASCII_WORD = Uint8Array.from({ length: 128 }, (_, code) => (/[\w$]/.test(String.fromCharCode(code)) ? 1 : 0));

/** The end of the word at `start` if all of it is ASCII; `start` where no such word is. */
function endOfAsciiWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && ASCII_WORD[text.charCodeAt(end)] === 1) end++;
  return end < text.length && text.charCodeAt(end) >= ASCII_WORD.length ? start : end;
}

/** After an operand `/` divides; after anything else it opens a regular expression. */
const operandEnd = /[\p{ID_Continue}$)\]}'"`]$/u;
const noOperand = /^(?:return|typeof|case|in|of|void|delete|throw|new|do|else)$/;

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const SLASH = 0x2f;

/** The signs that no token of `plain` begins with. */
const SIGNS: ReadonlySet<number> = new Set(Array.from('(){}[]<>,;.:?!|&+-*%^~@#`\\', (sign) => sign.charCodeAt(0)));

function inSingleQuotes(literal: string): string {
  if (literal.startsWith("'") && !literal.includes('\\')) return literal;
  return `'${literal.slice(1, -1).replaceAll(/\\(['"])/g, '$1')}'`;
}

/** The tokens of a TypeScript text, white space left out, strings in single quotes and comments without their indentation. */
export function typescriptTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  /** How many braces are open in each `${` that is. */
  const templates: number[] = [];
  let at = 0;
  let startsLine = true;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  const add = (token: string, isTemplate = false): void => {
    tokens.push({ text: token, startsLine, isTemplate });
    startsLine = false;
  };
  const takeTemplate = (): void => {
    const found = take(templateText)?.[0];
    if (found === undefined) return;
    add(found, true);
    if (found.endsWith('${')) templates.push(0);
  };

  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === LINE_FEED) {
      startsLine ||= code === LINE_FEED;
      at++;
      continue;
    }
    // Most tokens are words; what follows finds them too, at several times the cost.
    const end = endOfAsciiWord(text, at);
    if (end > at) {
      add(text.slice(at, end));
      at = end;
      continue;
    }
    const found = SIGNS.has(code) ? null : take(plain);
    if (found !== null) {
      const [whole, blank, remark, literal] = found;
      if (blank !== undefined) startsLine ||= blank.includes('\n');
      else if (remark !== undefined) add(remark.replaceAll(/\s*\n\s*/g, '\n').trimEnd());
      else if (literal !== undefined) add(inSingleQuotes(literal));
      else add(whole);
      continue;
    }
    const previous = code === SLASH ? (tokens.at(-1)?.text ?? '') : '';
    const mayBeExpression = code === SLASH && (!operandEnd.test(previous) || noOperand.test(previous));
    const expression = mayBeExpression ? take(regularExpression) : null;
    if (expression !== null) {
      add(expression[0]);
      continue;
    }
    const sign = text.charAt(at);
    at++;
    add(sign);
    if (sign === '`') takeTemplate();
    const open = templates.at(-1);
    if (open === undefined) continue;
    if (sign === '{') templates.push((templates.pop() ?? 0) + 1);
    if (sign === '}' && open > 0) templates.push((templates.pop() ?? 0) - 1);
    if (sign === '}' && open === 0) {
      templates.pop();
      takeTemplate();
    }
  }
  return tokens;
}
