import type { AlternativeHints } from '../../runtime/json/nearest.js';
import { conjuncts } from './conjuncts.js';
import { isInherited } from './inherited-names.js';
import type { JsonSchema } from './json-schema.js';
import {
  hasArrayKeywords,
  hasNumberKeywords,
  hasObjectKeywords,
  hasTextKeywords,
  isInPlaceEmpty,
  possibleTypes,
  target,
} from './schema-facts.js';
import { isPlain } from './tag-property.js';

/** The maximum number of names in the hints of one alternative, and of values of a discriminator. */
const MAX_NAMES = 32;
const MAX_VALUES = 8;

const known = new WeakMap<JsonSchema, AlternativeHints>();

/** What distinguishes an alternative of `oneOf` or `anyOf` from the others. */
export function alternativeHints(alternative: JsonSchema): AlternativeHints {
  const hints = known.get(alternative) ?? hintsOf(alternative);
  known.set(alternative, hints);
  return hints;
}

function hintsOf(alternative: JsonSchema): AlternativeHints {
  const all = conjuncts([target(alternative)]);
  const required = [...new Set(all.flatMap((schema) => schema.required))].filter((name) => !isInherited(name));
  const properties = all
    .flatMap((schema) => [...schema.properties])
    .filter(([name, property]) => !isInherited(name) && !property.never);
  const literals = properties.flatMap(([name, property]): [string, readonly unknown[]][] => {
    const values = conjuncts([property]).find((schema) => schema.enum !== undefined)?.enum ?? [];
    const isFew = values.length > 0 && values.length <= MAX_VALUES && values.every(isPlain);
    return isFew && required.includes(name) ? [[name, values]] : [];
  });
  const tags = new Map(literals.slice(0, MAX_NAMES));
  const others = properties.filter(([name]) => !tags.has(name));
  return {
    types: typesText(alternative),
    required: required.slice(0, MAX_NAMES),
    literals: Object.fromEntries(tags),
    properties: Object.fromEntries(others.slice(0, MAX_NAMES).map(([name, property]) => [name, typesText(property)])),
    isClosed: others.length <= MAX_NAMES && all.length === 1 && all.every(isClosed),
  };
}

function isClosed({ additionalProperties, patternProperties }: JsonSchema): boolean {
  return additionalProperties?.never === true && patternProperties.size === 0;
}

function typesText(schema: JsonSchema): string {
  return [...(possibleTypes(schema) ?? [])].join('|');
}

/** Whether the faults of an alternative say more than that it is not the one: it is more than a type or a list of values. */
export function isStructured(alternative: JsonSchema): boolean {
  const schema = target(alternative);
  return (
    hasTextKeywords(schema) ||
    hasNumberKeywords(schema) ||
    hasArrayKeywords(schema) ||
    hasObjectKeywords(schema) ||
    !isInPlaceEmpty(schema)
  );
}
