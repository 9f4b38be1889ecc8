import { NameScope, pascalCase } from '../model/identifiers.js';
import { namedShapes, type NamedShape } from '../model/named-shapes.js';
import type { EnumType, RecordType } from '../runtime/avro-schema.js';
import { shortName } from '../runtime/avro-schema.js';
import type { Shape } from '../runtime/value-shape.js';

/** The records and enums of a topic's key and value, each with the name of its TypeScript declaration. */
export interface NamedTypes {
  /** One entry for each declaration to print. */
  readonly declarations: readonly { readonly name: string; readonly shape: NamedShape }[];
  nameOf(type: RecordType | EnumType): string;
}

export interface ReservedNames {
  /** `OrdersValue` and the like, each with the shape that may bear it as its own name. */
  readonly root: Readonly<Record<string, Shape | undefined>>;
  readonly reserved: readonly string[];
}

/**
 * Names every record and enum after its short name. Where two of one short name meet, each takes as much of its
 * namespace in front as it needs; one that meets a reserved name gets `_` behind. Types of one full name that look the
 * same (a key and a value may both hold the shop's Money) share one declaration.
 */
export function nameTypes(shapes: readonly Shape[], { root, reserved }: ReservedNames): NamedTypes {
  const named = [...new Set(shapes.flatMap((shape) => [...namedShapes(shape)]))];
  const bySignature = new Map<string, NamedShape[]>();
  for (const shape of named) {
    const key = signature(shape);
    bySignature.set(key, [...(bySignature.get(key) ?? []), shape]);
  }
  const groups = [...bySignature.values()];
  const scope = new NameScope([...reserved, ...Object.keys(root)]);
  const names = new Map<RecordType | EnumType, string>();
  const declarations: { name: string; shape: NamedShape }[] = [];
  for (const group of groups) {
    const [shape] = group;
    if (shape === undefined) continue;
    const { fullName } = shape.type;
    const rivals = groups.flatMap((other) => (other === group ? [] : (other[0]?.type.fullName ?? [])));
    const own = shortName(fullName);
    // A record called OrdersValue that is the value of orders: its declaration serves as the alias.
    const isRoot = Object.entries(root).some(([alias, top]) => alias === own && top !== undefined && group.some((same) => same === top));
    const name = isRoot ? own : scope.claim(...distinctNames(fullName, rivals));
    declarations.push({ name, shape });
    for (const same of group) names.set(same.type, name);
  }
  return { declarations, nameOf: (type) => names.get(type) ?? shortName(type.fullName) };
}

/** The names to try for a type, best first: its short name only when no rival has the same. */
function distinctNames(fullName: string, rivals: readonly string[]): [string, ...string[]] {
  const parts = fullName.split('.');
  const candidates = parts.map((_, index) => joined(parts.slice(parts.length - 1 - index)));
  const distinct = candidates.filter((candidate, index) =>
    rivals.every((rival) => joined(rival.split('.').slice(-1 - index)).toLowerCase() !== candidate.toLowerCase()),
  );
  const [first = joined(parts), ...others] = distinct;
  return [first, ...others];
}

function joined(parts: readonly string[]): string {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return parts.map((part) => pascalCase(part)).join('');
}

/** All that a declaration shows, as text: equal for types that can share one. */
function signature(shape: NamedShape): string {
  if (shape.kind === 'enum') return `enum ${shape.type.fullName} ${shape.type.symbols.join(' ')} ${shape.type.doc ?? ''}`;
  const inside = (inner: Shape): string => {
    switch (inner.kind) {
      case 'leaf':
        return inner.form;
      case 'array':
        return `${inside(inner.items)}[]`;
      case 'map':
        return `{${inside(inner.values)}}`;
      case 'union':
        return `${inner.wrapped ? 'wrapped' : ''}(${inner.branches.map((branch) => inside(branch.shape)).join('|')})`;
      default:
        return inner.type.fullName;
    }
  };
  const fields = shape.fields.map(({ field, shape: inner }) => `${field.name}:${inside(inner)} ${field.doc ?? ''}`);
  return `record ${shape.type.fullName} ${shape.tagged} ${shape.type.doc ?? ''} ${fields.join('\n')}`;
}
