import { conjuncts } from '../schema/conjuncts.js';
import type { JsonSchema } from '../schema/json-schema.js';

/** The discriminator of a `oneOf` or `anyOf` of objects: a property that each branch requires, with its own value. */
interface Discriminator {
  readonly property: string;
  readonly branches: readonly { readonly literal: string | number | boolean; readonly schema: JsonSchema }[];
}

/** Common names of discriminators, in order of preference. */
const PREFERRED = ['$type', 'type', 'kind', 'eventType', 'event_type', 'event', '@type', '_type', 'name'];

/** Undefined if the schema has no such choice, or if one of its branches may be something other than an object. */
export function discriminatorOf(schema: JsonSchema): Discriminator | undefined {
  const base = conjuncts([schema]);
  for (const branches of base.flatMap(({ oneOf, anyOf }) => [oneOf, anyOf])) {
    const possible = branches.filter(({ never }) => !never);
    const found = possible.length < 2 ? undefined : discriminatorAmong(possible, base);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The literals that distinguish branches from their siblings; `base`: what holds for all of them. */
export function branchLiterals(
  branches: readonly JsonSchema[],
  base: readonly JsonSchema[],
): ReadonlyMap<JsonSchema, Literal> {
  const found = discriminatorAmong(branches, conjuncts(base));
  return new Map(found?.branches.map(({ schema, literal }) => [schema, literal]));
}

type Literal = string | number | boolean;

function discriminatorAmong(branches: readonly JsonSchema[], base: readonly JsonSchema[]): Discriminator | undefined {
  const literals = branches.map((branch) => literalsOf([...base, ...conjuncts([branch])]));
  const [first, ...others] = literals;
  if (first === undefined) return undefined;
  const candidates = [...first.keys()].filter((name) => {
    const values = [first, ...others].map((of) => of.get(name));
    return values.every((value) => value !== undefined) && new Set(values).size === values.length;
  });
  const property = PREFERRED.find((name) => candidates.includes(name)) ?? candidates[0];
  if (property === undefined) return undefined;
  const told = branches.flatMap((schema, index) => {
    const literal = literals[index]?.get(property);
    return literal === undefined ? [] : [{ literal, schema }];
  });
  return { property, branches: told };
}

/** The properties that the schemas, all of one object, require with one value; none if it may be no object. */
function literalsOf(schemas: readonly JsonSchema[]): ReadonlyMap<string, Literal> {
  const literals = new Map<string, Literal>();
  if (!schemas.some(({ types }) => types?.size === 1 && types.has('object'))) return literals;
  const required = new Set(schemas.flatMap((schema) => schema.required));
  for (const name of new Set(schemas.flatMap(({ properties }) => [...properties.keys()]))) {
    const property = conjuncts(schemas.flatMap(({ properties }) => properties.get(name) ?? []));
    const [only] = property.flatMap((schema) => (schema.enum?.length === 1 ? schema.enum : []));
    if (required.has(name) && isLiteral(only)) literals.set(name, only);
  }
  return literals;
}

function isLiteral(value: unknown): value is Literal {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
