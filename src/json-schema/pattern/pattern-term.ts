import type { PatternLanguage, Term } from './pattern-language.js';
import { nodesOf, type PatternNode } from './pattern-node.js';

/** The texts that a pattern matches from their first to their last character. */
export function wholeTexts(language: PatternLanguage, root: PatternNode, setOf: SetOf): Term {
  return before({ language, setOf }, root, language.empty, true);
}

/** The texts in which a pattern matches some part. */
export function textsWith(language: PatternLanguage, root: PatternNode, setOf: SetOf): Term {
  const translation = { language, setOf };
  const some = language.repeat(language.set(language.full), 1, Infinity);
  return language.any([
    before(translation, root, language.every, true),
    language.chain(some, before(translation, root, language.every, false)),
  ]);
}

/** The characters of the alphabet that a regular expression for one character means. */
export type SetOf = (source: string) => bigint;

/** Maximum number of optional repetitions considered of a repeated part that contains an assertion. */
const MAX_MORE = 2;

interface Translation {
  readonly language: PatternLanguage;
  readonly setOf: SetOf;
}

/** What the node matches, and behind it what `rest` has. `start`: whether the node is at the start of the text. */
function before(translation: Translation, node: PatternNode, rest: Term, start: boolean): Term {
  const { language } = translation;
  switch (node.kind) {
    case 'character':
      return language.chain(language.set(translation.setOf(node.source)), rest);
    case 'sequence': {
      const consumed = node.parts.findIndex((part) => !isAssertion(part));
      return node.parts.reduceRight(
        (behind, part, index) => before(translation, part, behind, start && (consumed < 0 || index <= consumed)),
        rest,
      );
    }
    case 'choice':
      return language.any(node.parts.map((part) => before(translation, part, rest, start)));
    case 'repeat':
      return repeated(translation, node, rest, start);
    case 'start':
      return start ? rest : language.none;
    case 'end':
      return language.all([rest, language.empty]);
    case 'look': {
      // Texts may turn out wrong where something is looked for behind, or at a word boundary.
      if (node.behind) return rest;
      const ahead = before(translation, node.part, language.every, start);
      return language.all([rest, node.negative ? language.not(ahead) : ahead]);
    }
    case 'word':
      return rest;
    case 'reference':
      // The texts of the group include the right one.
      return before(translation, node.part, rest, start);
  }
}

function repeated(
  translation: Translation,
  node: PatternNode & { readonly kind: 'repeat' },
  rest: Term,
  start: boolean,
): Term {
  const { language } = translation;
  const { part, min, max } = node;
  if (!hasAssertion(part)) {
    return language.chain(language.repeat(before(translation, part, language.empty, false), min, max), rest);
  }
  const counts: Term[] = [];
  let behind = rest;
  for (let count = 0; count <= Math.min(max, min + MAX_MORE); count++) {
    if (count > 0) behind = before(translation, part, behind, start && count === Math.max(min, 1));
    if (count >= min) counts.push(behind);
  }
  return language.any(counts);
}

function isAssertion({ kind }: PatternNode): boolean {
  return kind === 'start' || kind === 'end' || kind === 'look' || kind === 'word';
}

function hasAssertion(node: PatternNode): boolean {
  for (const inner of nodesOf(node)) if (isAssertion(inner)) return true;
  return false;
}
