import type { JsonSchema } from '../schema/json-schema.js';

/** Whether a schema's own `maxLength`, in code points, keeps texts within a length in UTF-16 units. */
export function isWithinLength({ maxLength = Infinity }: Pick<JsonSchema, 'maxLength'>, length: number): boolean {
  return maxLength * 2 <= length;
}

/** Why a text is refused that a pattern cannot be tried on. */
export function tooLongReason(length: number): string {
  return `must have at most ${length} characters, since its pattern is slow`;
}

/** Why a property is refused whose name a pattern cannot be tried on. */
export function tooLongNameReason(length: number): string {
  return `must have a name of at most ${length} characters, since its pattern is slow`;
}
