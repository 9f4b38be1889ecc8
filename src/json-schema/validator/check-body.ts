import { stringLiteral } from '../../code/source-text.js';
import type { NameScope } from '../../code/identifiers.js';
import { arrayChecks } from './array-checks.js';
import { allOf, anyOf, asTest, line, when, type Code, type Condition } from '../../code/code-lines.js';
import { inPlaceChecks, isInPlaceEmpty } from './in-place-checks.js';
import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import {
  enumCheck,
  numberChecks,
  textChecks,
  typeTest,
  typesCheck,
  type LeafCheck,
  type LeafContext,
} from './leaf-checks.js';
import { objectChecks } from './object-checks.js';
import { hasArrayKeywords, hasObjectKeywords, jsonTypeOf, possibleTypes, target } from '../schema/schema-facts.js';

/** A value that is checked. */
export interface Subject {
  /** The variable that holds it; `value` is the one that the function is given. */
  readonly value: string;
  /** What leads to it from the value that the function checks, as code; undefined for that value itself. */
  readonly key: string | undefined;
  /** Whether that is a name which the payload gives and not the schema: no message may have it. */
  readonly isEntry?: boolean;
  /** What functions and tables made for it are named after, in capitals: `OrderLines`. */
  readonly name: string;
}

/** What the statements of one function need of the printer and of each other. */
export interface CheckContext extends LeafContext {
  /** Hands out names of variables. */
  readonly locals: Pick<NameScope, 'claim'>;
  /** Whether a schema's checks stand in a function of its own. */
  isFunction(schema: JsonSchema): boolean;
  /** The call of a schema's function, and that function declared. */
  call(schema: JsonSchema, subject: Subject, faults: 'faults' | 'faults.quiet'): string;
  /** Where a keyword stands, as a string literal. */
  pointer(schema: JsonSchema, keyword: string): string;
}

/** The statements that check a value, empty where any will do; `own` for the schema whose function they stand in. */
export function checks(context: CheckContext, reference: JsonSchema, subject: Subject, own = false): readonly Code[] {
  const schema = target(reference);
  if (!own && context.isFunction(schema)) {
    return failingCall(context, subject, allOf(`!${context.call(schema, subject, 'faults')}`));
  }
  if (schema.never) return [fail(context, subject, 'is not allowed', context.pointer(schema, ''))];
  const leaf = { value: subject.value, name: tableName(subject.name) };
  const possible = possibleTypes(schema);
  if (schema.enum !== undefined) {
    const values = schema.enum.filter((item) => possible === undefined || hasType(item, possible));
    if (values.length === 0) return [fail(context, subject, 'is not allowed', context.pointer(schema, 'enum'))];
    const check = enumCheck(context, values, leaf);
    const types = new Set(values.map(jsonTypeOf));
    return guarded(context, schema, subject, check, contentChecks(context, schema, subject, types, true));
  }
  const content = contentChecks(context, schema, subject, schema.types, false);
  if (schema.types === undefined) return content;
  return guarded(context, schema, subject, typesCheck(context, schema.types, subject.value), content);
}

/** A check, and what is to be checked only where it holds. */
function guarded(
  context: CheckContext,
  schema: JsonSchema,
  subject: Subject,
  check: LeafCheck,
  then: readonly Code[],
): readonly Code[] {
  const failing = fail(context, subject, check.reason, context.pointer(schema, check.keyword));
  if (!context.all) return [when(check.bad, [failing]), ...then];
  return [when(check.bad, [failing], then)];
}

/** The checks of the keywords for values of one type each, and of the schemas for the same value. */
function contentChecks(
  context: CheckContext,
  schema: JsonSchema,
  subject: Subject,
  types: ReadonlySet<JsonType> | undefined,
  narrowed: boolean,
): readonly Code[] {
  const leaf = { value: subject.value, name: tableName(subject.name) };
  const group = (type: JsonType, of: readonly JsonType[], code: () => readonly Code[]): readonly Code[] => {
    if (types !== undefined && !of.some((one) => types.has(one))) return [];
    const body = code();
    if (body.length === 0) return [];
    const certain = !narrowed && types !== undefined && [...types].every((one) => of.includes(one));
    return certain ? body : joined(typeTest(context, type, subject.value).good, body);
  };
  const leaves = (list: readonly LeafCheck[]): readonly Code[] =>
    list.map(({ bad, reason, keyword }) =>
      when(bad, [fail(context, subject, reason, context.pointer(schema, keyword))]),
    );
  return [
    ...group('string', ['string'], () => leaves(textChecks(context, schema, leaf))),
    ...group('number', ['integer', 'number'], () => leaves(numberChecks(context, schema, leaf))),
    ...group('array', ['array'], () => (hasArrayKeywords(schema) ? arrayChecks(context, schema, subject) : [])),
    ...group('object', ['object'], () => (hasObjectKeywords(schema) ? objectChecks(context, schema, subject) : [])),
    ...inPlaceChecks(context, schema, subject),
  ];
}

/** Statements under one more condition: joined with theirs where they are one `if`. */
export function joined(condition: Condition, code: readonly Code[]): readonly Code[] {
  const [only, ...more] = code;
  if (only === undefined) return [];
  if (more.length > 0 || only.kind !== 'if' || only.otherwise.length > 0) return [when(condition, code)];
  return [when(both(condition, only.test), only.then)];
}

/** The condition that both hold. */
export function both(...conditions: readonly Condition[]): Condition {
  const tests = conditions.map((one) =>
    one.operator === '&&' || one.tests.length === 1 ? one.tests : [asTest(one, '&&')],
  );
  return allOf(...tests.flat());
}

/** Notes a fault and, where the first is enough, returns. */
export function fail(
  context: CheckContext,
  { key, isEntry = false }: Pick<Subject, 'key' | 'isEntry'>,
  reason: string,
  pointer: string,
): Code {
  const head = `${context.all ? 'valid =' : 'return'} faults.${isEntry ? 'addEntry' : 'add'}`;
  const args = [stringLiteral(reason), pointer, ...(key === undefined ? [] : [key])];
  return { kind: 'call', call: { head, args } };
}

/** Statements for a call that notes faults of its own: they are reported under the subject's key. */
export function failingCall(context: CheckContext, subject: Subject, test: Condition): readonly Code[] {
  const { key, isEntry = false } = subject;
  const under = `faults.${isEntry ? 'underEntry' : 'under'}`;
  if (key === undefined) return [when(test, [line(context.all ? 'valid = false;' : 'return false;')])];
  if (!context.all) return [when(test, [{ kind: 'call', call: { head: `return ${under}`, args: [key] } }])];
  const before = context.locals.claim('before');
  return [
    line(`const ${before} = faults.count;`),
    when(test, [{ kind: 'call', call: { head: `valid = ${under}`, args: [key, before] } }]),
  ];
}

/** A test whether a value satisfies a schema that notes no fault. */
export function quietTest(
  context: CheckContext,
  reference: JsonSchema,
  subject: Subject,
): Pick<LeafCheck, 'good' | 'bad'> {
  const schema = target(reference);
  const simple = simpleTest(context, schema, subject);
  if (simple !== undefined) return simple;
  const call = context.call(schema, subject, 'faults.quiet');
  return { good: allOf(call), bad: anyOf(`!${call}`) };
}

/** The test of a schema that takes one expression; undefined for others. */
export function simpleTest(
  context: CheckContext,
  reference: JsonSchema,
  subject: Subject,
): Pick<LeafCheck, 'good' | 'bad'> | undefined {
  const schema = target(reference);
  if (schema.never) return { good: allOf('false'), bad: anyOf('true') };
  if (hasArrayKeywords(schema) || hasObjectKeywords(schema) || !isInPlaceEmpty(schema)) return undefined;
  const leaf = { value: subject.value, name: tableName(subject.name) };
  const possible = possibleTypes(schema);
  const isText = possible !== undefined && [...possible].every((type) => type === 'string');
  const isNumber = possible !== undefined && [...possible].every((type) => type === 'integer' || type === 'number');
  const others = isText
    ? textChecks(context, schema, leaf)
    : isNumber
      ? numberChecks(context, schema, leaf)
      : undefined;
  if (
    others === undefined &&
    (textChecks(context, schema, leaf).length > 0 || numberChecks(context, schema, leaf).length > 0)
  ) {
    return undefined;
  }
  if (schema.enum !== undefined) {
    const values = schema.enum.filter((item) => possible === undefined || hasType(item, possible));
    if (values.length === 0) return { good: allOf('false'), bad: anyOf('true') };
    if (others !== undefined && others.length > 0) return undefined;
    return enumCheck(context, values, leaf);
  }
  if (schema.types === undefined) return { good: allOf('true'), bad: anyOf('false') };
  const type = typesCheck(context, schema.types, subject.value);
  if (others === undefined || others.length === 0) return type;
  if (others.length > 2) return undefined;
  return {
    good: both(type.good, ...others.map(({ good }) => good)),
    bad: anyOf(asTest(type.bad, '||'), ...others.map(({ bad }) => asTest(bad, '||'))),
  };
}

export function hasType(value: unknown, types: ReadonlySet<JsonType>): boolean {
  const type = jsonTypeOf(value);
  return types.has(type) || (type === 'integer' && types.has('number'));
}

/** What tables of a value are named after: `orderSku` for the function `checkOrderSku`. */
function tableName(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
