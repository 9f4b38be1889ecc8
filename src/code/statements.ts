import { assigned, operands, operation } from './expressions.js';
import { propertyName } from './source-text.js';
import {
  brokenGroup,
  choice,
  code,
  group,
  hardline,
  indent,
  join,
  mentions,
  softline,
  ifBroken,
  line,
  lines,
  type Layout,
  type Name,
} from './text-layout.js';

/** Tests that are all to hold, or of which one is to. */
export interface Condition {
  readonly operator: '&&' | '||';
  readonly tests: readonly Layout[];
}

/** A statement of generated code. */
export type Code =
  /** `leaves`: nothing behind it is reached; `declares`: it makes a variable. */
  | {
      readonly kind: 'statement';
      readonly text: Layout;
      readonly leaves?: boolean;
      readonly declares?: boolean;
    }
  | {
      readonly kind: 'if';
      readonly test: Condition;
      readonly then: readonly Code[];
      readonly otherwise: readonly Code[];
      /** The answer of a function where the statement refuses any value that has another. */
      readonly passes?: Layout;
    }
  /** `for (…)` and the like. */
  | { readonly kind: 'block'; readonly head: Layout; readonly body: readonly Code[] }
  /** Statements in a row, where one is expected. */
  | { readonly kind: 'group'; readonly body: readonly Code[] }
  | { readonly kind: 'switch'; readonly on: Layout; readonly cases: readonly SwitchCase[] };

/** A branch of a `switch`; without labels it is the default. */
export interface SwitchCase {
  readonly labels: readonly Layout[];
  readonly body: readonly Code[];
  /** Above it. */
  readonly comment?: string;
}

export function statement(text: Layout): Code {
  return { kind: 'statement', text: [text, ';'] };
}

/** `continue;`, `break;`, or with `throw` what is thrown. */
export function leave(text: Layout): Code {
  return { kind: 'statement', text: [text, ';'], leaves: true };
}

export const CONTINUE: Code = leave('continue');
export const BREAK: Code = leave('break');

/** `return …;`: a condition stands in parentheses where it is broken over lines. */
export function returns(value: Layout | Condition): Code {
  return leave(['return ', isCondition(value) ? inParentheses(value) : value]);
}

function isCondition(value: Layout | Condition): value is Condition {
  return typeof value === 'object' && 'operator' in value;
}

function inParentheses({ operator, tests }: Condition): Layout {
  if (tests.length === 1) return tests;
  return group(ifBroken('('), indent(softline, operands(operator, tests)), softline, ifBroken(')'));
}

/** `const x = …;` or with another keyword. */
export function variable(keyword: 'const' | 'let', name: Layout, value: Layout | Condition): Code {
  const right = isCondition(value) ? operation(value.operator, value.tests) : value;
  return { kind: 'statement', text: [assigned([keyword, ' ', name, ' ='], right), ';'], declares: true };
}

/**
 * A property of an object in a variable of its own, and what follows, in which it may turn out not to be used. Taken apart so, a
 * member of an index signature satisfies linters that want a dot and compilers that forbid it.
 */
export function declareProperty(
  { name, property, of }: { readonly name: Name; readonly property: string; readonly of: Layout },
  then: readonly Code[],
): readonly Code[] {
  if (!uses(then, name)) return then;
  const key = propertyName(property);
  const pattern = key === name.name ? name : code`${key}: ${name}`;
  return [{ kind: 'statement', text: code`const { ${pattern} } = ${of};`, declares: true }, ...then];
}

export function block(head: Layout, body: readonly Code[]): Code {
  return { kind: 'block', head, body };
}

/** An `if`, or one of its branches where the test is a constant. */
export function when(condition: Condition | Layout, then: readonly Code[], otherwise: readonly Code[] = []): Code {
  const test = isCondition(condition) ? condition : allOf(condition);
  if (isAlways(test)) return { kind: 'group', body: then };
  if (isNever(test)) return { kind: 'group', body: otherwise };
  return { kind: 'if', test, then, otherwise };
}

/** A variable and what follows, in which it may turn out not to be used. */
export function declare(name: Name, value: Layout | Condition, then: readonly Code[]): readonly Code[] {
  return uses(then, name) ? [variable('const', name, value), ...then] : then;
}

/** All of the tests; `true` for none. */
export function allOf(...tests: readonly Layout[]): Condition {
  return combine('&&', tests, 'true', 'false');
}

/** One of the tests; `false` for none. */
export function anyOf(...tests: readonly Layout[]): Condition {
  return combine('||', tests, 'false', 'true');
}

function combine(operator: '&&' | '||', tests: readonly Layout[], neutral: string, decisive: string): Condition {
  const kept = tests.filter((test) => test !== neutral);
  if (kept.includes(decisive)) return { operator, tests: [decisive] };
  return { operator, tests: kept.length === 0 ? [neutral] : kept };
}

export function isAlways({ tests }: Condition): boolean {
  return tests.length === 1 && tests[0] === 'true';
}

export function isNever({ tests }: Condition): boolean {
  return tests.length === 1 && tests[0] === 'false';
}

/** Whether nothing behind the statement is reached. */
export function isLast(statement: Code | undefined): boolean {
  switch (statement?.kind) {
    case 'statement':
      return statement.leaves === true;
    case 'group':
      return statement.body.some(isLast);
    case 'if':
      return statement.otherwise.length > 0 && statement.then.some(isLast) && statement.otherwise.some(isLast);
    default:
      return false;
  }
}

/** Whether statements that are reached use a name. */
export function uses(statements: readonly Code[], name: Name): boolean {
  return reached(statements).some((one) => {
    switch (one.kind) {
      case 'statement':
        return mentions(one.text, name);
      case 'block':
        return mentions(one.head, name) || uses(one.body, name);
      case 'switch':
        return mentions(one.on, name) || one.cases.some((of) => mentions(of.labels, name) || uses(of.body, name));
      case 'if':
        return mentions(one.test.tests, name) || uses(one.then, name) || uses(one.otherwise, name);
    }
  });
}

/** A condition as one test within another. */
export function asTest(condition: Condition, within: '&&' | '||' | '!'): Layout {
  const [only = 'true', ...others] = condition.tests;
  if (others.length === 0) return only;
  if (condition.operator !== within) return ['(', operation(condition.operator, condition.tests), ')'];
  return operands(condition.operator, condition.tests);
}

/** Statements, a line each at least. */
export function layOut(statements: readonly Code[]): Layout {
  const flat = reached(statements);
  return join(hardline, flat.map(layOutOne));
}

/** Those that are reached, without groups. */
function reached(statements: readonly Code[]): readonly Exclude<Code, { kind: 'group' }>[] {
  const end = statements.findIndex(isLast);
  if ((end < 0 || end === statements.length - 1) && statements.every(isSingle)) return statements;
  return (end < 0 ? statements : statements.slice(0, end + 1)).flatMap((one) =>
    one.kind === 'group' ? reached(one.body) : [one],
  );
}

function isSingle(statement: Code): statement is Exclude<Code, { kind: 'group' }> {
  return statement.kind !== 'group';
}

function layOutOne(statement: Exclude<Code, { kind: 'group' }>): Layout {
  switch (statement.kind) {
    case 'statement':
      return statement.text;
    case 'block':
      return layOutBlock(statement.head, reached(statement.body));
    case 'switch':
      return [
        group('switch (', indent(softline, statement.on), softline, ') {'),
        indent(statement.cases.map((one) => [hardline, layOutCase(one)])),
        hardline,
        '}',
      ];
    case 'if':
      return layOutIf(statement);
  }
}

/** A `for` with its one statement behind it where that fits. */
function layOutBlock(head: Layout, body: readonly Code[]): Layout {
  const braced = [head, ' ', inBraces(body)];
  const [only, ...others] = body;
  if (only?.kind !== 'statement' || others.length > 0) return braced;
  return choice([head, ' ', only.text], braced);
}

function inBraces(body: readonly Code[]): Layout {
  return body.length === 0 ? '{}' : ['{', indent(hardline, layOut(body)), hardline, '}'];
}

function layOutCase({ labels, body, comment }: SwitchCase): Layout {
  const heads = labels.length === 0 ? ['default:'] : labels.map((label): Layout => ['case ', label, ':']);
  const statements = reached(body);
  const isBraced = statements.some((one) => one.kind === 'statement' && one.declares === true);
  const content = isBraced ? [' ', inBraces(statements)] : indent(hardline, layOut(statements));
  const above: Layout = comment === undefined ? '' : [lines(comment), hardline];
  return [above, join(hardline, heads), statements.length === 0 ? '' : content];
}

/** An `if` from its keyword on; braces on one branch mean braces on all. */
function layOutIf({ test, then, otherwise }: Extract<Code, { kind: 'if' }>, isBraced = false): Layout {
  const tests = test.tests.length === 1 ? test.tests : operands(test.operator, test.tests);
  const head = group('if (', indent(softline, tests), softline, ')');
  const statements = reached(then);
  const others = reached(otherwise);
  const [only, ...more] = statements;
  const braced = [head, ' ', inBraces(statements)];
  const [next, ...further] = others;
  if (next !== undefined) {
    if (next.kind === 'if' && further.length === 0) return [braced, ' else ', layOutIf(next, true)];
    return [braced, ' else ', inBraces(others)];
  }
  if (only?.kind !== 'statement' || more.length > 0 || isBraced) return braced;
  return choice([head, ' ', only.text], [head, brokenGroup(indent(hardline, only.text))], braced);
}

/** A function. */
export function functionText(
  name: Layout,
  parameters: readonly Layout[],
  returned: Layout,
  body: readonly Code[],
): Layout {
  return [functionHead(['function ', name], parameters, returned), ' ', inBraces(reached(body))];
}

/** `function name(…): type`. */
export function functionHead(start: Layout, parameters: readonly Layout[], returned: Layout): Layout {
  const listed = ['(', indent(softline, join([',', line], parameters)), ifBroken(','), softline, ')'];
  return group(start, listed, ': ', returned);
}

/** A parameter, marked with `_` where the statements do without it. */
export function parameter(name: Name, type: Layout, body: readonly Code[]): Layout {
  return code`${uses(body, name) ? name : `_${name.name}`}: ${type}`;
}

/** A constant of a module. */
export function constant(name: Layout, type: Layout, value: Layout): Layout {
  return [assigned(['const ', name, type === '' ? '' : [': ', type], ' ='], value), ';'];
}
