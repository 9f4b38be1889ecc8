/**
 * Whether two texts differ in nothing but what a formatter changes: white space, the quotes of strings, trailing commas,
 * semicolons, and a `|` before the first branch of a union. JSON files are compared as data, all others as TypeScript.
 */
export function differOnlyInFormat(path: string, left: string, right: string): boolean {
  return path.endsWith('.json') ? sameJson(left, right) : sameTokens(tokensOf(left), tokensOf(right));
}

function sameJson(left: string, right: string): boolean {
  try {
    return JSON.stringify(JSON.parse(left)) === JSON.stringify(JSON.parse(right));
  } catch {
    return false;
  }
}

function sameTokens(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((token, index) => token === right[index]);
}

const token = new RegExp(
  [
    /(?<space>\s+)/,
    /(?<comment>\/\/[^\n]*|\/\*[^]*?\*\/)/,
    /(?<text>'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*")/,
    /(?<template>`)/,
    /(?<word>[\p{ID_Continue}$#\u200C\u200D]+)/u,
    /(?<arrow>=>)/,
    /(?<sign>[^])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'uy',
);

/** After one of these a `/` divides; after anything else it opens a regular expression. */
const operandEnd = /[\p{ID_Continue}$)\]}'"`]$/u;

const beforeRegularExpression = /^(?:return|typeof|case|in|of|void|delete|throw|new|do|else)$/;

const regularExpression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/uy;

/** After one of these a `|` or `&` has no left side: it only opens a list of branches. */
const opensBranches: ReadonlySet<string> = new Set(['=', ':', '(', '<', ',', '[', '=>']);

/** The tokens of a TypeScript text, without those that formatters add and remove. */
function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  let at = 0;
  const add = (next: string): void => {
    const previous = tokens.at(-1);
    if (')]}>'.includes(next) && previous === ',') tokens.pop();
    if ((next === '|' || next === '&') && previous !== undefined && opensBranches.has(previous)) return;
    if (next !== ';') tokens.push(next);
  };
  while (at < text.length) {
    const previous = tokens.at(-1) ?? '';
    const isDivision = operandEnd.test(previous) && !beforeRegularExpression.test(previous);
    if (text[at] === '/' && !/^\/[/*]/.test(text.slice(at, at + 2)) && !isDivision) {
      regularExpression.lastIndex = at;
      const literal = regularExpression.exec(text)?.[0];
      if (literal !== undefined) {
        add(literal);
        at += literal.length;
        continue;
      }
    }
    token.lastIndex = at;
    const match = token.exec(text);
    const groups = match?.groups ?? {};
    let end = at + (match?.[0].length ?? 1);
    if (groups.template !== undefined) {
      end = endOfTemplate(text, at);
      add(text.slice(at, end));
    } else if (groups.space !== undefined) {
      // A line break after these ends the statement, so it is no mere white space.
      if (/^(?:return|throw|break|continue)$/.test(previous) && groups.space.includes('\n')) tokens.push('\n');
    } else if (groups.comment !== undefined) {
      add(groups.comment.replaceAll(/\s*\n\s*/g, '\n').trimEnd());
    } else if (groups.text !== undefined) {
      add(`'${groups.text.slice(1, -1).replaceAll(/\\(['"])/g, '$1')}'`);
    } else {
      add(text.slice(at, end));
    }
    at = end;
  }
  return tokens;
}

/** The end of a template literal, with what is between `${` and `}` taken as it stands. */
function endOfTemplate(text: string, start: number): number {
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (depth === 0 && character === '`') return at + 1;
    else if (character === '$' && text[at + 1] === '{') depth++;
    else if (depth > 0 && character === '}') depth--;
    else if (depth > 0 && character === '`') at = endOfTemplate(text, at) - 1;
  }
  return text.length;
}
