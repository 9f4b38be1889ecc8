import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';
import type { PatternNode } from './pattern-node.js';

/** What the regular expressions of Node 20, the oldest runtime, may contain. */
const ECMA_VERSION = 2024;

/** The library's own tree. Throws where the pattern is not a regular expression with these flags (`u` or none). */
export function parsePattern(pattern: string, flags: string): AST.Pattern {
  return new RegExpParser({ ecmaVersion: ECMA_VERSION }).parsePattern(pattern, 0, pattern.length, {
    unicode: flags === 'u',
  });
}

/** The characters that a pattern contains, the ends of ranges among them. */
export function charactersIn(pattern: string, flags: string): ReadonlySet<string> {
  const characters = new Set<string>();
  visitRegExpAST(parsePattern(pattern, flags), {
    onCharacterEnter: ({ value }) => characters.add(String.fromCodePoint(value)),
  });
  return characters;
}

/** References within groups that are referred to multiply: `(a)(\1\1)(\2\2)…` stands for very long texts. */
const MAX_REFERENCES = 100;

/** Reads a pattern that is known to compile with these flags. */
export function readPattern(pattern: string, flags: string): PatternNode {
  let referencesLeft = MAX_REFERENCES;

  const choice = (alternatives: readonly AST.Alternative[]): PatternNode => {
    const parts = alternatives.map(({ elements }) => sequence(elements.map(read)));
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'choice', parts };
  };

  const read = (node: AST.Element): PatternNode => {
    switch (node.type) {
      case 'Character':
        return { kind: 'character', source: characterSource(node.value) };
      case 'CharacterSet':
      case 'CharacterClass':
        return { kind: 'character', source: node.raw };
      case 'Group':
      case 'CapturingGroup':
        return choice(node.alternatives);
      case 'Quantifier':
        // Lazy or greedy, the texts that match are the same.
        return { kind: 'repeat', part: read(node.element), min: node.min, max: node.max };
      case 'Assertion':
        return assertion(node);
      case 'Backreference':
        return { kind: 'reference', part: referenced(node), source: node.raw };
      case 'ExpressionCharacterClass':
        throw new Error(`a class of the flag v in a pattern without it: ${node.raw}`);
    }
  };

  const assertion = (node: AST.Assertion): PatternNode => {
    switch (node.kind) {
      case 'start':
      case 'end':
        return { kind: node.kind };
      case 'word':
        return { kind: 'word', negative: node.negate };
      case 'lookahead':
      case 'lookbehind': {
        const part = choice(node.alternatives);
        return { kind: 'look', part, negative: node.negate, behind: node.kind === 'lookbehind' };
      }
    }
  };

  /** The group referred to; nothing where it has not ended yet, for nothing is what it has matched. */
  const referenced = (node: AST.Backreference): PatternNode => {
    const [group] = [node.resolved].flat();
    if (group === undefined || group.end > node.start || --referencesLeft < 0) return { kind: 'sequence', parts: [] };
    return choice(group.alternatives);
  };

  return choice(parsePattern(pattern, flags).alternatives);
}

function sequence(parts: readonly PatternNode[]): PatternNode {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'sequence', parts };
}

/** A regular expression for one character, readable where it can be. */
function characterSource(code: number): string {
  const character = String.fromCodePoint(code);
  if (/[$()*+./?[\\\]^{|}]/.test(character)) return `\\${character}`;
  if (/[ -~]/.test(character)) return character;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
