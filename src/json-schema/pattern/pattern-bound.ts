import type { JsonSchema } from '../schema/json-schema.js';

/** Checks whether a schema's own `maxLength`, in code points, limits texts to a length in UTF-16 units. */
export function isWithinLength({ maxLength = Infinity }: Pick<JsonSchema, 'maxLength'>, length: number): boolean {
  return maxLength * 2 <= length;
}

/** Explains why a text is too long for a pattern. */
export function tooLongReason(length: number): string {
  return `must have at most ${length} characters, because its pattern is slow`;
}

/** Explains why a property's name is too long for a pattern. */
export function tooLongNameReason(length: number): string {
  return `must have a name of at most ${length} characters, because its pattern is slow`;
}
