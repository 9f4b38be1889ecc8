import { mappingProperties } from './mapping-properties.js';
import { isList, isMap, type Value, type ValueMap } from './value.js';

/** A tool whose names of properties differ from those of CloudFormation. */
export type Column = 'sam' | 'terraform';

/** Properties that another property implies, so that a tool without them loses nothing: the event is below its function. */
const IMPLIED: ReadonlySet<string> = new Set(['FunctionName']);

/**
 * The properties of a mapping under the names of another tool. Undefined where the mapping has one that the tool has not.
 */
export function columnOf(properties: ValueMap, column: Column): ValueMap | undefined {
  const result: Tree = {};
  for (const property of mappingProperties) {
    const value = read(properties, steps(property.path));
    if (value === undefined) continue;
    const path = property[column];
    if (path === null && !IMPLIED.has(property.path)) return undefined;
    if (path !== null) write(result, steps(path), value);
  }
  return result as ValueMap;
}

/** `A.B[].C` → `A`, `B[]`, `C`. */
export function steps(path: string): readonly string[] {
  return path.split('.');
}

/** What stands at a path: below a list, a list of what its items have there. */
function read(value: Value | undefined, [step, ...rest]: readonly string[]): Items {
  if (value === undefined || step === undefined) return value;
  if (!isMap(value)) return undefined;
  const name = step.replace(/\[\]$/, '');
  const entry = value[name];
  if (name === step) return read(entry, rest);
  return entry !== undefined && isList(entry) ? { items: entry.map((item) => read(item, rest)) } : undefined;
}

/** A value, or one for each item of a list that has it. */
type Items = Value | undefined | { readonly items: readonly Items[] };

type Tree = Record<string, unknown>;

function write(tree: Tree, [step, ...rest]: readonly string[], value: Items): void {
  if (step === undefined || value === undefined) return;
  const name = step.replace(/\[\]$/, '');
  if (name !== step) {
    const list = (tree[name] ??= []) as Tree[];
    const { items } = value as { readonly items: readonly Items[] };
    for (const [index, item] of items.entries()) write((list[index] ??= {}), rest, item);
  } else if (rest.length === 0) tree[name] = value;
  else write((tree[name] ??= {}) as Tree, rest, value);
}
