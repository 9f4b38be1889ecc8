import { defaultValue } from '../runtime/resolution/default-value.js';
import { DecodeError } from '../runtime/errors.js';
import type { FieldShape } from '../runtime/resolution/value-shape.js';

/** Returns the value of a field's default, wrapped in an object; undefined if there is none, or its form cannot represent it. */
export function fieldDefaultOf({ field, shape }: FieldShape): { readonly value: unknown } | undefined {
  if (field.default === undefined) return undefined;
  try {
    return { value: defaultValue(shape, field.default) };
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
