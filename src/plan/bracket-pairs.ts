import type { Token } from './typescript-tokens.js';

/** The index of each bracket by that of its partner; `${` in a template is one too. */
export function bracketPairs(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const opened: number[] = [];
  tokens.forEach(({ text, isTemplate }, index) => {
    if (isOpening(text) || (isTemplate && text.endsWith('${'))) opened.push(index);
    const start = isClosing(text) ? opened.pop() : undefined;
    if (start !== undefined) pairs.set(start, index).set(index, start);
  });
  return pairs;
}

export function isOpening(text: string): boolean {
  return text === '(' || text === '[' || text === '{';
}

export function isClosing(text: string): boolean {
  return text === ')' || text === ']' || text === '}';
}
