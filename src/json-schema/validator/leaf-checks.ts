import { call, list } from '../../code/expressions.js';
import { constant, allOf, anyOf, type Condition } from '../../code/statements.js';
import { code as text, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import { scalarLiteral, valueLiteral } from '../../code/value-literal.js';
import {
  atMostReason,
  distinctTypes,
  enumReason,
  formatReason,
  limitReason,
  MATCHES_PATTERN,
  minLengthReason,
  multipleReason,
  typesReason,
} from '../schema/fault-reasons.js';
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
  use(module: string, name: string): Layout;
  /** Declares a table of a module; the same text once. */
  table(wanted: string, table: (name: Layout) => Layout): Name;
  /** Declares a pattern. */
  pattern(pattern: string, wanted: string): PrintedPattern;
}

/** A value's expression, and what tables are named after. */
export interface Leaf {
  readonly value: Name;
  readonly name: string;
}

/** More values than this are looked up in a set. */
const MAX_COMPARED = 6;

/** The test of a value's type. */
export function typeTest(context: LeafContext, type: JsonType, value: Name): Pick<LeafCheck, 'good' | 'bad'> {
  learn(context, value, new Set([type]));
  return oneTypeTest(context, type, value);
}

function learn({ known }: LeafContext, { name }: Name, types: ReadonlySet<JsonType>): void {
  known.set(name, known.has(name) ? 'more' : types);
}

/** Whether a variable may be one of the values as far as TypeScript knows. */
function isComparable({ known }: LeafContext, { name }: Name, items: readonly unknown[]): boolean {
  const types = known.get(name);
  if (types === undefined) return true;
  if (types === 'more') return false;
  return items.every((item) => {
    const type = jsonTypeOf(item);
    if (type === 'integer') return Number.isSafeInteger(item) && (types.has('integer') || types.has('number'));
    return types.has(type);
  });
}

function oneTypeTest(context: LeafContext, type: JsonType, value: Name): Pick<LeafCheck, 'good' | 'bad'> {
  switch (type) {
    case 'null':
      return { good: allOf(text`${value} === null`), bad: anyOf(text`${value} !== null`) };
    case 'boolean':
    case 'string':
      return { good: allOf(text`typeof ${value} === '${type}'`), bad: anyOf(text`typeof ${value} !== '${type}'`) };
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

function guard(context: LeafContext, name: string, value: Name): Pick<LeafCheck, 'good' | 'bad'> {
  const test = call(context.use('json/check', name), value);
  return { good: allOf(test), bad: anyOf(text`!${test}`) };
}

/** The check of `type`. */
export function typesCheck(context: LeafContext, types: ReadonlySet<JsonType>, value: Name): LeafCheck {
  learn(context, value, types);
  const tests = distinctTypes(types).map((type) => oneTypeTest(context, type, value));
  return {
    good: anyOf(...tests.flatMap(({ good }) => good.tests)),
    bad: allOf(...tests.flatMap(({ bad }) => bad.tests)),
    reason: typesReason(types),
    keyword: 'type',
  };
}

/** The check of `enum` for the values that are left of it. */
export function enumCheck(context: LeafContext, values: readonly unknown[], { value, name }: Leaf): LeafCheck {
  const plain = values.flatMap(spellings);
  const deep = values.filter((item) => typeof item === 'object' && item !== null);
  const compared = plain.length === 0 || (plain.length <= MAX_COMPARED && isComparable(context, value, values));
  const good: Layout[] = [];
  const bad: Layout[] = [];
  if (compared) {
    good.push(...plain.map((item) => text`${value} === ${item}`));
    bad.push(...plain.map((item) => text`${value} !== ${item}`));
    context.known.set(value.name, 'more');
  } else {
    const set = context.table(`${name}Values`, (own) => setTable(own, plain));
    const has = call(text`${set}.has`, value);
    good.push(has);
    bad.push(text`!${has}`);
  }
  if (deep.length > 0) {
    const isOneOf = context.use('json/equal', 'isOneOf');
    const constants = context.table(`${name}Constants`, (own) => listTable(own, deep.map(valueLiteral)));
    const test = call(isOneOf, value, constants);
    good.push(test);
    bad.push(text`!${test}`);
  }
  return { good: anyOf(...good), bad: allOf(...bad), reason: enumReason(values), keyword: 'enum' };
}

/** The values that are equal to one that is not an object, as code. */
function spellings(item: unknown): readonly string[] {
  if (typeof item === 'object' && item !== null) return [];
  if (typeof item === 'bigint') return [`${item}n`, scalarLiteral(Number(item))];
  if (typeof item === 'number' && Number.isInteger(item) && !Number.isSafeInteger(item)) {
    return [scalarLiteral(item), `${BigInt(item)}n`];
  }
  return [scalarLiteral(item)];
}

function setTable(name: Layout, items: readonly string[]): Layout {
  return constant(name, text`${nameOf('ReadonlySet')}<unknown>`, call(text`new ${nameOf('Set')}`, list(items)));
}

function listTable(name: Layout, items: readonly Layout[]): Layout {
  return constant(name, 'readonly unknown[]', list(items));
}

/** The checks of the keywords for strings. */
export function textChecks(context: LeafContext, schema: JsonSchema, { value, name }: Leaf): LeafCheck[] {
  const { minLength = 0, maxLength, pattern } = schema;
  const checks: LeafCheck[] = [];
  if (minLength === 1 && isComparable(context, value, [''])) {
    checks.push(leaf(text`${value} !== ''`, text`${value} === ''`, minLengthReason(minLength), 'minLength'));
  } else if (minLength > 0) {
    const isShorter = call(context.use('json/check', 'isShorter'), value, String(minLength));
    checks.push(leaf(text`!${isShorter}`, isShorter, minLengthReason(minLength), 'minLength'));
  }
  if (maxLength !== undefined) {
    const isLonger = call(context.use('json/check', 'isLonger'), value, String(maxLength));
    checks.push(leaf(text`!${isLonger}`, isLonger, atMostReason(maxLength, 'character'), 'maxLength'));
  }
  if (pattern !== undefined) {
    const { name: table, maxLength: longest } = context.pattern(pattern, name);
    const matches = call(text`${table}.test`, value);
    let bad = anyOf(text`!${matches}`);
    if (longest !== undefined) {
      const length = isComparable(context, value, [''])
        ? text`${value}.length`
        : text`${nameOf('String')}(${value}).length`;
      const isShort = text`${length} <= ${String(longest)}`;
      if (!isWithinLength(schema, longest)) {
        checks.push(leaf(isShort, text`${length} > ${String(longest)}`, tooLongReason(longest), 'pattern'));
      }
      // Of a text that is too long nothing else is known.
      if (context.all) bad = allOf(isShort, text`!${matches}`);
    }
    checks.push({ good: allOf(matches), bad, reason: MATCHES_PATTERN, keyword: 'pattern' });
  }
  const format = formatCheck(schema, 'string', context.settings);
  if (format !== undefined) {
    const holds = call(context.use(format.module, format.name), value);
    checks.push(leaf(holds, text`!${holds}`, formatReason(format), 'format'));
  }
  return checks;
}

/** The checks of the keywords for numbers. */
export function numberChecks(context: LeafContext, schema: JsonSchema, { value }: Leaf): LeafCheck[] {
  const checks: LeafCheck[] = [];
  const bound = (good: string, bad: string, keyword: 'minimum' | 'maximum'): void => {
    const inclusive = schema[keyword];
    if (inclusive !== undefined) {
      const limit = scalarLiteral(inclusive);
      const reason = limitReason(keyword, inclusive);
      checks.push(leaf(text`${value} ${good}= ${limit}`, text`${value} ${bad} ${limit}`, reason, keyword));
    }
    const keywordBeyond = keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
    const exclusive = schema[keywordBeyond];
    if (exclusive !== undefined) {
      const limit = scalarLiteral(exclusive);
      const reason = limitReason(keywordBeyond, exclusive);
      checks.push(leaf(text`${value} ${good} ${limit}`, text`${value} ${bad}= ${limit}`, reason, keywordBeyond));
    }
  };
  bound('>', '<', 'minimum');
  bound('<', '>', 'maximum');
  if (schema.multipleOf !== undefined && !(schema.multipleOf === 1 && isIntegerOnly(schema))) {
    const step = scalarLiteral(schema.multipleOf);
    const isMultiple = context.use('json/multiple', 'isMultipleOf');
    const test = call(isMultiple, value, step, scalarLiteral(scaleOf(schema.multipleOf)));
    checks.push(leaf(test, text`!${test}`, multipleReason(schema.multipleOf), 'multipleOf'));
  }
  const format = formatCheck(schema, 'number', context.settings);
  if (format !== undefined) {
    const holds = call(context.use(format.module, format.name), value);
    checks.push(leaf(holds, text`!${holds}`, formatReason(format), 'format'));
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

function leaf(good: Layout, bad: Layout, reason: string, keyword: string): LeafCheck {
  return { good: allOf(good), bad: anyOf(bad), reason, keyword };
}
