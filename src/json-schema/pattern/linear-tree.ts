import type { LinearSource } from '../../runtime/json/linear-pattern.js';
import type { PatternTerm } from '../../runtime/json/linear-pattern-automaton.js';
import type { PatternNode } from './pattern-node.js';

/** The index of a regular expression for one character in the list of all, which takes it in where it is new. */
export function setIndex(sets: string[], source: string): number {
  const index = sets.indexOf(source);
  return index < 0 ? sets.push(source) - 1 : index;
}

/** Builds the linear matcher's tree; undefined for a pattern with references, which it cannot follow. */
export function linearTree(root: PatternNode, flags: string): Pick<LinearSource, 'sets' | 'term'> | undefined {
  const sets: string[] = [];
  const term = linearTerm(root, sets);
  if (term === undefined) return undefined;
  return { sets: sets.map((source) => new RegExp(source, flags)), term };
}

function linearTerm(node: PatternNode, sets: string[]): PatternTerm | undefined {
  switch (node.kind) {
    case 'character':
      return setIndex(sets, node.source);
    case 'sequence': {
      const parts = linearTerms(node.parts, sets);
      return parts && ['seq', ...parts];
    }
    case 'choice': {
      const sources = node.parts.map((part) => (part.kind === 'character' ? part.source : undefined));
      // One of several characters is a set of its own.
      if (sources.every((source) => source !== undefined)) return setIndex(sets, sources.join('|'));
      const parts = linearTerms(node.parts, sets);
      return parts && ['any', ...parts];
    }
    case 'repeat': {
      const part = linearTerm(node.part, sets);
      return part === undefined ? undefined : ['rep', node.min, node.max === Infinity ? null : node.max, part];
    }
    case 'start':
      return '^';
    case 'end':
      return '$';
    case 'word':
      return node.negative ? '\\B' : '\\b';
    case 'look': {
      const part = linearTerm(node.part, sets);
      return part === undefined ? undefined : [`?${node.behind ? '<' : ''}${node.negative ? '!' : '='}`, part];
    }
    case 'reference':
      return undefined;
  }
}

function linearTerms(nodes: readonly PatternNode[], sets: string[]): readonly PatternTerm[] | undefined {
  const terms = nodes.map((node) => linearTerm(node, sets)).filter((term) => term !== undefined);
  return terms.length < nodes.length ? undefined : terms;
}
