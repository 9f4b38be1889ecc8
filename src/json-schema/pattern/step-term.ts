import type { PatternTerm } from '../../runtime/json/linear-pattern-automaton.js';
import { setIndex } from './linear-tree.js';
import type { PatternNode } from './pattern-node.js';

/** Repetitions of more than this may be taken for any number: that has all their ways, and fewer states. */
const FEW = 4;
/** The index of a set that no character is in. */
const NO_SET = -1;
const EMPTY: PatternTerm = ['seq'];

/**
 * A tree without look-arounds and references that has all steps of a pattern's: what is looked for ahead is walked, and
 * leads nowhere; a reference may be any text. The choices of the pattern stay as they are: an engine tries each.
 */
export function stepTerm(node: PatternNode, sets: string[], widens: boolean): PatternTerm {
  const inner = (part: PatternNode): PatternTerm => stepTerm(part, sets, widens);
  switch (node.kind) {
    case 'character':
      return setIndex(sets, node.source);
    case 'sequence':
      return ['seq', ...node.parts.map(inner)];
    case 'choice':
      return ['any', ...node.parts.map(inner)];
    case 'repeat': {
      const { min, max } = node;
      const least = widens && min > FEW ? 1 : min;
      const isUnlimited = max === Infinity || (widens && max > FEW);
      return ['rep', least, isUnlimited ? null : max, inner(node.part)];
    }
    case 'start':
      return '^';
    case 'end':
      return '$';
    case 'word':
      return node.negative ? '\\B' : '\\b';
    case 'look':
      // One character behind is one step; longer ones are not walked at all.
      return ['any', ['seq', node.behind ? EMPTY : inner(node.part), NO_SET], EMPTY];
    case 'reference':
      return ['rep', 0, null, setIndex(sets, '[^]')];
  }
}
