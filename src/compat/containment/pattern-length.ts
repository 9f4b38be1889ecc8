import { nativeExpression, onceForEach } from '../../json-schema/pattern/compile-pattern.js';
import type { PatternNode } from '../../json-schema/pattern/pattern-node.js';
import { readPattern } from '../../json-schema/pattern/read-pattern.js';
import type { Count } from './count.js';

/** The length of the texts that match a pattern, in code points. */
export const patternLength = onceForEach(measured);

function measured(pattern: string): Count {
  const { flags } = nativeExpression(pattern);
  const root = readPattern(pattern, flags);
  const { min, max } = lengthOf(root);
  const isComplete = isAnchored(root, 'start') && isAnchored(root, 'end');
  // Without `u`, a character is a UTF-16 unit, and two of them may be one code point.
  return { min: flags === 'u' ? min : Math.ceil(min / 2), max: isComplete ? max : Infinity };
}

/** How many characters a node matches. */
function lengthOf(node: PatternNode): Count {
  switch (node.kind) {
    case 'character':
      return { min: 1, max: 1 };
    case 'sequence': {
      const parts = node.parts.map(lengthOf);
      return { min: sum(parts.map(({ min }) => min)), max: sum(parts.map(({ max }) => max)) };
    }
    case 'choice': {
      const parts = node.parts.map(lengthOf);
      return { min: Math.min(...parts.map(({ min }) => min)), max: Math.max(...parts.map(({ max }) => max)) };
    }
    case 'repeat': {
      const { min, max } = lengthOf(node.part);
      return { min: min * node.min, max: max === 0 || node.max === 0 ? 0 : max * node.max };
    }
    case 'reference':
      // A group that took no part in the match is empty.
      return { min: 0, max: lengthOf(node.part).max };
    case 'start':
    case 'end':
    case 'word':
    case 'look':
      return { min: 0, max: 0 };
  }
}

/** Whether every match begins where the text does, or ends where it does. */
function isAnchored(node: PatternNode, at: 'start' | 'end'): boolean {
  switch (node.kind) {
    case 'start':
    case 'end':
      return node.kind === at;
    case 'sequence': {
      const part = at === 'start' ? node.parts[0] : node.parts.at(-1);
      return part !== undefined && isAnchored(part, at);
    }
    case 'choice':
      return node.parts.every((part) => isAnchored(part, at));
    case 'repeat':
      return node.min > 0 && isAnchored(node.part, at);
    default:
      return false;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
