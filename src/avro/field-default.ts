import { defaultValue } from '../runtime/resolution/default-value.js';
import { DecodeError } from '../runtime/errors.js';
import type { FieldShape } from '../runtime/resolution/value-shape.js';

/** The value of a field's default, in an object of its own; undefined where there is none, or none that its form can hold. */
export function fieldDefaultOf({ field, shape }: FieldShape): { readonly value: unknown } | undefined {
  if (field.default === undefined) return undefined;
  try {
    return { value: defaultValue(shape, field.default) };
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
