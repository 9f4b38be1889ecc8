import { compilePattern } from './compile-pattern.js';
import { isAmbiguousInLoop, loopChain } from './pattern-ambiguity.js';
import { automatonOf } from './pattern-automaton.js';
import { readPattern, type PatternNode } from './pattern-syntax.js';

/** How the time to try a pattern grows with the text, at worst. */
export interface PatternSpeed {
  readonly growth: 'linear' | 'polynomial' | 'exponential';
  /** The longest text, in UTF-16 units, that the pattern is tried on; undefined for any. */
  readonly longest: number | undefined;
}

/** About as many steps as a regular expression takes in 10 ms. */
const MAX_STEPS = 1e7;
/** Exponential patterns double their steps, or worse, with each character. */
const EXPONENTIAL_LENGTH = 20;

const known = new Map<string, PatternSpeed>();

/**
 * How slow a pattern can get: by the ambiguity of its automaton (Weber and Seidl, On the degree of ambiguity of finite
 * automata, 1991), so that the answer is the same everywhere. Errs towards slow for what automata cannot tell.
 */
export function checkPattern(pattern: string): PatternSpeed {
  let speed = known.get(pattern);
  if (speed === undefined) {
    speed = measure(pattern);
    known.set(pattern, speed);
  }
  return speed;
}

function measure(pattern: string): PatternSpeed {
  const { flags } = compilePattern(pattern);
  const { root } = readPattern(pattern, flags);
  const parts = [root, ...lookaheads(root)];
  let degree = UNTOLD.test(pattern) ? 3 : 1;
  for (const part of parts) {
    // A look ahead is tried at one place at a time.
    const automaton = automatonOf(part, { flags, anchored: part !== root || isAnchored(root) });
    if (automaton === undefined) degree = Math.max(degree, 3);
    else if (isAmbiguousInLoop(automaton)) return { growth: 'exponential', longest: EXPONENTIAL_LENGTH };
    else degree = Math.max(degree, loopChain(automaton));
  }
  // A look ahead from each of many places.
  if (parts.length > 1 && parts.slice(1).some(hasLoop) && !isAnchored(root)) degree = Math.max(degree, 2);
  if (degree === 1) return { growth: 'linear', longest: undefined };
  return { growth: 'polynomial', longest: Math.floor(MAX_STEPS ** (1 / degree)) };
}

/** Looks behind, and references back to what a group matched: no automaton does that. */
const UNTOLD = /\(\?<[=!]|\\(?:[1-9]|k<)/;

function lookaheads(node: PatternNode): readonly PatternNode[] {
  return node.kind === 'ahead' ? [node.part, ...lookaheads(node.part)] : partsOf(node).flatMap(lookaheads);
}

function hasLoop(node: PatternNode): boolean {
  return (node.kind === 'repeat' && node.max === Infinity) || partsOf(node).some(hasLoop);
}

/** Whether a match can only begin where the text does. */
function isAnchored(node: PatternNode): boolean {
  switch (node.kind) {
    case 'start':
      return true;
    case 'sequence':
      return node.parts[0] !== undefined && isAnchored(node.parts[0]);
    case 'choice':
      return node.parts.every(isAnchored);
    default:
      return false;
  }
}

function partsOf(node: PatternNode): readonly PatternNode[] {
  switch (node.kind) {
    case 'sequence':
    case 'choice':
      return node.parts;
    case 'repeat':
    case 'ahead':
      return [node.part];
    default:
      return [];
  }
}
