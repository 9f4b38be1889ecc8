import type { JsonSettings } from '../../config/json-settings.js';
import { isOneOf } from '../../runtime/json/equal.js';
import type { JsonSchema, JsonType, SchemaPlace } from '../schema/json-schema.js';
import { schemaChoices, type SchemaChoice } from '../schema/schema-choices.js';
import { ALL_TYPES, syntheticSchema, notSchema } from '../schema/synthetic-schema.js';
import { conjuncts } from '../schema/conjuncts.js';
import { commonTypes } from './common-types.js';
import { spokenTypes } from './spoken-types.js';
import { requiredContradiction } from './required-contradiction.js';
import { isPatternAlone, negations } from './sample-negation.js';
import { hasTypeOf } from '../validate/validate-leaf.js';
import { placeOf } from '../validate/validate-verdict.js';

/** A schema that one value has to satisfy, and the one that applies it to that same value. */
export interface Entry {
  readonly schema: JsonSchema;
  readonly within: Entry | undefined;
  /** Whether it is what the value is, rather than something added to that: a base in `allOf` is not. */
  readonly main: boolean;
}

/** All that one value has to satisfy, every choice made: what is left to do is to read keywords. */
export interface Conjunct {
  readonly entries: readonly Entry[];
  readonly types: readonly JsonType[];
  /** The values to choose from; undefined where there is no list. */
  readonly values: readonly unknown[] | undefined;
}

/** Why there is no value. */
export interface Obstacle {
  readonly place: SchemaPlace;
  /** One sentence without its full stop; of a value that was refused it is made when asked for. */
  readonly reason: string | (() => string);
  /** How deep the value would have been; the deepest is the most specific. */
  readonly depth: number;
}

/** What governs the choices. */
export interface Choosing {
  readonly settings: JsonSettings;
  /** The alternatives of a choice, best first; `entries` hold in any case. */
  rank(alternatives: readonly Alternative[], entries: readonly Entry[]): readonly Alternative[];
  /** Asked before each choice that is made: whether there have been too many. */
  exhausted(): boolean;
}

/** Schemas that hold together. */
export type Alternative = readonly JsonSchema[];

interface Choice {
  readonly within: Entry;
  readonly alternatives: readonly Alternative[];
}

/**
 * The ways in which one value can satisfy all of the schemas, the most natural first: each makes another choice of
 * alternatives. Those that contradict themselves by their types or lists of values are left out; the first such
 * contradiction is what it returns.
 */
export function* conjunctsOf(
  demand: readonly JsonSchema[],
  choosing: Choosing,
): Generator<Conjunct, Omit<Obstacle, 'depth'> | undefined> {
  const pending = demand.map((schema) => ({ schema, within: undefined, main: true }));
  const expansion: Expansion = { choosing, obstacle: undefined };
  const start = { entries: [], choices: [], types: ALL_TYPES, values: undefined };
  const meant = meantTypes(demand);
  if (meant.length > 0) yield* expand(expansion, { ...start, types: meant }, pending);
  return yield* expand(expansion, { ...start, types: ALL_TYPES.filter((type) => !meant.includes(type)) }, pending);
}

/**
 * Where no type is given, those that the keywords speak of: a value of another type satisfies them all, but hardly anyone
 * means it.
 */
function meantTypes(demand: readonly JsonSchema[]): readonly JsonType[] {
  const schemas = conjuncts(demand);
  const isGiven = schemas.some(({ types, enum: values }) => types !== undefined || values !== undefined);
  return isGiven ? [] : spokenTypes(schemas);
}

interface State extends Conjunct {
  readonly choices: readonly Choice[];
}

/** The search through all choices. */
interface Expansion {
  readonly choosing: Choosing;
  /** The first contradiction. */
  obstacle: Omit<Obstacle, 'depth'> | undefined;
}

function* expand(
  expansion: Expansion,
  state: State,
  pending: readonly Entry[],
): Generator<Conjunct, Omit<Obstacle, 'depth'> | undefined> {
  const next = taken(expansion, state, pending);
  if (next === undefined || isImpossible(expansion, next, state)) return expansion.obstacle;
  const [choice, ...choices] = next.choices;
  if (choice === undefined) {
    yield next;
    return expansion.obstacle;
  }
  const { within, alternatives } = choice;
  if (alternatives.length === 0) refuse(expansion, within.schema, 'not', 'it excludes every value');
  for (const alternative of expansion.choosing.rank(alternatives, next.entries)) {
    if (expansion.choosing.exhausted()) return expansion.obstacle;
    const entries = alternative.map((schema) => ({ schema, within, main: within.main }));
    yield* expand(expansion, { ...next, choices }, entries);
  }
  return expansion.obstacle;
}

/** Whether no object has all that is required of it since a choice was made. */
function isImpossible(expansion: Expansion, { entries, types }: State, before: State): boolean {
  if (before.entries.length === 0 || types.some((type) => type !== 'object')) return false;
  const schemas = entries.map(({ schema }) => schema);
  const added = schemas.slice(before.entries.length);
  const contradiction = requiredContradiction({ schemas, added }, expansion.choosing.settings);
  if (contradiction !== undefined) refuse(expansion, contradiction, '', 'the schemas have no value in common');
  return contradiction !== undefined;
}

/** The state with all pending schemas in it, and those that these apply without a choice. */
function taken(expansion: Expansion, state: State, pending: readonly Entry[]): State | undefined {
  let { types, values } = state;
  const entries = [...state.entries];
  const choices = [...state.choices];
  const keys = new Set(entries.map(({ schema }) => schema.key));
  const open = [...pending];
  for (let entry = open.shift(); entry !== undefined; entry = open.shift()) {
    const { schema } = entry;
    if (keys.has(schema.key)) continue;
    keys.add(schema.key);
    entries.push(entry);
    if (schema.never) {
      refuse(expansion, schema, '', 'the schema `false` allows no value');
      return undefined;
    }
    if (schema.types !== undefined) {
      types = commonTypes(types, schema.types);
      if (types.length === 0) {
        refuse(expansion, schema, 'type', 'the schemas have no type in common');
        return undefined;
      }
    }
    if (schema.enum !== undefined) {
      const list = schema.enum;
      values = values?.filter((value) => isOneOf(value, list)) ?? list;
    }
    const allowed = new Set(types);
    values = values?.filter((value) => hasTypeOf(value, allowed));
    if (values?.length === 0) {
      const keyword = schema.enum === undefined ? 'type' : 'enum';
      refuse(expansion, schema, keyword, 'the schemas have no value in common');
      return undefined;
    }
    const main = entry.main && isWrapper(schema);
    for (const part of [...schema.refs, ...schema.allOf]) open.push({ schema: part, within: entry, main });
    choices.push(...choicesOf(entry));
  }
  return { entries, choices, types, values };
}

function refuse(expansion: Expansion, schema: JsonSchema, keyword: string, reason: string): void {
  expansion.obstacle ??= { place: placeOf(schema, keyword), reason };
}

function choicesOf(entry: Entry): Choice[] {
  const { schema } = entry;
  const choices: Choice[] = [];
  const add = (alternatives: Choice['alternatives']): void => void choices.push({ within: entry, alternatives });
  for (const choice of schemaChoices(schema)) add(alternativesOf(choice));
  for (const [name, dependent] of schema.dependentSchemas) {
    const never = syntheticSchema({ never: true }, { of: schema, name: 'never' });
    const present = syntheticSchema({ required: [name] }, { of: schema, name: `with ${name}` });
    const absent = syntheticSchema({ properties: new Map([[name, never]]) }, { of: schema, name: `without ${name}` });
    add([[present, dependent], [absent]]);
  }
  if (schema.not !== undefined) {
    const ways = isPatternAlone(schema.not)
      ? [syntheticSchema({ types: new Set(['string']) }, { of: schema, name: 'a string' })]
      : negations(schema.not);
    add(ways.map((way) => [way]));
  }
  return choices;
}

/** Of `oneOf`, each branch as it is, which mostly excludes the others, and then with the others excluded. */
function alternativesOf({ keyword, cases }: SchemaChoice): Choice['alternatives'] {
  if (keyword === 'anyOf' || (keyword === 'oneOf' && cases.length === 1)) return cases.map(({ positive }) => positive);
  return cases.flatMap(({ positive, negative }) => {
    const not = negative.map(notSchema);
    return keyword === 'if' ? [[...not, ...positive]] : [positive, [...positive, ...not]];
  });
}

/** Whether a schema is another under a new name. */
export function isWrapper({ refs, allOf, properties, items, prefixItems }: JsonSchema): boolean {
  return refs.length + allOf.length === 1 && properties.size === 0 && items === undefined && prefixItems.length === 0;
}
