import type { Field, RecordType } from './schema.js';
import type { FieldShape, RecordShape } from './value-shape.js';

/** Which of the reader's fields each of the writer's goes to: by name, else by an alias of the reader's. */
export function matchFields(
  writer: RecordType,
  reader: RecordShape,
): ReadonlyMap<Field, FieldShape> {
  const byName = new Map(writer.fields.map((field) => [field.name, field]));
  const targets = new Map<Field, FieldShape>();
  const unmatched: FieldShape[] = [];
  for (const field of reader.fields) {
    const same = byName.get(field.field.name);
    if (same === undefined) unmatched.push(field);
    else targets.set(same, field);
  }
  for (const field of unmatched) {
    const renamed = field.field.aliases
      .map((alias) => byName.get(alias))
      .find((from) => from !== undefined && !targets.has(from));
    if (renamed !== undefined) targets.set(renamed, field);
  }
  return targets;
}
