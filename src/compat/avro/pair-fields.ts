import type { FieldShape } from '../../runtime/resolution/value-shape.js';

/** Which older field each newer one is, by its name or else by an alias of either. In the order of the newer version. */
export function pairFields(
  before: readonly FieldShape[],
  after: readonly FieldShape[],
): ReadonlyMap<FieldShape, FieldShape> {
  const byName = new Map(before.map((field) => [field.field.name, field]));
  const left = new Set(before);
  const found = new Map<FieldShape, FieldShape>();
  for (const newer of after) {
    const same = byName.get(newer.field.name);
    if (same === undefined) continue;
    found.set(newer, same);
    left.delete(same);
  }
  for (const newer of after) {
    if (found.has(newer)) continue;
    const renamed = [...left].find(
      ({ field }) => newer.field.aliases.includes(field.name) || field.aliases.includes(newer.field.name),
    );
    if (renamed === undefined) continue;
    found.set(newer, renamed);
    left.delete(renamed);
  }
  return new Map(
    after.flatMap((newer) => {
      const older = found.get(newer);
      return older === undefined ? [] : [[newer, older]];
    }),
  );
}
