import type { JsonSettings } from '../../config/json-settings.js';
import { isOneOf } from '../../runtime/json/equal.js';
import { conjuncts } from '../schema/conjuncts.js';
import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import { propertySchemas } from '../schema/property-schemas.js';
import { ALL_TYPES } from '../schema/synthetic-schema.js';
import { firstViolation } from '../validate/validate.js';
import { commonTypes } from './common-types.js';

/** How deep the properties lie that are looked at. */
const MAX_DEPTH = 3;

/** Schemas of one object. */
interface Objects {
  readonly schemas: readonly JsonSchema[];
  /** Those of them that were added last: only what they say something of is looked at. */
  readonly added: readonly JsonSchema[];
}

/**
 * The schema of a required property for which the schemas leave no value, by types and lists of values alone; undefined
 * where there may be one. Of many conditions on one property (`if` its `type` is `"created"`), it shows as soon as two
 * are chosen that exclude each other, where otherwise all combinations would have to be tried.
 */
export function requiredContradiction(
  { schemas, added }: Objects,
  settings: JsonSettings,
  depth = 0,
): JsonSchema | undefined {
  for (const name of new Set(schemas.flatMap(({ required }) => required))) {
    const fresh = added.flatMap((schema) => propertySchemas(schema, name));
    if (fresh.length === 0 && !added.some(({ required }) => required.includes(name))) continue;
    const demand = conjuncts(schemas.flatMap((schema) => propertySchemas(schema, name)));
    const types = demand.reduce(typesWith, ALL_TYPES);
    if (types.length === 0 || demand.some(({ never }) => never) || lacksListed(demand, settings)) return demand.at(-1);
    if (depth < MAX_DEPTH && types.every((type) => type === 'object')) {
      const inner = requiredContradiction({ schemas: demand, added: demand }, settings, depth + 1);
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}

function typesWith(types: readonly JsonType[], schema: JsonSchema): readonly JsonType[] {
  return schema.types === undefined ? types : commonTypes(types, schema.types);
}

/** Whether there is a list of values, none of which is valid. */
function lacksListed(demand: readonly JsonSchema[], settings: JsonSettings): boolean {
  const lists = demand.flatMap(({ enum: list }) => (list === undefined ? [] : [list]));
  const [first, ...others] = lists;
  if (first === undefined) return false;
  return !first.some(
    (value) =>
      others.every((list) => isOneOf(value, list)) &&
      demand.every((schema) => firstViolation(schema, value, settings) === undefined),
  );
}
