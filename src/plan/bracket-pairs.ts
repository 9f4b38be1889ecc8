import { isClosing, isOpening, OPENS_CODE, type Tokens } from './typescript-tokens.js';

/** The index of each bracket's partner, by its own index; `${` in a template is one too. All else is its own partner. */
export type BracketPairs = Int32Array;

export function bracketPairs({ codes }: Tokens): BracketPairs {
  const pairs = new Int32Array(codes.length);
  const opened: number[] = [];
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    pairs[index] = index;
    if (isOpening(code) || code === OPENS_CODE) opened.push(index);
    const start = isClosing(code) ? opened.pop() : undefined;
    if (start === undefined) continue;
    pairs[start] = index;
    pairs[index] = start;
  }
  return pairs;
}
