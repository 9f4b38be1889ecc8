/** One token of a TypeScript text: a word, a literal, a comment, or a single sign. */
export interface Token {
  readonly text: string;
  /** Whether a line break comes before it. */
  readonly startsLine: boolean;
}

const space = /\s+/y;
const comment = /\/\/[^\n]*|\/\*[^]*?\*\//y;
const string = /'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"/y;
const word = /[\p{ID_Continue}$\u200C\u200D]+/uy;
const arrow = /=>/y;
const regularExpression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
/** The text of a template up to `${` or the closing backtick. */
const templateText = /(?:[^\\`$]|\\[^]|\$(?!\{))*(?:\$\{|`)/y;

/** After an operand `/` divides; after anything else it opens a regular expression. */
const operandEnd = /[\p{ID_Continue}$)\]}'"`]$/u;
const noOperand = /^(?:return|typeof|case|in|of|void|delete|throw|new|do|else)$/;

/** The tokens of a TypeScript text, white space left out, strings in single quotes and comments without their indentation. */
export function typescriptTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  /** How many braces are open in each `${` that is. */
  const templates: number[] = [];
  let at = 0;
  let startsLine = true;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const add = (token: string): void => {
    tokens.push({ text: token, startsLine });
    startsLine = false;
  };
  const takeTemplate = (): void => {
    const found = take(templateText);
    if (found === undefined) return;
    add(found);
    if (found.endsWith('${')) templates.push(0);
  };

  while (at < text.length) {
    const blank = take(space);
    if (blank !== undefined) {
      startsLine ||= blank.includes('\n');
      continue;
    }
    const remark = take(comment);
    if (remark !== undefined) {
      add(remark.replaceAll(/\s*\n\s*/g, '\n').trimEnd());
      continue;
    }
    const literal = take(string);
    if (literal !== undefined) {
      add(`'${literal.slice(1, -1).replaceAll(/\\(['"])/g, '$1')}'`);
      continue;
    }
    const previous = tokens.at(-1)?.text ?? '';
    const mayBeExpression = text[at] === '/' && (!operandEnd.test(previous) || noOperand.test(previous));
    const whole = take(word) ?? take(arrow) ?? (mayBeExpression ? take(regularExpression) : undefined);
    if (whole !== undefined) {
      add(whole);
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
