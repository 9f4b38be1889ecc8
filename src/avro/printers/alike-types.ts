import { groupBy } from '../../diagnostics/group-by.js';
import { exactJson } from '../../diagnostics/exact-json.js';
import type { NamedShape } from '../named-shapes.js';
import type { Shape } from '../../runtime/resolution/value-shape.js';

/**
 * Groups records and enums that can share a declaration and the code that reads and writes them: they are the same, and
 * so are the types they hold.
 */
export function alikeTypes(shapes: readonly NamedShape[]): readonly (readonly NamedShape[])[] {
  let groups = grouped(shapes, ({ type }) => type.fullName);
  if (groups.length === shapes.length) return groups;
  groups = grouped(shapes, ownText);
  for (;;) {
    const numbers = new Map(
      groups.flatMap((group, number) => group.map((shape) => [identity(shape), number] as const)),
    );
    const numberOf = (shape: NamedShape) => numbers.get(identity(shape)) ?? -1;
    const finer = grouped(shapes, (shape) => [shape, ...heldBy(shape)].map(numberOf).join(' '));
    if (finer.length === groups.length) return groups;
    groups = finer;
  }
}

/** Each mention of an enum has a shape of its own; a record has one in a key and one in a value. */
function identity(shape: NamedShape): object {
  return shape.kind === 'enum' ? shape.type : shape;
}

function grouped(
  shapes: readonly NamedShape[],
  key: (shape: NamedShape) => string,
): readonly (readonly NamedShape[])[] {
  return [...groupBy(shapes, key).values()];
}

/** The records and enums that a record's fields hold with no other record between. */
function heldBy(named: NamedShape): readonly NamedShape[] {
  const held = (shape: Shape): readonly NamedShape[] => {
    switch (shape.kind) {
      case 'leaf':
        return [];
      case 'array':
        return held(shape.items);
      case 'map':
        return held(shape.values);
      case 'union':
        return shape.branches.flatMap((branch) => held(branch.shape));
      case 'record':
      case 'enum':
        return [shape];
    }
  };
  return named.kind === 'enum' ? [] : named.fields.flatMap((field) => held(field.shape));
}

/** All that a type's declaration and code are made of, as text; the types it holds by their names alone. */
function ownText(shape: NamedShape): string {
  const { kind, fullName, aliases, doc, attributes } = shape.type;
  const own = [kind, fullName, aliases, doc, attributes['deprecated']];
  if (shape.kind === 'enum') return exactJson([own, shape.type.symbols, shape.type.default]);
  const fields = shape.fields.map(({ field, shape: inner }) => [
    [field.name, field.aliases, field.doc, field.attributes['deprecated'], field.default],
    typeParts(inner),
  ]);
  return exactJson([own, shape.tagged, fields]);
}

function typeParts(shape: Shape): unknown {
  switch (shape.kind) {
    case 'leaf':
      return [
        shape.form,
        shape.type.kind,
        shape.type.logical,
        shape.type.kind === 'fixed' ? [shape.type.fullName, shape.type.size] : [],
      ];
    case 'array':
      return ['array', typeParts(shape.items)];
    case 'map':
      return ['map', typeParts(shape.values)];
    case 'union':
      return ['union', shape.wrapped, ...shape.branches.map((branch) => typeParts(branch.shape))];
    case 'record':
    case 'enum':
      return shape.type.fullName;
  }
}
