import { stringLiteral } from '../../code/source-text.js';
import { allOf, anyOf, type Condition } from '../../code/code-lines.js';
import { counted } from '../../diagnostics/counted.js';
import { formatCheck } from '../schema/format-check.js';
import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import type { PrintedPattern } from './print-pattern.js';
import { jsonTypeOf } from '../schema/schema-facts.js';
import { isWithinLength, tooLongReason } from '../pattern/pattern-bound.js';

/** One thing that a value must be, as code for both answers. */
export interface LeafCheck {
  readonly good: Condition;
  readonly bad: Condition;
  readonly reason: string;
  readonly keyword: string;
}

/** What checks of leaves need of the printer. */
export interface LeafContext {
  readonly settings: JsonSettings;
  /** Whether all faults are reported, not only the first. */
  readonly all: boolean;
  /**
   * What TypeScript knows of a function's variables by the tests that it holds: it refuses a comparison that it finds
   * pointless, though that is what the schema says. The types of one test, or more than is kept account of.
   */
  readonly known: Map<string, ReadonlySet<JsonType> | 'more'>;
  /** Imports a function of a runtime module. */
  readonly use: (module: string, name: string) => string;
  /** Declares a table of a module; the same text once. */
  readonly table: (wanted: string, text: (name: string) => string) => string;
  /** Declares a pattern. */
  pattern(pattern: string, wanted: string): PrintedPattern;
}

/** A value's expression, and what tables are named after. */
export interface Leaf {
  readonly value: string;
  readonly name: string;
}

/** More values than this are looked up in a set. */
const MAX_COMPARED = 6;

/** The test of a value's type. */
export function typeTest(context: LeafContext, type: JsonType, value: string): Pick<LeafCheck, 'good' | 'bad'> {
  learn(context, value, new Set([type]));
  return oneTypeTest(context, type, value);
}

function learn({ known }: LeafContext, value: string, types: ReadonlySet<JsonType>): void {
  known.set(value, known.has(value) ? 'more' : types);
}

/** Whether a variable may be one of the values as far as TypeScript knows. */
function isComparable({ known }: LeafContext, value: string, items: readonly unknown[]): boolean {
  const types = known.get(value);
  if (types === undefined) return true;
  if (types === 'more') return false;
  return items.every((item) => {
    const type = jsonTypeOf(item);
    if (type === 'integer') return Number.isSafeInteger(item) && (types.has('integer') || types.has('number'));
    return types.has(type);
  });
}

function oneTypeTest(context: LeafContext, type: JsonType, value: string): Pick<LeafCheck, 'good' | 'bad'> {
  switch (type) {
    case 'null':
      return { good: allOf(`${value} === null`), bad: anyOf(`${value} !== null`) };
    case 'boolean':
    case 'string':
      return { good: allOf(`typeof ${value} === '${type}'`), bad: anyOf(`typeof ${value} !== '${type}'`) };
    case 'integer':
    case 'number': {
      // A bigint is what a number is read as whose digits a number would not hold.
      const wide = context.settings.int64 === 'bigint';
      const name = type === 'integer' ? (wide ? 'isWhole' : 'isInteger') : wide ? 'isNumeric' : 'isNumber';
      return guard(context, name, value);
    }
    case 'array':
      return guard(context, 'isArray', value);
    case 'object':
      return guard(context, 'isObject', value);
  }
}

function guard(context: LeafContext, name: string, value: string): Pick<LeafCheck, 'good' | 'bad'> {
  const call = `${context.use('json/check', name)}(${value})`;
  return { good: allOf(call), bad: anyOf(`!${call}`) };
}

const TYPE_WORDS: Readonly<Record<JsonType, string>> = {
  null: 'null',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  array: 'an array',
  object: 'an object',
};

/** The check of `type`. */
export function typesCheck(context: LeafContext, types: ReadonlySet<JsonType>, value: string): LeafCheck {
  const list = [...types].filter((type) => type !== 'integer' || !types.has('number'));
  learn(context, value, types);
  const tests = list.map((type) => oneTypeTest(context, type, value));
  const words = list.map((type) => TYPE_WORDS[type]);
  return {
    good: anyOf(...tests.flatMap(({ good }) => good.tests)),
    bad: allOf(...tests.flatMap(({ bad }) => bad.tests)),
    reason: `must be ${listed(words, 'or')}`,
    keyword: 'type',
  };
}

/** The check of `enum` for the values that are left of it. */
export function enumCheck(context: LeafContext, values: readonly unknown[], { value, name }: Leaf): LeafCheck {
  const plain = values.flatMap(spellings);
  const deep = values.filter((item) => typeof item === 'object' && item !== null);
  const compared = plain.length === 0 || (plain.length <= MAX_COMPARED && isComparable(context, value, values));
  const good: string[] = [];
  const bad: string[] = [];
  if (compared) {
    good.push(...plain.map((item) => `${value} === ${item}`));
    bad.push(...plain.map((item) => `${value} !== ${item}`));
    context.known.set(value, 'more');
  } else {
    const set = context.table(`${name}Values`, (own) => setTable(own, plain));
    good.push(`${set}.has(${value})`);
    bad.push(`!${set}.has(${value})`);
  }
  if (deep.length > 0) {
    const isOneOf = context.use('json/equal', 'isOneOf');
    const list = context.table(`${name}Constants`, (own) => listTable(own, deep.map(jsonLiteral)));
    good.push(`${isOneOf}(${value}, ${list})`);
    bad.push(`!${isOneOf}(${value}, ${list})`);
  }
  return { good: anyOf(...good), bad: allOf(...bad), reason: enumReason(values), keyword: 'enum' };
}

/** The values that are equal to one that is not an object, as code. */
function spellings(item: unknown): readonly string[] {
  if (typeof item === 'object' && item !== null) return [];
  if (typeof item === 'bigint') return [`${item}n`, jsonLiteral(Number(item))];
  if (typeof item === 'number' && Number.isInteger(item) && !Number.isSafeInteger(item)) {
    return [jsonLiteral(item), `${BigInt(item)}n`];
  }
  return [jsonLiteral(item)];
}

function setTable(name: string, items: readonly string[]): string {
  const head = `const ${name}: ReadonlySet<unknown> = new Set(`;
  const oneLine = `${head}[${items.join(', ')}]);\n`;
  return oneLine.length <= 101 ? oneLine : `${head}[\n${items.map((item) => `  ${item},\n`).join('')}]);\n`;
}

function listTable(name: string, items: readonly string[]): string {
  const head = `const ${name}: readonly unknown[] = `;
  const oneLine = `${head}[${items.join(', ')}];\n`;
  return oneLine.length <= 101 ? oneLine : `${head}[\n${items.map((item) => `  ${item},\n`).join('')}];\n`;
}

/** A value of JSON as an expression. */
export function jsonLiteral(value: unknown): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(jsonLiteral).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '0' : String(value);
  const entries = Object.entries(value).map(([key, item]) => `${jsonKey(key)}: ${jsonLiteral(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function jsonKey(key: string): string {
  return key === '__proto__' ? "['__proto__']" : /^[A-Za-z_$][\w$]*$/.test(key) ? key : stringLiteral(key);
}

/** `must be "a" or "b"`; a long list is only counted. */
export function enumReason(values: readonly unknown[]): string {
  const words = values.map((item) => (typeof item === 'bigint' ? `${item}` : JSON.stringify(item)));
  const [only] = words;
  if (words.length === 1 && only !== undefined && only.length <= 60) return `must be ${only}`;
  const all = listed(words, 'or');
  return all.length <= 100 ? `must be ${all}` : `must be one of the ${values.length} values in the schema`;
}

function listed(words: readonly string[], conjunction: string): string {
  if (words.length < 2) return words.join();
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1) ?? ''}`;
}

/** The checks of the keywords for strings. */
export function textChecks(context: LeafContext, schema: JsonSchema, { value, name }: Leaf): LeafCheck[] {
  const { minLength = 0, maxLength, pattern } = schema;
  const checks: LeafCheck[] = [];
  if (minLength === 1 && isComparable(context, value, [''])) {
    checks.push(leaf(`${value} !== ''`, `${value} === ''`, 'must not be empty', 'minLength'));
  } else if (minLength > 0) {
    const call = `${context.use('json/check', 'isShorter')}(${value}, ${minLength})`;
    const reason = minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters`;
    checks.push(leaf(`!${call}`, call, reason, 'minLength'));
  }
  if (maxLength !== undefined) {
    const call = `${context.use('json/check', 'isLonger')}(${value}, ${maxLength})`;
    checks.push(leaf(`!${call}`, call, `must have at most ${counted(maxLength, 'character')}`, 'maxLength'));
  }
  if (pattern !== undefined) {
    const { name: table, maxLength: longest } = context.pattern(pattern, name);
    const call = `${table}.test(${value})`;
    let bad = anyOf(`!${call}`);
    if (longest !== undefined) {
      const length = isComparable(context, value, ['']) ? `${value}.length` : `String(${value}).length`;
      const isShort = `${length} <= ${longest}`;
      if (!isWithinLength(schema, longest)) {
        checks.push(leaf(isShort, `${length} > ${longest}`, tooLongReason(longest), 'pattern'));
      }
      // Of a text that is too long nothing else is known.
      if (context.all) bad = allOf(isShort, `!${call}`);
    }
    checks.push({ good: allOf(call), bad, reason: 'must match its pattern', keyword: 'pattern' });
  }
  const format = formatCheck(schema, 'string', context.settings);
  if (format !== undefined) {
    const call = `${context.use(format.module, format.name)}(${value})`;
    checks.push(leaf(call, `!${call}`, `must be ${format.words}`, 'format'));
  }
  return checks;
}

/** The checks of the keywords for numbers. */
export function numberChecks(context: LeafContext, schema: JsonSchema, { value }: Leaf): LeafCheck[] {
  const checks: LeafCheck[] = [];
  const bound = (good: string, bad: string, words: string, keyword: 'minimum' | 'maximum'): void => {
    const inclusive = schema[keyword];
    if (inclusive !== undefined) {
      const limit = jsonLiteral(inclusive);
      checks.push(leaf(`${value} ${good}= ${limit}`, `${value} ${bad} ${limit}`, `must be ${words} ${limit}`, keyword));
    }
    const keywordBeyond = keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
    const exclusive = schema[keywordBeyond];
    if (exclusive !== undefined) {
      const limit = jsonLiteral(exclusive);
      const reason = `must be ${keyword === 'minimum' ? 'more' : 'less'} than ${limit}`;
      checks.push(leaf(`${value} ${good} ${limit}`, `${value} ${bad}= ${limit}`, reason, keywordBeyond));
    }
  };
  bound('>', '<', 'at least', 'minimum');
  bound('<', '>', 'at most', 'maximum');
  if (schema.multipleOf !== undefined && !(schema.multipleOf === 1 && isIntegerOnly(schema))) {
    const step = jsonLiteral(schema.multipleOf);
    const isMultiple = context.use('json/multiple', 'isMultipleOf');
    const call = `${isMultiple}(${value}, ${step}, ${jsonLiteral(scaleOf(schema.multipleOf))})`;
    checks.push(leaf(call, `!${call}`, `must be a multiple of ${step}`, 'multipleOf'));
  }
  const format = formatCheck(schema, 'number', context.settings);
  if (format !== undefined) {
    const call = `${context.use(format.module, format.name)}(${value})`;
    checks.push(leaf(call, `!${call}`, `must be ${format.words}`, 'format'));
  }
  return checks;
}

function isIntegerOnly({ types }: JsonSchema): boolean {
  return types?.has('integer') === true && !types.has('number');
}

/** The power of ten that makes a step whole; 0 where none does that numbers hold exactly. */
function scaleOf(step: number): number {
  for (let power = 0; power <= 15; power++) {
    const scale = Number(`1e${power}`);
    const units = Math.round(step * scale);
    if (units >= 1 && units < 1e15 && units / scale === step) return scale;
  }
  return 0;
}

function leaf(good: string, bad: string, reason: string, keyword: string): LeafCheck {
  return { good: allOf(good), bad: anyOf(bad), reason, keyword };
}
