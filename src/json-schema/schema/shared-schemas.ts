import { stronglyConnected } from '../../runtime/resolution/strongly-connected.js';
import type { JsonSchema } from './json-schema.js';
import { inPlaceSchemas } from './schema-cycles.js';
import { hasArrayKeywords, hasObjectKeywords, isInPlaceEmpty, target } from './schema-facts.js';
import { findTag } from './tag-property.js';

/** Maximum number of times that code applies one schema to one value; where there are more ways, results are kept. */
const MAX_WAYS = 64;

/** How often each schema is applied to one value. */
type Ways = Map<JsonSchema, number>;

/**
 * The schemas to which very many ways lead for one value, as in a diamond of `allOf`: twice as many at each level. Below
 * such a schema the count starts again, as it is applied once and its result is kept.
 */
export function sharedSchemas(root: JsonSchema): ReadonlySet<JsonSchema> {
  const shared = new Set<JsonSchema>();
  const entries: Ways = new Map([[root, 1]]);
  const open = [root];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const within = waysWithin(entry, entries.get(entry) ?? 1, shared);
    for (const [child, count] of waysToChildren(within)) {
      if (count > MAX_WAYS) shared.add(child);
      const ways = shared.has(child) ? 1 : count;
      if (ways <= (entries.get(child) ?? 0)) continue;
      entries.set(child, ways);
      open.push(child);
    }
  }
  return shared;
}

/** How often the schemas for the same value are applied to it; adds to `shared` those that are too often. */
function waysWithin(entry: JsonSchema, start: number, shared: Set<JsonSchema>): Ways {
  const order = stronglyConnected([entry], stepsFrom).flat();
  const ways: Ways = new Map([[entry, start]]);
  for (const schema of order.toReversed()) {
    const most = ways.get(schema) ?? 0;
    const count = most > MAX_WAYS ? start * waysTo(schema, entry, order, shared) : most;
    if (count > MAX_WAYS) shared.add(schema);
    const kept = shared.has(schema) ? 1 : count;
    ways.set(schema, kept);
    for (const next of stepsFrom(schema)) ways.set(next, (ways.get(next) ?? 0) + kept);
  }
  return ways;
}

/** The number of ways to one schema where of branches that exclude each other only one is taken; `order`: that schema and others before those that lead to them. */
function waysTo(
  goal: JsonSchema,
  entry: JsonSchema,
  order: readonly JsonSchema[],
  shared: ReadonlySet<JsonSchema>,
): number {
  const ways: Ways = new Map();
  let total = 0;
  const of = (schema: JsonSchema): number => ways.get(target(schema)) ?? 0;
  for (const schema of order) {
    const branches = exclusiveBranches(schema);
    const all = inPlaceSchemas(schema).reduce((sum, part) => sum + of(part), 0);
    const left = branches.map((list) => list.reduce((sum, part) => sum + of(part), 0) - Math.max(0, ...list.map(of)));
    const count = schema === goal ? 1 : left.reduce((sum, others) => sum - others, all);
    if (schema === entry || shared.has(schema)) total += count;
    else ways.set(schema, count);
  }
  return total;
}

const exclusive = new WeakMap<JsonSchema, readonly (readonly JsonSchema[])[]>();

/** Lists of branches of which code takes one. */
function exclusiveBranches(schema: JsonSchema): readonly (readonly JsonSchema[])[] {
  const { anyOf, oneOf, then, else: otherwise } = schema;
  const known = exclusive.get(schema);
  if (known !== undefined) return known;
  const tagged = [anyOf, oneOf].filter((branches) => findTag(branches) !== undefined);
  const branches = [...tagged, [then, otherwise].filter((branch) => branch !== undefined)];
  exclusive.set(schema, branches);
  return branches;
}

/** The schemas of properties and items, with how often each is applied to one of them. */
function waysToChildren(within: Ways): Ways {
  const others: Ways = new Map();
  const named = new Map<string, Ways>();
  const add = (to: Ways, part: JsonSchema | undefined, count: number): void => {
    if (part === undefined || isLeaf(target(part))) return;
    to.set(target(part), (to.get(target(part)) ?? 0) + count);
  };
  const addNamed = (name: string, part: JsonSchema, count: number, instead: JsonSchema | undefined): void => {
    const ways: Ways = named.get(name) ?? new Map<JsonSchema, number>();
    named.set(name, ways);
    add(ways, part, count);
    add(ways, instead, -count);
  };
  for (const [schema, count] of within) {
    const { additionalProperties, unevaluatedProperties, items, unevaluatedItems, contains, propertyNames } = schema;
    const rest = [additionalProperties, unevaluatedProperties, items, unevaluatedItems, contains?.schema];
    for (const part of [...schema.patternProperties.values(), ...rest, propertyNames]) add(others, part, count);
    for (const [name, part] of schema.properties) addNamed(name, part, count, additionalProperties);
    schema.prefixItems.forEach((part, index) => {
      addNamed(`[${index}]`, part, count, items);
    });
  }
  const most: Ways = new Map(others);
  for (const ways of named.values()) {
    for (const [child, count] of ways) {
      most.set(child, Math.max(most.get(child) ?? 0, count + (others.get(child) ?? 0)));
    }
  }
  return most;
}

function stepsFrom(schema: JsonSchema): readonly JsonSchema[] {
  return inPlaceSchemas(schema).map(target);
}

function isLeaf(schema: JsonSchema): boolean {
  return isInPlaceEmpty(schema) && !hasArrayKeywords(schema) && !hasObjectKeywords(schema);
}
