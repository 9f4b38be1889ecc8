import { visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { parsePattern } from './read-pattern.js';

/** The reason why a text is not a regular expression. */
interface PatternFault {
  readonly reason: string;
  /** How to write it in JavaScript, where it is of another dialect. */
  readonly help?: string;
}

/** Finds what is wrong with a regular expression; undefined if the oldest supported runtime reads it, with the flag `u` or without. */
export function patternFault(pattern: string): PatternFault | undefined {
  let reason: string | undefined;
  for (const flags of ['u', '']) {
    try {
      new RegExp(pattern, flags);
      return depthOf(parsePattern(pattern, flags)) > MAX_DEPTH
        ? { reason: `it has groups that are nested more than ${MAX_DEPTH} deep` }
        : undefined;
    } catch (error) {
      reason ??= reasonOf(error);
    }
  }
  const help = FOREIGN.find(([syntax]) => syntax.test(pattern))?.[1];
  return { reason: (reason ?? '').toLowerCase(), ...(help === undefined ? {} : { help }) };
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  // The message repeats the pattern before it says what is wrong.
  return error instanceof Error ? error.message.slice(error.message.lastIndexOf(': ') + 2) : 'it cannot be read';
}

/** Deeper groups could overflow the stack. */
const MAX_DEPTH = 250;

function depthOf(tree: AST.Pattern): number {
  let depth = 0;
  let deepest = 0;
  const enter = (): void => {
    deepest = Math.max(deepest, ++depth);
  };
  const leave = (): void => {
    depth--;
  };
  visitRegExpAST(tree, {
    onGroupEnter: enter,
    onCapturingGroupEnter: enter,
    onAssertionEnter: enter,
    onGroupLeave: leave,
    onCapturingGroupLeave: leave,
    onAssertionLeave: leave,
  });
  return deepest;
}

/** Syntax that only other dialects have, and its replacement. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/\(\?[ims-]+\)/, 'JavaScript has no flags within a pattern: for (?i) write both cases, such as [Aa].'],
  [/\(\?[ims-]+:/, 'JavaScript has no flags within a pattern: for (?i:a) write both cases, such as [Aa].'],
  [/\(\?[xuUJn]+[):]/, 'JavaScript has no flags within a pattern: leave them out.'],
  [/\(\?P</, 'Write (?<name>…) for (?P<name>…).'],
  [/\(\?P=/, 'Write \\k<name> for (?P=name).'],
  [/\(\?#/, 'JavaScript has no comments within a pattern: leave (?#…) out.'],
  [/\(\?>/, 'JavaScript has no atomic groups: write (?:…) for (?>…).'],
  [/[*+?}]\+/, 'JavaScript has no possessive quantifiers: write + for ++ and * for *+.'],
  [/\(\?(?:R|\d+|&)/, 'JavaScript has no recursion within a pattern.'],
];
