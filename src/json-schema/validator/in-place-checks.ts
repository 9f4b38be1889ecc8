import { call } from '../../code/expressions.js';
import { stringLiteral } from '../../code/source-text.js';
import {
  BREAK,
  isAlways,
  isNever,
  statement,
  variable,
  when,
  type Code,
  type Condition,
} from '../../code/statements.js';
import { code as text } from '../../code/text-layout.js';
import { isStructured } from '../schema/alternative-hints.js';
import { alternativesReason, enumReason, NOT_IN_SCHEMA, severalReason, typesReason } from '../schema/fault-reasons.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { areDisjoint, isAnything, isInPlaceEmpty, target } from '../schema/schema-facts.js';
import { findTag, type Tag } from '../schema/tag-property.js';
import {
  both,
  fail,
  failingCall,
  failMissing,
  FAULTS,
  localName,
  noting,
  withProperty,
  type CheckContext,
  type Subject,
} from './check-context.js';
import { typeTest } from './leaf-checks.js';
import { nearestFaults, type Alternative } from './nearest-faults.js';
import { quietTest, simpleTest } from './quiet-test.js';
import { splitChecks } from './split-checks.js';

/** The checks of the schemas for the same value. */
export function inPlaceChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const all = [...new Set([...schema.refs, ...schema.allOf].map(target))];
  const conjuncts = splitChecks(context, subject, {
    items: [...all.entries()],
    type: 'unknown',
    print: (own, of, [index, part]) =>
      own.checks(part, all.length === 1 ? of : { ...of, name: `${of.name}Part${index + 1}` }),
  });
  return [
    ...conjuncts,
    ...alternatives(context, schema, 'anyOf', subject),
    ...alternatives(context, schema, 'oneOf', subject),
    ...notChecks(context, schema, subject),
    ...ifChecks(context, schema, subject),
  ];
}

function alternatives(
  context: CheckContext,
  schema: JsonSchema,
  keyword: 'anyOf' | 'oneOf',
  subject: Subject,
): readonly Code[] {
  const list = schema[keyword];
  if (list.length === 0) return [];
  const numbered = list.map((one, index) => ({
    schema: one,
    subject: list.length === 1 ? subject : { ...subject, name: `${subject.name}Option${index + 1}` },
  }));
  const possible = numbered.filter((one) => !target(one.schema).never);
  const [only, ...more] = possible;
  const pointer = context.pointer(schema, keyword);
  const none = alternativesReason(list, context.settings);
  if (only === undefined) return [fail(context, subject, none, pointer)];
  if (more.length === 0) return context.checks(only.schema, only.subject);
  const tag = findTag(possible.map((one) => one.schema));
  if (tag !== undefined) return taggedChecks(context, possible, tag, pointer, subject);
  if (keyword === 'oneOf' && !areDisjoint(possible.map((one) => one.schema))) {
    return countedChecks(context, possible, pointer, subject);
  }
  if (possible.some((one) => isAnything(one.schema))) return [];
  const simple: Condition[] = [];
  const others: Alternative[] = [];
  for (const one of possible) {
    const test = simpleTest(context, one.schema, one.subject);
    if (test === undefined) others.push(one);
    else simple.push(test.bad);
  }
  const [last] = others;
  const structured = possible.filter(({ schema }) => isStructured(schema));
  if (last !== undefined && structured.length === 1) {
    // Only the faults of the one alternative that is more than a type are useful.
    const checked = context.call(target(last.schema), last.subject, 'faults');
    return failingCall(context, subject, checked, simple);
  }
  const quiet = others.map((one) => quietTest(context, one.schema, one.subject).bad);
  const near = last === undefined ? [] : structured;
  return [when(both(...simple, ...quiet), nearestFaults(context, subject, near, { reason: none, pointer }))];
}

/** A `oneOf` whose alternatives may overlap: all are tried, and those that match are counted. */
function countedChecks(
  context: CheckContext,
  possible: readonly Alternative[],
  pointer: string,
  subject: Subject,
): readonly Code[] {
  const matches = context.locals.claim('matches');
  const schemas = possible.map(({ schema }) => schema);
  const none = alternativesReason(schemas, context.settings);
  const several = severalReason(schemas);
  const tests = possible.map((one) => quietTest(context, one.schema, one.subject));
  const others = possible.filter(({ schema }) => isStructured(schema));
  return [
    variable('let', matches, '0'),
    ...tests.map(({ good }) => when(good, [statement(text`${matches}++`)])),
    when(text`${matches} === 0`, nearestFaults(context, subject, others, { reason: none, pointer })),
    when(text`${matches} > 1`, [fail(context, subject, several, pointer)]),
  ];
}

/** Alternatives with a discriminator: only the selected one is checked, and its faults are reported. */
function taggedChecks(
  context: CheckContext,
  possible: readonly Alternative[],
  tag: Tag,
  pointer: string,
  subject: Subject,
): readonly Code[] {
  const { good, bad } = typeTest(context, 'object', subject.value);
  const cases = possible.map((one, index) => ({
    labels: tag.literals[index] ?? [],
    body: [...context.checks(one.schema, one.subject), BREAK],
  }));
  const property = stringLiteral(tag.property);
  const on = context.locals.claim(localName(tag.property));
  const missing = failMissing(context, subject, tag.property, pointer);
  const reason = stringLiteral(enumReason(tag.values));
  const other = noting(context, subject, call(text`${FAULTS}.add`, reason, pointer, property));
  const isMissing = text`${on} === undefined`;
  const body = context.all ? [when(isMissing, [missing], other), BREAK] : [when(isMissing, [missing]), ...other];
  const dispatch: Code = { kind: 'switch', on, cases: [...cases, { labels: [], body }] };
  const notObject = fail(context, subject, typesReason(new Set(['object'])), pointer);
  const tagged = withProperty(context, { subject, property: tag.property, name: on }, [dispatch]);
  return context.all ? [when(good, tagged, [notObject])] : [when(bad, [notObject]), ...tagged];
}

function notChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  if (schema.not === undefined) return [];
  const { good } = quietTest(context, schema.not, { ...subject, name: `${subject.name}Not` });
  const { enum: values } = schema.not;
  const isList = values !== undefined && describesItself(schema.not);
  const reason = isList ? enumReason(values).replace(/^must be/, 'must not be') : NOT_IN_SCHEMA;
  const refused = fail(context, subject, reason, context.pointer(schema, 'not'));
  return isNever(good) ? [] : [when(good, [refused])];
}

/** Whether a list of values is all that a schema asks for. */
function describesItself(schema: JsonSchema): boolean {
  return schema.types === undefined && isInPlaceEmpty(schema) && schema.dependentSchemas.size === 0;
}

function ifChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  if (schema.if === undefined) return [];
  const branch = (name: string, part: JsonSchema | undefined): readonly Code[] =>
    part === undefined ? [] : context.checks(part, { ...subject, name: `${subject.name}${name}` });
  const then = branch('Then', schema.then);
  const otherwise = branch('Else', schema.else);
  if (then.length + otherwise.length === 0) return [];
  const { good, bad } = quietTest(context, schema.if, { ...subject, name: `${subject.name}If` });
  if (isAlways(good)) return then;
  if (isNever(good)) return otherwise;
  return then.length === 0 ? [when(bad, otherwise)] : [when(good, then, otherwise)];
}
