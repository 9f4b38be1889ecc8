import { nativeExpression } from '../../json-schema/pattern/compile-pattern.js';
import type { PatternNode } from '../../json-schema/pattern/pattern-node.js';
import { readPattern } from '../../json-schema/pattern/read-pattern.js';

/** Checks whether no text matches both patterns, since their texts begin with different characters. */
export function haveDisjointPrefixes(one: string, other: string): boolean {
  const [a, b] = [prefixOf(one), prefixOf(other)];
  return !a.startsWith(b) && !b.startsWith(a);
}

/** The characters that each text of a pattern begins with. */
function prefixOf(pattern: string): string {
  const root = readPattern(pattern, nativeExpression(pattern).flags);
  if (root.kind !== 'sequence' || root.parts[0]?.kind !== 'start') return '';
  let prefix = '';
  for (const part of root.parts.slice(1)) {
    const character = literalOf(part);
    if (character === undefined) break;
    prefix += character;
  }
  return prefix;
}

function literalOf(node: PatternNode): string | undefined {
  if (node.kind !== 'character' || node.source === '.') return undefined;
  return /^\\?(?<literal>[^\w\\]|(?<!\\)\w)$/u.exec(node.source)?.groups?.literal;
}
