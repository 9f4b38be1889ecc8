/** What a generated parser throws: not an Error, whose stack would cost more than the parsing. */
export const GIVE_UP: unique symbol = Symbol('give up');

/**
 * Leaves a text to `JSON.parse` and the validator. A generated parser gives up on any text that it does not read for
 * certain as they do, valid or not: it has no errors of its own.
 */
export function giveUp(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- caught by GeneratedParser, and never seen elsewhere
  throw GIVE_UP;
}
