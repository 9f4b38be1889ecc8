import { assigned, call } from '../../code/expressions.js';
import { lowerFirst, pascalCase } from '../../code/identifiers.js';
import { propertyName, stringLiteral } from '../../code/source-text.js';
import {
  allOf,
  asTest,
  declare,
  declareProperty,
  isAlways,
  returns,
  statement,
  when,
  type Code,
  type Condition,
} from '../../code/statements.js';
import { code as text, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import { isInherited } from '../schema/inherited-names.js';
import { missingReason } from '../../runtime/json/faults.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { target } from '../schema/schema-facts.js';
import type { LeafContext } from './leaf-checks.js';

/** What each function is given and keeps: the value, where faults go, how deep it is, and whether there was none. */
export const VALUE = nameOf('value');
export const FAULTS = nameOf('faults');
export const DEPTH = nameOf('depth');
export const VALID = nameOf('valid');

/** Refuses a value for faults that are noted already. */
const REFUSES = returns('false');

/** A value that is checked. */
export interface Subject {
  /** The variable that holds it; `value` is the one that the function is given. */
  readonly value: Name;
  /** What leads to it from the value that the function checks, as code; undefined for that value itself. */
  readonly key: Layout | undefined;
  /** Whether that is a name which the payload gives and not the schema: no message may have it. */
  readonly isEntry?: boolean;
  /** What functions and tables made for it are named after, in capitals: `OrderLines`. */
  readonly name: string;
}

/** What the statements of one function need of the printer and of each other. */
export interface CheckContext extends LeafContext {
  /** Hands out names of variables. */
  readonly locals: { claim(wanted: string): Name };
  /** The statements that check a value, empty where any will do. */
  checks(schema: JsonSchema, subject: Subject): readonly Code[];
  /** Whether a schema's checks stand in a function of its own. */
  isFunction(schema: JsonSchema): boolean;
  /** The call of a schema's function, and that function declared. */
  call(schema: JsonSchema, subject: Subject, faults: 'faults' | 'faults.quiet'): Layout;
  /** The call of a function for some of the checks of a schema, and that function declared; `type`: of its value. */
  part(name: string, type: Layout, print: (context: CheckContext) => readonly Code[]): (value: Layout) => Layout;
  /** Where a keyword stands, as a string literal. */
  pointer(schema: JsonSchema, keyword: string): string;
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
  const [only, ...others] = conditions.filter((one) => !isAlways(one));
  if (only !== undefined && others.length === 0) return only;
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
  const add = text`${FAULTS}.${isEntry ? 'addEntry' : 'add'}`;
  const added = call(add, stringLiteral(reason), pointer, ...(key === undefined ? [] : [key]));
  return context.all ? statement(assigned(text`${VALID} =`, added)) : returns(added);
}

/** The same for a property that is missing. */
export function failMissing(context: CheckContext, subject: Subject, property: string, pointer: string): Code {
  // Their words are in the runtime, once for all properties; of a map's entries they are few.
  if (subject.isEntry === true) return fail(context, subject, missingReason(property), pointer);
  const { key } = subject;
  const noted = call(text`${FAULTS}.missing`, stringLiteral(property), pointer, ...(key === undefined ? [] : [key]));
  return context.all ? statement(assigned(text`${VALID} =`, noted)) : returns(noted);
}

/** Statements for a check that notes faults of its own, made where the other conditions hold: they are reported under the subject's key. */
export function failingCall(
  context: CheckContext,
  { key, isEntry = false }: Subject,
  checked: Layout,
  others: readonly Condition[] = [],
): readonly Code[] {
  const test = both(...others, allOf(text`!${checked}`));
  if (key === undefined) {
    if (context.all) return [when(test, [statement(text`${VALID} = false`)])];
    const refusing = when(test, [REFUSES]);
    return [others.length === 0 && refusing.kind === 'if' ? { ...refusing, passes: checked } : refusing];
  }
  const under = text`${FAULTS}.${isEntry ? 'underEntry' : 'under'}`;
  if (!context.all) return [when(test, [returns(call(under, key))])];
  const before = context.locals.claim('before');
  const noted = when(test, [statement(assigned(text`${VALID} =`, call(under, key, before)))]);
  return declare(before, text`${FAULTS}.count`, [noted]);
}

/** A call that notes faults of the subject's value and answers `false`; they are reported under the subject's key. */
export function noting(context: CheckContext, { key, isEntry = false }: Subject, adding: Layout): readonly Code[] {
  if (key === undefined) return [context.all ? statement(assigned(text`${VALID} =`, adding)) : returns(adding)];
  const under = text`${FAULTS}.${isEntry ? 'underEntry' : 'under'}`;
  if (!context.all) return [statement(adding), returns(call(under, key))];
  const before = context.locals.claim('before');
  return declare(before, text`${FAULTS}.count`, [
    statement(adding),
    statement(assigned(text`${VALID} =`, call(under, key, before))),
  ]);
}

/** A property without a schema of its own. In an object that is not a map, a name that may not be is worth reporting. */
export function otherEntry(schema: JsonSchema, isMap: boolean, subject: Subject): Subject {
  return { ...subject, isEntry: isMap || !target(schema).never };
}

/** What tables of a value are named after: `orderSku` for the function `checkOrderSku`. */
export function tableName(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** The expression of a property's value, undefined if the object has none. */
export function propertyValue(context: CheckContext, subject: Subject, name: string): Layout {
  const literal = stringLiteral(name);
  // A linter wants a dot where one is possible, and some compilers forbid it.
  if (!isInherited(name) && propertyName(name) !== name) return text`${subject.value}[${literal}]`;
  return call(context.use('json/check', 'ownProperty'), subject.value, literal);
}

/** A property's value in a variable, undefined if the object has none, and the code that is about it. */
export function withProperty(
  context: CheckContext,
  { subject, property, name }: { readonly subject: Subject; readonly property: string; readonly name: Name },
  then: readonly Code[],
): readonly Code[] {
  return isInherited(property)
    ? declare(name, propertyValue(context, subject, property), then)
    : declareProperty({ name, property, of: subject.value }, then);
}

/** A variable for a property; never a name that the code around it uses. */
export function localName(property: string): string {
  const name = lowerFirst(pascalCase(property)).slice(0, MAX_NAME);
  return /^(?:check|is|has|count|own)[A-Z]|(?:Pattern|Values|Constants)\d*$/.test(name) ? `${name}Property` : name;
}

/** What a part of something is named after: `OrderLines` for `lines` of `Order`. */
export function partName(whole: string, part: string): string {
  const words = pascalCase(part).slice(0, MAX_NAME);
  // A part far within goes without the names of what it is in.
  return whole.length + words.length > MAX_NAME ? words : whole + words;
}

const MAX_NAME = 48;
