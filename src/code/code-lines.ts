/** A call at the end of a statement: `return faults.add` and its arguments. */
export interface Call {
  readonly head: string;
  readonly args: readonly string[];
}

/** Tests that are all to hold, or of which one is to. */
export interface Condition {
  readonly operator: '&&' | '||';
  readonly tests: readonly string[];
}

/** A statement of generated code, without its indentation. */
export type Code =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'call'; readonly call: Call }
  | {
      readonly kind: 'if';
      readonly test: Condition;
      readonly then: readonly Code[];
      readonly otherwise: readonly Code[];
    }
  /** `for (…) {`, `switch (…) {`, `case …: {` and the like. */
  | { readonly kind: 'block'; readonly head: string; readonly body: readonly Code[]; readonly tail: string }
  /** Statements in a row, where one is expected. */
  | { readonly kind: 'group'; readonly body: readonly Code[] }
  | { readonly kind: 'switch'; readonly on: string; readonly cases: readonly SwitchCase[] };

/** A branch of a `switch`; without labels it is the default. */
export interface SwitchCase {
  readonly labels: readonly string[];
  readonly body: readonly Code[];
}

const WIDTH = 100;

export function line(text: string): Code {
  return { kind: 'line', text };
}

export function block(head: string, body: readonly Code[], tail = '}'): Code {
  return { kind: 'block', head, body, tail };
}

/** An `if`, or one of its branches where the test is a constant. */
export function when(condition: Condition | string, then: readonly Code[], otherwise: readonly Code[] = []): Code {
  const test = typeof condition === 'string' ? allOf(condition) : condition;
  if (isAlways(test)) return { kind: 'group', body: then };
  if (isNever(test)) return { kind: 'group', body: otherwise };
  return { kind: 'if', test, then, otherwise };
}

/** A variable and what follows, in which it may turn out not to be used. */
export function declare(name: string, value: string, then: readonly Code[]): readonly Code[] {
  return mentions(then, name) ? [line(`const ${name} = ${value};`), ...then] : then;
}

/** All of the tests; `true` for none. */
export function allOf(...tests: readonly string[]): Condition {
  return combine('&&', tests, 'true', 'false');
}

/** One of the tests; `false` for none. */
export function anyOf(...tests: readonly string[]): Condition {
  return combine('||', tests, 'false', 'true');
}

function combine(operator: '&&' | '||', tests: readonly string[], neutral: string, decisive: string): Condition {
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
export function isLast(code: Code | undefined): boolean {
  switch (code?.kind) {
    case 'line':
      return /^(?:return\b|continue;|break;)/.test(code.text);
    case 'call':
      return code.call.head.startsWith('return');
    case 'group':
      return code.body.some(isLast);
    case 'if':
      return code.otherwise.length > 0 && code.then.some(isLast) && code.otherwise.some(isLast);
    default:
      return false;
  }
}

/** Whether statements use a name; what stands in strings is none. */
export function mentions(code: readonly Code[] | string, name: string): boolean {
  const text = typeof code === 'string' ? code : layOut(code);
  return new RegExp(`(?<![\\w$.])${name}(?![\\w$])`).test(text.replace(/'(?:[^'\\]|\\.)*'/g, "''"));
}

/** A condition as one test within another. */
export function asTest(condition: Condition, within: '&&' | '||' | '!'): string {
  const text = condition.tests.join(` ${condition.operator} `);
  return condition.tests.length === 1 || condition.operator === within ? text : `(${text})`;
}

/** Statements as lines of at most 100 columns where words permit, laid out as prettier does. */
export function layOut(code: readonly Code[], indent = ''): string {
  const end = code.findIndex(isLast);
  const reached = end < 0 ? code : code.slice(0, end + 1);
  return reached.map((statement) => layOutOne(statement, indent)).join('');
}

function layOutOne(code: Code, indent: string): string {
  switch (code.kind) {
    case 'line':
      return `${indent}${code.text}\n`;
    case 'call':
      return layOutCall(code.call, indent);
    case 'block':
      return `${indent}${code.head}\n${layOut(code.body, `${indent}  `)}${indent}${code.tail}\n`;
    case 'switch':
      return `${indent}switch (${code.on}) {\n${code.cases.map((one) => layOutCase(one, `${indent}  `)).join('')}${indent}}\n`;
    case 'group':
      return layOut(code.body, indent);
    case 'if':
      return indent + layOutIf(code, indent);
  }
}

function layOutCall({ head, args }: Call, indent: string): string {
  const text = `${indent}${head}(${args.join(', ')});\n`;
  if (text.length <= WIDTH + 1) return text;
  return `${indent}${head}(\n${args.map((arg) => `${indent}  ${arg},\n`).join('')}${indent});\n`;
}

function layOutCase({ labels, body }: SwitchCase, indent: string): string {
  const heads = labels.length === 0 ? ['default:'] : labels.map((label) => `case ${label}:`);
  const braces = body.some((code) => code.kind === 'line' && /^(?:const|let) /.test(code.text));
  const text = heads.map((head) => `${indent}${head}\n`).join('');
  if (!braces) return text + layOut(body, `${indent}  `);
  return `${text.trimEnd()} {\n${layOut(body, `${indent}  `)}${indent}}\n`;
}

/** An `if` from its keyword on; braces on one branch mean braces on all. */
function layOutIf(code: Extract<Code, { kind: 'if' }>, indent: string, braced = false): string {
  const { operator, tests } = code.test;
  const oneLine = `if (${tests.join(` ${operator} `)})`;
  const before = indent.length + (braced ? '} else '.length : 0);
  const fits = before + oneLine.length + ' {'.length <= WIDTH;
  const broken = tests.map((test, index) => `${indent}  ${test}${index < tests.length - 1 ? ` ${operator}` : ''}\n`);
  const head = fits || tests.length === 1 ? oneLine : `if (\n${broken.join('')}${indent})`;
  const [only, ...more] = code.then;
  if (only !== undefined && more.length === 0 && code.otherwise.length === 0 && isSimple(only) && fits && !braced) {
    const same = `${oneLine} ${layOutOne(only, '').trimEnd()}`;
    if (indent.length + same.length <= WIDTH && !same.includes('\n')) return `${same}\n`;
    return `${oneLine}\n${layOutOne(only, `${indent}  `)}`;
  }
  const then = `${head} {\n${layOut(code.then, `${indent}  `)}${indent}}`;
  const [next, ...others] = code.otherwise;
  if (next === undefined) return `${then}\n`;
  if (next.kind === 'if' && others.length === 0) return `${then} else ${layOutIf(next, indent, true)}`;
  return `${then} else {\n${layOut(code.otherwise, `${indent}  `)}${indent}}\n`;
}

function isSimple(code: Code): boolean {
  return code.kind === 'line' || code.kind === 'call';
}
