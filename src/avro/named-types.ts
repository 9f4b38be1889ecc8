import { NameScope, pascalCase } from '../code/identifiers.js';
import { namedShapes, type NamedShape } from './named-shapes.js';
import { shortName, type EnumType } from '../runtime/resolution/schema.js';
import type { RecordShape, Shape } from '../runtime/resolution/value-shape.js';
import { alikeTypes } from './printers/alike-types.js';

/** The records and enums of a topic's key and value, each with the name of its TypeScript declaration. */
export interface NamedTypes {
  /** One entry for each declaration to print. */
  readonly declarations: readonly { readonly name: string; readonly shape: NamedShape }[];
  /** Names that the same file declares besides. */
  readonly reserved: readonly string[];
  /** A record is identified by its shape: a key and a value of one schema may have different settings. */
  nameOf(of: RecordShape | EnumType): string;
}

interface ReservedNames {
  /** `OrdersValue` and the like, each with the shape that may have it as its own name. */
  readonly root: ReadonlyMap<string, Shape | undefined>;
  readonly reserved: readonly string[];
}

/**
 * Names every record and enum after its short name. Where two of one short name meet, each takes as much of its
 * namespace in front as it needs; one that meets a reserved name gets `_` behind. Types of one full name that are the
 * same (a key and a value may both hold the shop's Money) share one declaration.
 */
export function nameTypes(shapes: readonly Shape[], { root, reserved }: ReservedNames): NamedTypes {
  const named = [...new Set(shapes.flatMap((shape) => [...namedShapes(shape)]))];
  const groups = alikeTypes(named);
  const scope = new NameScope([...reserved, ...root.keys()]);
  const names = new Map<RecordShape | EnumType, string>();
  const declarations: { name: string; shape: NamedShape }[] = [];
  const fullNames = groups.flatMap(([shape]) => shape?.type.fullName ?? []);
  const areDistinct = new Set(fullNames.map((name) => shortName(name).toLowerCase())).size === fullNames.length;
  let namesOf: ReturnType<typeof distinctNames> | undefined;
  for (const group of groups) {
    const [shape] = group;
    if (shape === undefined) continue;
    const { fullName } = shape.type;
    const own = shortName(fullName);
    // A record called OrdersValue that is the value of orders: its declaration serves as the alias.
    const top = root.get(own);
    const isRoot = top !== undefined && group.some((same) => same === top);
    // What most need not try is made only for those that do.
    if (!isRoot && !(areDistinct && scope.isFree(own))) namesOf ??= distinctNames(fullNames);
    const name = isRoot ? own : scope.claim(...(namesOf?.(fullName) ?? ([own] as const)));
    declarations.push({ name, shape });
    for (const same of group) names.set(same.kind === 'enum' ? same.type : same, name);
  }
  const nameOf = (of: RecordShape | EnumType) =>
    names.get(of) ?? shortName('type' in of ? of.type.fullName : of.fullName);
  return { declarations, reserved, nameOf };
}

/** Maximum number of namespace words that a name takes in front at most, unless it needs all of them. */
const MAX_WORDS = 8;

/** Makes a function that gives the names to try for a type, best first: its short name only when no other has the same. */
function distinctNames(fullNames: readonly string[]): (fullName: string) => [string, ...string[]] {
  const uses = new Map<string, number>();
  const use = (candidate: string, length: number) => `${length} ${candidate.toLowerCase()}`;
  for (const fullName of fullNames) {
    candidates(fullName).forEach((candidate, length) =>
      uses.set(use(candidate, length), (uses.get(use(candidate, length)) ?? 0) + 1),
    );
  }
  return (fullName) => {
    const [first = joined(fullName.split('.')), ...others] = candidates(fullName).filter(
      (candidate, length) => uses.get(use(candidate, length)) === 1,
    );
    return [first, ...new Set(others)];
  };
}

/** The names that a full name's last part, its last two parts and so on make; at last all of them. */
function candidates(fullName: string): readonly string[] {
  const parts = fullName.split('.');
  return [...Array.from({ length: MAX_WORDS }, (_, index) => joined(parts.slice(-1 - index))), joined(parts)];
}

function joined(parts: readonly string[]): string {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return parts.map((part) => pascalCase(part)).join('');
}
