import { boundedPattern } from '../../runtime/json/bounded-pattern.js';
import { linearPattern, type LinearSource } from '../../runtime/json/linear-pattern.js';
import { buildProgram, STATE, type LinearProgram } from '../../runtime/json/linear-pattern-automaton.js';
import { linearTree } from './linear-tree.js';
import { isNativelyLinear, nativeLength, type ReadPattern } from './prove-linear.js';
import { readPattern } from './read-pattern.js';

/** A schema's pattern, as generated code matches it. */
export interface CompiledPattern {
  readonly matcher: PatternMatcher;
  /** Maximum length of a text that it is matched against, in UTF-16 units; Infinity for no limit. */
  readonly maxLength: number;
  /** Checks whether it matches some part of a text within that length. */
  readonly test: (text: string) => boolean;
}

/** The engine that matches a pattern. */
type PatternMatcher =
  /** JavaScript's own engine: the pattern is proven linear. */
  | { readonly kind: 'native'; readonly expression: RegExp }
  /** The same, with a bound: the pattern has a reference, or is too large for an automaton. */
  | { readonly kind: 'bounded'; readonly expression: RegExp; readonly because: 'reference' | 'size' }
  /** The linear matcher. */
  | { readonly kind: 'linear'; readonly source: LinearSource };

/** States times characters, so that no text takes more than some 200 ms. */
const MAX_STATES_ON_TEXT = 15_000_000;
/** Larger automata would hardly match a text. */
const MAX_STATES = 15_000;
/** Following a count takes the time of about this many states. */
const COUNT_WEIGHT = 20;
/** Each is a bit of the marks at a place. */
const MAX_LOOKS = 8;
/** Each is tested for each new character. */
const MAX_SETS = 100;

/** Compiles a schema's pattern. Throws if it is not a regular expression. */
export const compilePattern = onceForEach(compile);

/** Parses a pattern by Unicode rules, or by the older ones if only those allow it. Throws if neither do. */
export const nativeExpression = onceForEach(makeExpression);

/** A function of a pattern that keeps what it has made. */
export function onceForEach<Value extends object>(make: (pattern: string) => Value): (pattern: string) => Value {
  const made = new Map<string, Value>();
  return (pattern) => {
    const value = made.get(pattern) ?? make(pattern);
    made.set(pattern, value);
    return value;
  };
}

function makeExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

function compile(pattern: string): CompiledPattern {
  const expression = nativeExpression(pattern);
  const { flags } = expression;
  const read: ReadPattern = { pattern, flags, root: readPattern(pattern, flags) };
  if (isNativelyLinear(read)) {
    return { matcher: { kind: 'native', expression }, maxLength: Infinity, test: (text) => expression.test(text) };
  }
  const tree = linearTree(read.root, flags);
  const program = tree && programOf(tree);
  if (tree === undefined || program === undefined) {
    const maxLength = nativeLength(read);
    const because = tree === undefined ? 'reference' : 'size';
    return { matcher: { kind: 'bounded', expression, because }, maxLength, ...boundedPattern(expression, maxLength) };
  }
  const maxLength = Math.floor(MAX_STATES_ON_TEXT / weightOf(program));
  const source = { unicode: flags === 'u', maxLength, ...tree };
  return { matcher: { kind: 'linear', source }, maxLength, test: lazyTest(source) };
}

/** Builds the program; undefined if it would be too large. */
function programOf({ term, sets }: Pick<LinearSource, 'sets' | 'term'>): LinearProgram | undefined {
  if (sets.length > MAX_SETS) return undefined;
  try {
    const program = buildProgram(term, { maxStates: MAX_STATES });
    return program.looks.length > MAX_LOOKS ? undefined : program;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The time that one character may take, in states. */
function weightOf({ automaton, looks }: LinearProgram): number {
  const weights = [automaton, ...looks.map((look) => look.automaton)].flatMap(({ kind }) =>
    kind.map((one) => (one === STATE.count ? COUNT_WEIGHT : 1)),
  );
  return weights.reduce((sum, weight) => sum + weight, 0);
}

function lazyTest(source: LinearSource): (text: string) => boolean {
  let pattern: ReturnType<typeof linearPattern> | undefined;
  return (text) => {
    pattern ??= linearPattern(source);
    return pattern.test(text);
  };
}
