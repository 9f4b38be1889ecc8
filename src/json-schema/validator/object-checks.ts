import { call } from '../../code/expressions.js';
import { lowerFirst } from '../../code/identifiers.js';
import { stringLiteral } from '../../code/source-text.js';
import { allOf, block, BREAK, declare, when, type Code, type Condition } from '../../code/statements.js';
import { code as text, type Layout, type Name } from '../../code/text-layout.js';
import { atLeastReason, atMostReason, togetherReason } from '../schema/fault-reasons.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { tooLongNameReason } from '../pattern/pattern-bound.js';
import { isAnything } from '../schema/schema-facts.js';
import {
  fail,
  failMissing,
  joined,
  localName,
  otherEntry,
  partName,
  propertyValue,
  withProperty,
  type CheckContext,
  type Subject,
} from './check-context.js';
import { OBJECT, splitChecks } from './split-checks.js';
import { unevaluatedPropertyChecks } from './unevaluated-properties.js';

/** Names up to this many are compared one by one; more stand in a `switch`. */
const FEW_NAMES = 3;

/** The checks of the keywords for objects; the subject is known to be one. */
export function objectChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  return [
    ...propertyChecks(context, schema, subject),
    ...countChecks(context, schema, subject),
    ...dependentChecks(context, schema, subject),
    ...entryChecks(context, schema, subject),
    ...unevaluatedPropertyChecks(context, schema, subject),
  ];
}

function propertyChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const missing = (own: CheckContext, of: Subject, name: string): Code =>
    failMissing(own, of, name, own.pointer(schema, 'required'));
  const requires = (own: CheckContext, of: Subject, name: string): readonly Code[] => {
    const child = own.locals.claim(localName(name));
    const test = when(text`${child} === undefined`, [missing(own, of, name)]);
    return withProperty(own, { subject: of, property: name, name: child }, [test]);
  };
  const declared = splitChecks(context, subject, {
    items: [...schema.properties],
    type: OBJECT,
    print: (own, of, [name, property]) => {
      const required = schema.required.includes(name);
      if (isAnything(property)) return required ? requires(own, of, name) : [];
      const child = own.locals.claim(localName(name));
      const part = { value: child, key: stringLiteral(name), name: partName(of.name, name) };
      const body = own.checks(property, part);
      const checks = present(own, child, body, required ? missing(own, of, name) : undefined);
      return withProperty(own, { subject: of, property: name, name: child }, checks);
    },
  });
  const others = splitChecks(context, subject, {
    items: schema.required.filter((name) => !schema.properties.has(name)),
    type: OBJECT,
    print: requires,
  });
  return [...declared, ...others];
}

/** The checks of a value that may be missing, and what to say if it must not be. */
function present(
  context: CheckContext,
  child: Name,
  body: readonly Code[],
  missing: Code | undefined,
): readonly Code[] {
  if (missing === undefined) return joined(allOf(text`${child} !== undefined`), body);
  const test = text`${child} === undefined`;
  return context.all ? [when(test, [missing], body)] : [when(test, [missing]), ...body];
}

function countChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const { minProperties = 0, maxProperties } = schema;
  const code: Code[] = [];
  const count = (): Layout => call(context.use('json/check', 'countKeys'), subject.value);
  const bound = (test: Layout, reason: string, keyword: string): void => {
    code.push(when(test, [fail(context, subject, reason, context.pointer(schema, keyword))]));
  };
  if (minProperties > 0) {
    bound(text`${count()} < ${String(minProperties)}`, atLeastReason(minProperties, 'property'), 'minProperties');
  }
  if (maxProperties !== undefined) {
    bound(text`${count()} > ${String(maxProperties)}`, atMostReason(maxProperties, 'property'), 'maxProperties');
  }
  return code;
}

function dependentChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const required = splitChecks(context, subject, {
    items: [...schema.dependentRequired],
    type: OBJECT,
    print: (own, of, [name, others]) => {
      const pointer = own.pointer(schema, 'dependentRequired');
      const missing = others.map((other) => {
        const reason = togetherReason(name, other);
        return when(text`${propertyValue(own, of, other)} === undefined`, [fail(own, of, reason, pointer)]);
      });
      return joined(allOf(text`${propertyValue(own, of, name)} !== undefined`), missing);
    },
  });
  const schemas = splitChecks(context, subject, {
    items: [...schema.dependentSchemas],
    type: OBJECT,
    print: (own, of, [name, dependent]) => {
      const part = { ...of, name: partName(of.name, `With ${name}`) };
      return joined(allOf(text`${propertyValue(own, of, name)} !== undefined`), own.checks(dependent, part));
    },
  });
  return [...required, ...schemas];
}

/** The loop over all properties, where a keyword is about any of them. */
function entryChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const { propertyNames: names, patternProperties, additionalProperties: additional } = schema;
  if (names === undefined && additional === undefined && patternProperties.size === 0) return [];
  const key = context.locals.claim('key');
  const entry = context.locals.claim('entry');
  const ofName =
    names === undefined
      ? []
      : context.checks(names, { value: key, key, isEntry: true, name: partName(subject.name, 'Name') });
  const patterns: Code[] = [];
  const tests: Layout[] = [];
  for (const [pattern, part] of patternProperties) {
    const { name, maxLength } = context.pattern(pattern, `${lowerFirst(subject.name)}Key`);
    if (maxLength !== undefined) {
      const reason = tooLongNameReason(maxLength);
      const pointer = context.pointer(schema, 'patternProperties');
      const failing = fail(context, { key, isEntry: true }, reason, pointer);
      patterns.push(when(text`${key}.length > ${String(maxLength)}`, [failing]));
    }
    const test = call(text`${name}.test`, key);
    tests.push(test);
    const found = { value: entry, key, isEntry: true, name: partName(subject.name, 'Entry') };
    patterns.push(...joined(allOf(test), context.checks(part, found)));
  }
  const isMap = names !== undefined || patternProperties.size > 0;
  const others =
    additional === undefined
      ? []
      : context.checks(
          additional,
          otherEntry(additional, isMap, { value: entry, key, name: partName(subject.name, 'Entry') }),
        );
  const rest = unknown(key, [...schema.properties.keys()], tests, others);
  const body = [...ofName, ...declare(entry, text`${subject.value}[${key}]`, [...patterns, ...rest])];
  return body.length === 0 ? [] : [block(text`for (const ${key} in ${subject.value})`, body)];
}

/** Statements for a property that is neither one of the names nor matches one of the patterns. */
function unknown(
  key: Name,
  names: readonly string[],
  tests: readonly Layout[],
  code: readonly Code[],
): readonly Code[] {
  if (code.length === 0) return [];
  const unmatched: Condition = allOf(...tests.map((test) => text`!${test}`));
  if (names.length <= FEW_NAMES) {
    const unnamed = names.map((name) => text`${key} !== ${stringLiteral(name)}`);
    const all = allOf(...unnamed, ...unmatched.tests);
    return all.tests.length === 0 ? code : joined(all, code);
  }
  const rest = tests.length === 0 ? code : joined(unmatched, code);
  return [
    {
      kind: 'switch',
      on: key,
      cases: [
        { labels: names.map(stringLiteral), body: [BREAK] },
        { labels: [], body: rest },
      ],
    },
  ];
}
