import { lowerFirst, pascalCase } from '../../code/identifiers.js';
import { stringLiteral } from '../../code/source-text.js';
import { checks, fail, joined, type CheckContext, type Subject } from './check-body.js';
import { allOf, block, declare, line, when, type Code, type Condition } from '../../code/code-lines.js';
import { isInherited } from '../schema/inherited-names.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { counted } from '../../diagnostics/counted.js';
import { isAnything, target } from '../schema/schema-facts.js';
import { tooLongNameReason } from '../pattern/pattern-bound.js';
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

/** The expression of a property's value, undefined if the object has none. */
export function propertyValue(context: CheckContext, subject: Subject, name: string): string {
  const literal = stringLiteral(name);
  if (!isInherited(name)) return `${subject.value}[${literal}]`;
  return `${context.use('json/check', 'ownProperty')}(${subject.value}, ${literal})`;
}

function propertyChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const missing = (name: string): Code =>
    fail(context, subject, `must have property ${JSON.stringify(name)}`, context.pointer(schema, 'required'));
  const code: Code[] = [];
  for (const [name, property] of schema.properties) {
    const value = propertyValue(context, subject, name);
    const required = schema.required.includes(name);
    if (isAnything(property)) {
      if (required) code.push(when(`${value} === undefined`, [missing(name)]));
      continue;
    }
    const child = context.locals.claim(localName(name));
    const part = { value: child, key: stringLiteral(name), name: partName(subject.name, name) };
    const body = checks(context, property, part);
    code.push(...declare(child, value, present(context, child, body, required ? missing(name) : undefined)));
  }
  for (const name of schema.required) {
    if (schema.properties.has(name)) continue;
    code.push(when(`${propertyValue(context, subject, name)} === undefined`, [missing(name)]));
  }
  return code;
}

/** The checks of a value that may be missing, and what to say if it must not be. */
function present(
  context: CheckContext,
  child: string,
  body: readonly Code[],
  missing: Code | undefined,
): readonly Code[] {
  if (missing === undefined) return joined(allOf(`${child} !== undefined`), body);
  const test = `${child} === undefined`;
  return context.all ? [when(test, [missing], body)] : [when(test, [missing]), ...body];
}

function countChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const { minProperties = 0, maxProperties } = schema;
  const code: Code[] = [];
  const count = (): string => `${context.use('json/check', 'countKeys')}(${subject.value})`;
  const bound = (test: string, words: string, keyword: string): void => {
    code.push(when(test, [fail(context, subject, `must have ${words}`, context.pointer(schema, keyword))]));
  };
  if (minProperties > 0) {
    bound(`${count()} < ${minProperties}`, `at least ${counted(minProperties, 'property')}`, 'minProperties');
  }
  if (maxProperties !== undefined) {
    bound(`${count()} > ${maxProperties}`, `at most ${counted(maxProperties, 'property')}`, 'maxProperties');
  }
  return code;
}

function dependentChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const code: Code[] = [];
  for (const [name, others] of schema.dependentRequired) {
    const pointer = context.pointer(schema, 'dependentRequired');
    const missing = others.map((other) => {
      const reason = `must have property ${JSON.stringify(other)} together with ${JSON.stringify(name)}`;
      return when(`${propertyValue(context, subject, other)} === undefined`, [fail(context, subject, reason, pointer)]);
    });
    code.push(...joined(allOf(`${propertyValue(context, subject, name)} !== undefined`), missing));
  }
  for (const [name, dependent] of schema.dependentSchemas) {
    const part = { ...subject, name: partName(subject.name, `With ${name}`) };
    code.push(
      ...joined(allOf(`${propertyValue(context, subject, name)} !== undefined`), checks(context, dependent, part)),
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
      : checks(context, names, { value: key, key, isEntry: true, name: partName(subject.name, 'Name') });
  const patterns: Code[] = [];
  const tests: string[] = [];
  for (const [pattern, part] of patternProperties) {
    const { name, maxLength } = context.pattern(pattern, `${lowerFirst(subject.name)}Key`);
    if (maxLength !== undefined) {
      const reason = tooLongNameReason(maxLength);
      const pointer = context.pointer(schema, 'patternProperties');
      patterns.push(when(`${key}.length > ${maxLength}`, [fail(context, { key, isEntry: true }, reason, pointer)]));
    }
    const test = `${name}.test(${key})`;
    tests.push(test);
    const found = { value: entry, key, isEntry: true, name: partName(subject.name, 'Entry') };
    patterns.push(...joined(allOf(test), checks(context, part, found)));
  }
  const isMap = names !== undefined || patternProperties.size > 0;
  const others =
    additional === undefined
      ? []
      : checks(
          context,
          additional,
          otherEntry(additional, isMap, { value: entry, key, name: partName(subject.name, 'Entry') }),
        );
  const rest = unknown(key, [...schema.properties.keys()], tests, others);
  const body = [...ofName, ...declare(entry, `${subject.value}[${key}]`, [...patterns, ...rest])];
  return body.length === 0 ? [] : [block(`for (const ${key} in ${subject.value}) {`, body)];
}

/** A property without a schema of its own. In an object that is not a map, a name that may not be is worth reporting. */
export function otherEntry(schema: JsonSchema, isMap: boolean, subject: Subject): Subject {
  return { ...subject, isEntry: isMap || !target(schema).never };
}

/** Statements for a property that is neither one of the names nor matches one of the patterns. */
function unknown(
  key: string,
  names: readonly string[],
  tests: readonly string[],
  code: readonly Code[],
): readonly Code[] {
  if (code.length === 0) return [];
  const unmatched: Condition = allOf(...tests.map((test) => `!${test}`));
  if (names.length <= FEW_NAMES) {
    const unnamed = names.map((name) => `${key} !== ${stringLiteral(name)}`);
    const all = allOf(...unnamed, ...unmatched.tests);
    return all.tests.length === 0 ? code : joined(all, code);
  }
  const rest = tests.length === 0 ? code : joined(unmatched, code);
  return [
    {
      kind: 'switch',
      on: key,
      cases: [
        { labels: names.map(stringLiteral), body: [line('break;')] },
        { labels: [], body: rest },
      ],
    },
  ];
}

/** What a part of something is named after: `OrderLines` for `lines` of `Order`. */
export function partName(whole: string, part: string): string {
  const words = pascalCase(part).slice(0, MAX_NAME);
  // A part far within goes without the names of what it is in.
  return whole.length + words.length > MAX_NAME ? words : whole + words;
}

const MAX_NAME = 48;

/** A variable for a property; never a name that the code around it uses. */
function localName(property: string): string {
  const name = lowerFirst(pascalCase(property)).slice(0, MAX_NAME);
  return /^(?:check|is|has|count|own)[A-Z]|(?:Pattern|Values|Constants)\d*$/.test(name) ? `${name}Property` : name;
}
