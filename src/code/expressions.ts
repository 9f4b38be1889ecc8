import { literalKey } from './source-text.js';
import { flatText } from './print-layout.js';
import {
  brokenGroup,
  choice,
  group,
  hardline,
  ifBroken,
  indent,
  join,
  line,
  softline,
  startsWith,
  type Group,
  type Layout,
} from './text-layout.js';

/** Expressions as layouts, broken over lines as prettier does it. */

/** A call, or with `new ` before the callee an instance. */
export function call(callee: Layout, ...args: readonly Layout[]): Layout {
  const [only, ...others] = args;
  const isNew = typeof callee !== 'string' && startsWith(callee, 'new ');
  const movesDown = !isNew && others.length === 0 && (only === undefined || isShort(only));
  return { kind: 'group', content: [callee, callArguments(args)], movesDown };
}

/** In parentheses; a list, an object or a function at the end is broken before the others are. */
function callArguments(args: readonly Layout[]): Layout {
  const last = args.at(-1);
  if (last === undefined) return '()';
  const listed = join([',', line], args);
  if (!isBracketed(last) || last.bracket.size === 0 || sameBrackets(args.at(-2), last))
    return group('(', indent(softline, listed), ifBroken(','), softline, ')');
  const before = args.slice(0, -1).map((arg): Layout => [arg, ', ']);
  return choice(
    ['(', before, last, ')'],
    ['(', before, { ...last, content: last.hugged ?? last.content, broken: true }, ')'],
    brokenGroup('(', indent(softline, listed), ifBroken(','), softline, ')'),
  );
}

type Bracketed = Group & { readonly bracket: NonNullable<Group['bracket']> };

function isBracketed(layout: Layout | undefined): layout is Bracketed {
  return isGroup(layout) && layout.bracket !== undefined;
}

function isGroup(layout: Layout | undefined): layout is Group {
  return typeof layout === 'object' && 'kind' in layout && layout.kind === 'group';
}

function sameBrackets(one: Layout | undefined, other: Bracketed): boolean {
  return isBracketed(one) && one.bracket.opening === other.bracket.opening;
}

/** A quarter of the width: as the only argument, it is hardly worth a line. */
const SHORT = 25;

function isShort(layout: Layout): boolean {
  return isAtom(layout) && flatText(layout).length <= SHORT;
}

/** Whether an expression has no place to be broken. */
function isAtom(layout: Layout): boolean {
  if (typeof layout === 'string') return true;
  if ('kind' in layout) return layout.kind === 'name';
  return layout.every(isAtom);
}

/** A list; numbers fill its lines. */
export function list(items: readonly Layout[]): Layout {
  const bracket = { opening: '[' as const, size: items.length };
  if (items.length === 0) return { kind: 'group', content: '[]', bracket };
  const isNumbers = items.length > 1 && items.every((item) => typeof item === 'string' && NUMBER.test(item));
  const listed: Layout = isNumbers
    ? items.map((item, index) => {
        const part = [item, index < items.length - 1 ? ',' : ''];
        return index === 0 ? part : group(line, part);
      })
    : join([',', line], items);
  return {
    kind: 'group',
    content: ['[', indent(softline, listed), ifBroken(','), softline, ']'],
    bracket,
    broken: holdsAlike(items) || items.some(breaks),
  };
}

const NUMBER = /^(?:[+-]?\d[\d.]*(?:e[+-]?\d+)?|0x[\da-f]+)$/;

/** Several lists or several objects, each of more than one entry, stand on lines of their own. */
function holdsAlike(items: readonly Layout[]): boolean {
  const [first] = items;
  return (
    items.length > 1 && items.every((item) => isBracketed(item) && item.bracket.size > 1 && sameBrackets(first, item))
  );
}

/** Whether an expression takes several lines in any case, so that what holds it does too. */
function breaks(layout: Layout): boolean {
  if (typeof layout === 'string') return false;
  if (!('kind' in layout)) return layout.some(breaks);
  switch (layout.kind) {
    case 'hardline':
      return true;
    case 'group':
      // A list or object has asked its entries.
      return layout.broken === true || (layout.bracket === undefined && breaks(layout.content));
    case 'indent':
      return breaks(layout.content);
    default:
      return false;
  }
}

/** An object; `isBroken` with a line for each entry in any case. */
export function object(entries: readonly Layout[], isBroken = false): Layout {
  const bracket = { opening: '{' as const, size: entries.length };
  if (entries.length === 0) return { kind: 'group', content: '{}', bracket };
  const content = ['{', indent(line, join([',', line], entries)), ifBroken(','), line, '}'];
  return { kind: 'group', content, bracket, broken: isBroken || entries.some(breaks) };
}

/** An entry of an object. */
export function property(name: string, value: Layout): Layout {
  const key = literalKey(name);
  return key.length < SHORT_KEY && isAtom(value) ? [key, ': ', value] : assigned(`${key}:`, value);
}

/** Below a shorter name a value would hardly gain room. */
const SHORT_KEY = 5;

/** A function of one expression. */
export function arrow(parameters: Layout, body: Layout): Layout {
  const head = ['(', parameters, ') =>'];
  if (isBracketed(body)) {
    const content = [head, ' ', body.bracket.opening === '{' ? ['(', body, ')'] : body];
    return { kind: 'group', content, bracket: { opening: '{', size: 1 } };
  }
  if (isAtom(body)) return { kind: 'group', content: [head, ' ', body], bracket: ARROW };
  const content = [head, group(indent(line, body))];
  return { kind: 'group', content, hugged: [content, ifBroken(',', softline)], bracket: ARROW };
}

const ARROW: Bracketed['bracket'] = { opening: '{', size: 1 };

/** A function of several statements. */
export function arrowBlock(parameters: Layout, body: Layout): Layout {
  const content = ['(', parameters, ') => {', indent(hardline, body), hardline, '}'];
  return { kind: 'group', content, bracket: ARROW };
}

/** `test ? then : otherwise`; `isCompared` where the test is a comparison. */
export function conditional(test: Layout, then: Layout, otherwise: Layout, isCompared = false): Layout {
  const content = [test, indent(line, '? ', indent(then), line, ': ', indent(otherwise))];
  return { kind: 'group', content, movesDown: isCompared };
}

/** Something and what it is assigned or said of it: `const x =` and its value, `key:` and its type. */
export function assigned(left: Layout, right: Layout): Layout {
  const movesDown = isGroup(right) ? right.movesDown === true : isAtom(right) && !isScalar(right);
  return movesDown ? [left, group(indent(line, right))] : [left, ' ', right];
}

function isScalar(layout: Layout): boolean {
  return typeof layout === 'string' && (/^(?:true|false)$/.test(layout) || /^\d[\d.]*(?:e[+-]?\d+)?$/.test(layout));
}

/** Comparisons or tests with one operator between, where a line may end behind each. */
export function operation(operator: '&&' | '||', tests: readonly Layout[]): Layout {
  const [first = '', ...others] = operands(operator, tests);
  if (others.length === 0) return first;
  return { kind: 'group', content: [first, indent(others)], movesDown: true };
}

/** The same without an indentation of its own. */
export function operands(operator: '&&' | '||', tests: readonly Layout[]): readonly Layout[] {
  return tests.map((test, index) => [index === 0 ? '' : line, test, index < tests.length - 1 ? ` ${operator}` : '']);
}
