import { nearestName } from '../diagnostics/nearest-name.js';
import { shortName } from '../runtime/resolution/schema.js';
import type { Shape } from '../runtime/resolution/value-shape.js';
import { namedShapes } from '../avro/named-shapes.js';

/** The keys of a topic's `fields` setting that name no field of its key or value, each with the nearest that does. */
export function unknownFields(
  fields: readonly string[],
  shapes: readonly Shape[],
): readonly { readonly key: string; readonly nearest: string | undefined }[] {
  if (fields.length === 0) return [];
  const records = shapes.flatMap((shape) => [...namedShapes(shape)]).filter((shape) => shape.kind === 'record');
  const known = new Set(
    records.flatMap(({ type }) =>
      type.fields.flatMap(({ name }) => [`${type.fullName}.${name}`, `${shortName(type.fullName)}.${name}`]),
    ),
  );
  return fields.filter((key) => !known.has(key)).map((key) => ({ key, nearest: nearestName(key, [...known]) }));
}
