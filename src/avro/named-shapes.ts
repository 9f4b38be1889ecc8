import type { EnumShape, RecordShape, Shape } from '../runtime/resolution/value-shape.js';

export type NamedShape = RecordShape | EnumShape;

/** The records and enums below a shape, in the order of their first appearance. */
export function namedShapes(shape: Shape, seen = new Set<NamedShape>()): ReadonlySet<NamedShape> {
  switch (shape.kind) {
    case 'record':
      if (seen.has(shape)) break;
      seen.add(shape);
      for (const field of shape.fields) namedShapes(field.shape, seen);
      break;
    case 'enum':
      if (![...seen].some((other) => other.type === shape.type)) seen.add(shape);
      break;
    case 'array':
      namedShapes(shape.items, seen);
      break;
    case 'map':
      namedShapes(shape.values, seen);
      break;
    case 'union':
      for (const branch of shape.branches) namedShapes(branch.shape, seen);
      break;
    case 'leaf':
      break;
  }
  return seen;
}
