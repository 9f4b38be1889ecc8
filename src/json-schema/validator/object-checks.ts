import { call } from '../../code/expressions.js';
import { lowerFirst, pascalCase } from '../../code/identifiers.js';
import { stringLiteral } from '../../code/source-text.js';
import { allOf, block, BREAK, declare, when, type Code, type Condition } from '../../code/statements.js';
import { code as text, type Layout, type Name } from '../../code/text-layout.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { tooLongNameReason } from '../pattern/pattern-bound.js';
import { isAnything } from '../schema/schema-facts.js';
import {
  fail,
  joined,
  MAX_NAME,
  otherEntry,
  partName,
  propertyValue,
  type CheckContext,
  type Subject,
} from './check-context.js';
import { counted } from '../../diagnostics/counted.js';
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
  const missing = (name: string): Code =>
    fail(context, subject, `must have property ${JSON.stringify(name)}`, context.pointer(schema, 'required'));
  const code: Code[] = [];
  for (const [name, property] of schema.properties) {
    const value = propertyValue(context, subject, name);
    const required = schema.required.includes(name);
    if (isAnything(property)) {
      if (required) code.push(when(text`${value} === undefined`, [missing(name)]));
      continue;
    }
    const child = context.locals.claim(localName(name));
    const part = { value: child, key: stringLiteral(name), name: partName(subject.name, name) };
    const body = context.checks(property, part);
    code.push(...declare(child, value, present(context, child, body, required ? missing(name) : undefined)));
  }
  for (const name of schema.required) {
    if (schema.properties.has(name)) continue;
    code.push(when(text`${propertyValue(context, subject, name)} === undefined`, [missing(name)]));
  }
  return code;
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
  const bound = (test: Layout, words: string, keyword: string): void => {
    code.push(when(test, [fail(context, subject, `must have ${words}`, context.pointer(schema, keyword))]));
  };
  if (minProperties > 0) {
    bound(
      text`${count()} < ${String(minProperties)}`,
      `at least ${counted(minProperties, 'property')}`,
      'minProperties',
    );
  }
  if (maxProperties !== undefined) {
    bound(
      text`${count()} > ${String(maxProperties)}`,
      `at most ${counted(maxProperties, 'property')}`,
      'maxProperties',
    );
  }
  return code;
}

function dependentChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const code: Code[] = [];
  for (const [name, others] of schema.dependentRequired) {
    const pointer = context.pointer(schema, 'dependentRequired');
    const missing = others.map((other) => {
      const reason = `must have property ${JSON.stringify(other)} together with ${JSON.stringify(name)}`;
      return when(text`${propertyValue(context, subject, other)} === undefined`, [
        fail(context, subject, reason, pointer),
      ]);
    });
    code.push(...joined(allOf(text`${propertyValue(context, subject, name)} !== undefined`), missing));
  }
  for (const [name, dependent] of schema.dependentSchemas) {
    const part = { ...subject, name: partName(subject.name, `With ${name}`) };
    code.push(
      ...joined(allOf(text`${propertyValue(context, subject, name)} !== undefined`), context.checks(dependent, part)),
    );
  }
  return code;
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

/** A variable for a property; never a name that the code around it uses. */
function localName(property: string): string {
  const name = lowerFirst(pascalCase(property)).slice(0, MAX_NAME);
  return /^(?:check|is|has|count|own)[A-Z]|(?:Pattern|Values|Constants)\d*$/.test(name) ? `${name}Property` : name;
}
