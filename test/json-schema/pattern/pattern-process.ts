/** Runs in a process of its own: tries patterns on texts, with the engine that its argument names. */
import { linearTree } from '../../../src/json-schema/pattern/linear-tree.js';
import { readPattern } from '../../../src/json-schema/pattern/read-pattern.js';
import { linearPattern } from '../../../src/runtime/json/linear-pattern.js';
import type { PatternCase } from './random-pattern.js';

/** Whether each text matches; undefined where only a place within a surrogate pair does. */
export type Answers = readonly (boolean | undefined)[];

process.on('message', ({ pattern, flags, texts }: PatternCase) => {
  const test = process.argv[2] === 'native' ? nativeTest(pattern, flags) : linearTest(pattern, flags);
  process.send?.(texts.map(test));
});

function nativeTest(pattern: string, flags: string): (text: string) => boolean | undefined {
  const expression = new RegExp(pattern, flags);
  return (text) => {
    const match = expression.exec(text);
    if (match === null) return false;
    // V8 also tries places within a pair, which the specification (AdvanceStringIndex) steps over.
    const isWithinPair =
      flags === 'u' &&
      /[\ud800-\udbff]/.test(text.charAt(match.index - 1)) &&
      /[\udc00-\udfff]/.test(text.charAt(match.index));
    return isWithinPair ? undefined : true;
  };
}

function linearTest(pattern: string, flags: string): (text: string) => boolean {
  const tree = linearTree(readPattern(pattern, flags), flags);
  if (tree === undefined) throw new Error(`not regular: ${pattern}`);
  const matcher = linearPattern({ ...tree, unicode: flags === 'u', maxLength: Infinity });
  return (text) => matcher.test(text);
}
