import { arrayType } from './array-type.js';
import { choiceType } from './choice-type.js';
import { conjunctionOf, isEmpty, isFree, VALUE_TYPES, type Conjunction } from './conjunction.js';
import { conversionOf } from '../convert/conversion.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { bigintLiterals, literalType } from './literal-type.js';
import { objectType } from './object-type.js';
import { declare, type TypeGraph } from './type-graph.js';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  hasProperties,
  keywordsOf,
  NEVER,
  NULL,
  NUMBER,
  STRING,
  UNKNOWN,
  unionOf,
  wordsIn,
  type TypeDeclaration,
  type TypeSchema,
} from './type-schema.js';
import { entryOf, namedKey, subjectOf, within, type Subject } from './type-subject.js';

/** The maximum number of words of a type without a name: nested tuples double with each level. */
const MAX_WORDS = 1000;

/** The types of schemas with the same settings; there are none at first. */
export function typeGraph(settings: JsonSettings): TypeGraph {
  const graph: TypeGraph = {
    settings,
    declared: new Map(),
    types: new Map(),
    known: new Map(),
    inProgress: new Map(),
    postponed: [],
    typeOf: (subject) => typeOf(graph, subject),
  };
  return graph;
}

/** The type of a schema's values. `fallbackName`: for a schema that gives itself none. */
export function rootType(graph: TypeGraph, schema: JsonSchema, fallbackName: string): TypeSchema {
  const subject = subjectOf([schema], undefined, graph.settings);
  const own = subject.place.own ?? fallbackName;
  const type = typeOf(graph, { ...subject, place: { own, under: undefined } });
  // Objects are looked into one after the other, so that none is too deep.
  for (let next = graph.postponed.shift(); next !== undefined; next = graph.postponed.shift()) next();
  return type;
}

/** The declaration that is the type of a schema's values. `within`: the schema of which it is a branch. */
export function declarationOf(graph: TypeGraph, schema: JsonSchema, within?: JsonSchema): TypeDeclaration | undefined {
  const choices = within === undefined ? [] : conjunctionOf([within], graph.settings).choices;
  const choice = choices.find(({ branches }) => branches.includes(schema));
  const without = new Set(choice === undefined ? [] : [choice.key]);
  const conjunction = conjunctionOf([...(within === undefined ? [] : [within]), schema], graph.settings, without);
  const type = graph.known.get(namedKey(conjunction, entryOf([schema], graph.settings)));
  return keywordsOf(type ?? NEVER).declaration;
}

function typeOf(graph: TypeGraph, subject: Subject): TypeSchema {
  const conjunction = conjunctionOf(subject.schemas, graph.settings, subject.without);
  if (isEmpty(conjunction)) return NEVER;
  if (isFree(conjunction)) return UNKNOWN;
  const key = namedKey(conjunction, subject.entry);
  const known = graph.known.get(key);
  if (known !== undefined) return known;
  const running = graph.inProgress.get(key);
  if (running !== undefined) return declare(graph, `${running} itself`, subject);
  // Where no name is given, any type of the same schemas will do.
  const keys = [key, conjunction.key].filter((each) => !graph.inProgress.has(each));
  for (const each of keys) graph.inProgress.set(each, key);
  const type = combinedType(graph, { ...conjunction, key }, subject);
  for (const each of keys) graph.inProgress.delete(each);
  const named = isNamed(type, subject) || graph.declared.has(`${key} itself`);
  const result = named ? declare(graph, `${key} itself`, subject, type) : type;
  // Lists of the same values may be of different meaning.
  if (conjunction.values === undefined) {
    graph.known.set(key, result);
    if (!graph.known.has(conjunction.key)) graph.known.set(conjunction.key, result);
  }
  return result;
}

/** Whether a type other than an interface has a name worth keeping. */
function isNamed(type: TypeSchema, { entry }: Subject): boolean {
  const { allOf, type: kind } = keywordsOf(type);
  if (allOf !== undefined || wordsIn(type) > MAX_WORDS) return true;
  if (entry.every(({ definedAs }) => definedAs === undefined)) return false;
  return (kind === 'object' && !hasProperties(type)) || alternatives(type) > 1;
}

function combinedType(graph: TypeGraph, conjunction: Conjunction, subject: Subject): TypeSchema {
  const { values, choices } = conjunction;
  const literal = values === undefined ? undefined : literalOf(graph, conjunction, values);
  if (literal !== undefined) return literal;
  const [choice] = choices;
  if (choice === undefined) return typeOfParts(graph, conjunction, subject);
  return choiceType(graph, { conjunction, choice, subject });
}

function literalOf(graph: TypeGraph, { own }: Conjunction, values: readonly unknown[]): TypeSchema | undefined {
  const conversions = conversionsOf(own, graph.settings);
  if (conversions.has('Date')) return undefined;
  if (conversions.has('bigint')) return bigintLiterals(values);
  const converts = graph.settings.dateTime === 'Date' || graph.settings.int64 === 'bigint';
  // The properties of a listed object show what is converted in it.
  return converts && values.some((value) => typeof value === 'object' && value !== null)
    ? undefined
    : literalType(values);
}

function conversionsOf(own: readonly JsonSchema[], settings: JsonSettings): ReadonlySet<'Date' | 'bigint'> {
  return new Set(own.flatMap((schema) => conversionOf(schema, settings) ?? []));
}

/** A type for each of the types of JSON. */
function typeOfParts(graph: TypeGraph, { own, types, key }: Conjunction, subject: Subject): TypeSchema {
  const conversions = conversionsOf(own, graph.settings);
  const several = [...types].filter((type) => type !== 'null').length > 1;
  const converted = (name: 'string' | 'number'): TypeSchema => {
    if (conversions.has('bigint')) return BIGINT;
    if (name === 'number') return NUMBER;
    return conversions.has('Date') ? DATE : STRING;
  };
  const parts = VALUE_TYPES.filter((type) => types.has(type)).map((type): TypeSchema => {
    switch (type) {
      case 'object':
        return objectType(
          graph,
          own,
          key,
          several && subject.entry.some(({ definedAs }) => definedAs !== undefined)
            ? within(subject, 'Object')
            : subject,
        );
      case 'array':
        return arrayType(own, graph.settings, (schemas) =>
          typeOf(graph, subjectOf(schemas, { place: subject.place, word: 'Item' }, graph.settings)),
        );
      case 'string':
      case 'number':
        return converted(type);
      case 'boolean':
        return BOOLEAN;
      case 'null':
        return NULL;
    }
  });
  return unionOf(parts);
}

/** How many types other than null a union lists. */
function alternatives(type: TypeSchema): number {
  const members = keywordsOf(type).anyOf ?? [type];
  return members.reduce((sum, member) => sum + (member === NULL ? 0 : (keywordsOf(member).enum?.length ?? 1)), 0);
}
