import type { JsonSchema, SchemaPlace } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import type { Entry } from './sample-conjunct.js';
import { propertySchemas } from '../schema/property-schemas.js';
import { validate } from '../validate/validate.js';
import { placeOf } from '../validate/validate-verdict.js';

/** What schemas that hold together say of an object. */
export interface ObjectRules {
  /** With all that required properties depend on. */
  readonly required: ReadonlySet<string>;
  /** The properties that have schemas by name, in order. */
  readonly declared: readonly string[];
  readonly minProperties: number;
  readonly maxProperties: number;
  /** Schemas for properties that are not declared; none where nothing is said of them. */
  readonly others: readonly JsonSchema[];
  readonly propertyNames: readonly JsonSchema[];
  readonly patterns: readonly string[];
  /** The properties that must be there if this one is. */
  readonly dependentsOf: (name: string) => readonly string[];
  /** All schemas that the property has to satisfy. */
  readonly demandOf: (name: string) => readonly JsonSchema[];
  /** Whether no value at all will do for the property. */
  readonly isNever: (name: string) => boolean;
  readonly allowsName: (name: string) => boolean;
  /** Where one of the schemas has the keyword; where the object's schema is if none has. */
  readonly placeOf: (keyword: 'propertyNames' | 'minProperties' | 'maxProperties' | 'required') => SchemaPlace;
}

export function objectRules(entries: readonly Entry[], settings: JsonSettings): ObjectRules {
  const schemas = entries.map(({ schema }) => schema);
  const propertyNames = schemas.flatMap((schema) => schema.propertyNames ?? []);
  const demands = new Map<string, readonly JsonSchema[]>();

  const dependentsOf = (name: string): readonly string[] =>
    schemas.flatMap(({ dependentRequired }) => dependentRequired.get(name) ?? []);

  function demandOf(name: string): readonly JsonSchema[] {
    const known = demands.get(name);
    if (known !== undefined) return known;
    const demand = schemas.flatMap((schema) => propertySchemas(schema, name));
    for (const entry of entries) {
      const { unevaluatedProperties } = entry.schema;
      if (unevaluatedProperties !== undefined && !isEvaluated(entries, name, entry)) demand.push(unevaluatedProperties);
    }
    demands.set(name, demand);
    return demand;
  }

  const required = new Set(schemas.flatMap((schema) => schema.required));
  for (const name of required) for (const dependent of dependentsOf(name)) required.add(dependent);
  return {
    required,
    declared: [...new Set(schemas.flatMap(({ properties }) => [...properties.keys()]))],
    minProperties: Math.max(0, ...schemas.map((schema) => schema.minProperties ?? 0)),
    maxProperties: Math.min(...schemas.map((schema) => schema.maxProperties ?? Infinity)),
    others: schemas
      .flatMap((schema) => [
        ...schema.patternProperties.values(),
        ...[schema.additionalProperties ?? schema.unevaluatedProperties].filter((other) => other !== undefined),
      ])
      .filter(({ never }) => !never)
      .slice(0, 1),
    propertyNames,
    patterns: schemas.flatMap(({ patternProperties }) => [...patternProperties.keys()]),
    dependentsOf,
    demandOf,
    isNever: (name) => isNever(demandOf(name)),
    allowsName: (name) => propertyNames.every((schema) => validate(schema, name, settings).length === 0),
    placeOf(keyword) {
      const schema = schemas.find((one) => one[keyword] !== undefined && one[keyword] !== 0);
      if (schema !== undefined) return placeOf(schema, keyword);
      return schemas[0]?.place ?? { file: '', pointer: '' };
    },
  };
}

function isEvaluated(entries: readonly Entry[], name: string, by: Entry): boolean {
  return entries.some(
    (entry) =>
      isWithin(entry, by) &&
      (propertySchemas(entry.schema, name).length > 0 ||
        (entry !== by && entry.schema.unevaluatedProperties !== undefined)),
  );
}

/** Whether an entry is another, or is applied by it. */
export function isWithin(entry: Entry, other: Entry): boolean {
  for (let at: Entry | undefined = entry; at !== undefined; at = at.within) if (at === other) return true;
  return false;
}

/** Whether no value satisfies the schemas, as far as their references and enums show. */
export function isNever(demand: readonly JsonSchema[]): boolean {
  return demand.some(({ never, refs, allOf }) => never || isNever(refs) || isNever(allOf));
}
