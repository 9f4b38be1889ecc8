import { call, list } from '../../code/expressions.js';
import { runtimeName, runtimeType } from '../../code/runtime-name.js';
import { memberAccess, stringLiteral } from '../../code/source-text.js';
import { splitStatements } from '../../code/split-statements.js';
import {
  allOf,
  anyOf,
  block,
  BREAK,
  constant,
  functionText,
  layOut,
  returns,
  statement,
  variable,
  when,
  type Code,
  type SwitchCase,
} from '../../code/statements.js';
import { code as text, hardline, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import { isInherited } from '../schema/inherited-names.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { isAnything, target } from '../schema/schema-facts.js';
import { partName, tableName } from '../validator/check-context.js';
import { nested } from './nested.js';
import {
  GIVE_UP,
  givesUp,
  IS_SHUFFLED,
  MEMBER,
  OBJECT,
  READER,
  READER_PARAMETER,
  type ParserContext,
} from './parser-context.js';

/** More required members are made sure of in a loop. */
const FEW_REQUIRED = 30;
const KEY = nameOf('key');
const RECORD: Layout = 'Record<string, unknown>';

/** The statements that parse an object: member by member, in the order in which they come. */
export function objectBody(context: ParserContext, schema: JsonSchema, isNested: boolean): readonly Code[] {
  return [
    ...nested(isNested, 'enterNested'),
    ...(schema.properties.size === 0 ? mapLoop(context, schema) : memberLoop(context, schema)),
    ...required(context, schema),
    ...nested(isNested, 'leaveNested'),
    returns(OBJECT),
  ];
}

/** For an object whose names are the payload's alone. */
function mapLoop(context: ParserContext, schema: JsonSchema): readonly Code[] {
  const key = (name: string): Layout => call(runtimeName('json-parser/parse-map', name), READER);
  return [
    variable('const', text`${OBJECT}: ${RECORD}`, '{}'),
    variable('let', KEY, key('firstKey')),
    block(text`while (${KEY} !== undefined)`, [
      ...otherMember(context, schema, KEY),
      statement(text`${KEY} = ${key('nextKey')}`),
    ]),
  ];
}

function memberLoop(context: ParserContext, schema: JsonSchema): readonly Code[] {
  // A payload with a member `__proto__` is left to JSON.parse.
  const entries = [...schema.properties].filter(([name]) => name !== '__proto__');
  const listed = entries.map(([name]) => stringLiteral(name));
  const table = call(text`new ${runtimeName('json-parser/member-names', 'MemberNames')}`, ...listed);
  const names = context.table(`${tableName(context.name)}Names`, (own) => constant(own, '', table));
  const Plain = context.ownTable(`${context.name}Object`, (own) => constant(own, '', text`${names}.plainObject()`));
  const parts = splitStatements(entries, (entry) => [
    memberSwitch([memberCase(context.fork(context.name), entry)], []),
  ]);
  const others = otherMember(context, schema, text`${MEMBER}.text`);
  const body =
    parts.length > 1
      ? partCalls(
          context,
          Plain,
          parts.map(({ items }) => items),
          others,
        )
      : [
          memberSwitch(
            entries.map((entry) => memberCase(context, entry)),
            others,
          ),
        ];
  return [
    variable('const', OBJECT, text`new ${Plain}()`),
    variable('const', IS_SHUFFLED, text`${names}.isShuffled`),
    variable('let', MEMBER, call(text`${names}.first`, READER)),
    block(text`while (${MEMBER} !== undefined)`, [
      ...body,
      statement(text`${MEMBER} = ${call(text`${names}.next`, READER, MEMBER)}`),
    ]),
  ];
}

type Entry = readonly [name: string, schema: JsonSchema];

function memberSwitch(cases: readonly SwitchCase[], others: readonly Code[]): Code {
  const last = others.length === 0 ? [] : [{ labels: [], body: others }];
  return { kind: 'switch', on: text`${MEMBER}.text`, cases: [...cases, ...last] };
}

function memberCase(context: ParserContext, [name, schema]: Entry, leaves: Code = BREAK): SwitchCase {
  const { statements, value } = context.value(schema, partName(context.name, name));
  const literal = stringLiteral(name);
  const local = isName(value) ? undefined : context.locals.claim('value');
  const stored = local ?? value;
  const set = when(IS_SHUFFLED, [statement(call(SET_MEMBER, OBJECT, literal, stored))]);
  const store: Code = {
    kind: 'statement',
    text: [layOut([set]), hardline, text`else ${OBJECT}${memberAccess(name)} = ${stored};`],
  };
  return {
    labels: [literal],
    body: [...statements, ...(local === undefined ? [] : [variable('const', local, value)]), store, leaves],
  };
}

function isName(value: Layout): boolean {
  return typeof value === 'object' && 'kind' in value && value.kind === 'name';
}

const SET_MEMBER = runtimeName('json-parser/parse-map', 'setMember');

/** A member whose name the schema does not give. */
function otherMember(context: ParserContext, { additionalProperties }: JsonSchema, name: Layout): readonly Code[] {
  if (additionalProperties !== undefined && target(additionalProperties).never) return [statement(GIVE_UP)];
  const { statements, value } =
    additionalProperties === undefined || isAnything(additionalProperties)
      ? { statements: [], value: call(runtimeName('json-parser/parse-any', 'parseAny'), READER) }
      : context.value(additionalProperties, partName(context.name, 'Entry'));
  return [...statements, statement(call(SET_MEMBER, OBJECT, name, value))];
}

/** The members of an object that has too many for one function, in several. */
function partCalls(
  context: ParserContext,
  Plain: Name,
  parts: readonly (readonly Entry[])[],
  others: readonly Code[],
): readonly Code[] {
  const tests = parts.map((entries, index) => {
    const wanted = `${context.name}Part${index + 1}`;
    const name = context.function(wanted, (claimed) =>
      partText(context.fork(context.name), { name: claimed, Plain, entries }),
    );
    return text`!${call(name, READER, MEMBER, OBJECT, IS_SHUFFLED)}`;
  });
  return [when(allOf(...tests), others)];
}

/** Some members of an object that a constructor makes. */
interface ObjectPart {
  /** The name of the members' function. */
  readonly name: Name;
  readonly Plain: Name;
  readonly entries: readonly Entry[];
}

/** A function for some members of an object; false for any other member. */
function partText(context: ParserContext, { name, Plain, entries }: ObjectPart): Layout {
  const done = returns('true');
  const parameters = [
    READER_PARAMETER,
    text`${MEMBER}: ${runtimeType('json-parser/spelling', 'Spelling')}`,
    text`${OBJECT}: InstanceType<typeof ${Plain}>`,
    text`${IS_SHUFFLED}: boolean`,
  ];
  const cases = entries.map((entry) => memberCase(context, entry, done));
  return functionText(name, parameters, 'boolean', [memberSwitch(cases, [returns('false')])]);
}

function required(context: ParserContext, schema: JsonSchema): readonly Code[] {
  const names = [...new Set(schema.required)];
  const isPlain =
    names.length <= FEW_REQUIRED && names.every((name) => schema.properties.has(name) && !isInherited(name));
  if (names.length === 0) return [];
  if (isPlain) return [givesUp(anyOf(...names.map((name) => text`${OBJECT}${memberAccess(name)} === undefined`)))];
  const table = context.table(`${tableName(context.name)}Required`, (own) =>
    constant(own, '', list(names.map(stringLiteral))),
  );
  return [statement(call(runtimeName('json-parser/checked', 'requireMembers'), OBJECT, table))];
}
