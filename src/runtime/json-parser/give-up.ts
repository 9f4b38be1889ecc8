/** What a generated parser throws: one error for all, as the stack of each would cost more than the parsing. */
export const GIVE_UP: Error = new Error('a generated parser gave a text up');

/**
 * Leaves a text to `JSON.parse` and the validator. A generated parser gives up on any text that it does not read for
 * certain as they do, valid or not: it has no errors of its own.
 */
export function giveUp(): never {
  throw GIVE_UP;
}
