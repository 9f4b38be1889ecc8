import { call } from '../../code/expressions.js';
import { runtimeName, runtimeType } from '../../code/runtime-name.js';
import { statement, when, type Code, type Condition } from '../../code/statements.js';
import { code as text, nameOf, type Layout, type Name } from '../../code/text-layout.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { LeafContext } from '../validator/leaf-checks.js';

/** What each function is given and keeps. */
export const READER = nameOf('r');
export const READER_PARAMETER = text`${READER}: ${runtimeType('byte-reader', 'ByteReader')}`;
export const OBJECT = nameOf('object');
export const MEMBER = nameOf('member');
export const IS_SHUFFLED = nameOf('isShuffled');
export const ITEMS = nameOf('items');
export const MORE = nameOf('more');
/** Names that no variable for a value may have. */
export const LOCALS: readonly string[] = [READER, OBJECT, MEMBER, IS_SHUFFLED, ITEMS, MORE].map(({ name }) => name);

export const GIVE_UP = call(runtimeName('json-parser/give-up', 'giveUp'));
export const TEXT_CHOICES = runtimeName('json-parser/text-choices', 'TextChoices');

/** How a value is parsed: statements, and then an expression. */
export interface ParsedValue {
  readonly statements: readonly Code[];
  readonly value: Layout;
}

/** What the statements of one function need of the printer. */
export interface ParserContext extends LeafContext {
  /** What functions and tables made for the function's values are named after, in capitals: `OrderLines`. */
  readonly name: string;
  /** Hands out names of variables. */
  readonly locals: { claim(wanted: string): Name };
  /** How a value of a schema is parsed. */
  value(schema: JsonSchema, wanted: string): ParsedValue;
  /** The same for another function. */
  fork(wanted: string): ParserContext;
  /** Declares a constant that nothing else uses, whatever has the same text. */
  ownTable(wanted: string, print: (name: Name) => Layout): Name;
  /** Declares a function. */
  function(wanted: string, print: (name: Name) => Layout): Name;
}

/** Gives up where a condition holds. */
export function givesUp(condition: Condition | Layout): Code {
  return when(condition, [statement(GIVE_UP)]);
}
