import type { JsonSchema, SchemaPlace } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import type { Entry } from './sample-conjunct.js';
import { propertySchemas } from '../schema/property-schemas.js';
import { validate } from '../validate/validate.js';
import { placeOf } from '../validate/validate-verdict.js';

/** What schemas that hold together say of an object. */
export class ObjectRules {
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
  private readonly entries: readonly Entry[];
  private readonly schemas: readonly JsonSchema[];
  private readonly settings: JsonSettings;
  private readonly demands = new Map<string, readonly JsonSchema[]>();

  constructor(entries: readonly Entry[], settings: JsonSettings) {
    this.entries = entries;
    this.settings = settings;
    const schemas = entries.map(({ schema }) => schema);
    this.schemas = schemas;
    this.declared = [...new Set(schemas.flatMap(({ properties }) => [...properties.keys()]))];
    this.minProperties = Math.max(0, ...schemas.map((schema) => schema.minProperties ?? 0));
    this.maxProperties = Math.min(...schemas.map((schema) => schema.maxProperties ?? Infinity));
    this.propertyNames = schemas.flatMap(({ propertyNames }) => propertyNames ?? []);
    this.patterns = schemas.flatMap(({ patternProperties }) => [...patternProperties.keys()]);
    this.others = schemas
      .flatMap((schema) => [
        ...schema.patternProperties.values(),
        ...[schema.additionalProperties ?? schema.unevaluatedProperties].filter((other) => other !== undefined),
      ])
      .filter(({ never }) => !never)
      .slice(0, 1);
    const required = new Set(schemas.flatMap((schema) => schema.required));
    for (const name of required) for (const dependent of this.dependentsOf(name)) required.add(dependent);
    this.required = required;
  }

  /** The properties that must be there if this one is. */
  dependentsOf(name: string): readonly string[] {
    return this.schemas.flatMap(({ dependentRequired }) => dependentRequired.get(name) ?? []);
  }

  /** All schemas that the property has to satisfy. */
  demandOf(name: string): readonly JsonSchema[] {
    const known = this.demands.get(name);
    if (known !== undefined) return known;
    const demand = this.schemas.flatMap((schema) => propertySchemas(schema, name));
    for (const entry of this.entries) {
      const { unevaluatedProperties } = entry.schema;
      if (unevaluatedProperties !== undefined && !this.isEvaluated(name, entry)) demand.push(unevaluatedProperties);
    }
    this.demands.set(name, demand);
    return demand;
  }

  /** Whether no value at all will do for the property. */
  isNever(name: string): boolean {
    return isNever(this.demandOf(name));
  }

  allowsName(name: string): boolean {
    return this.propertyNames.every((schema) => validate(schema, name, this.settings).length === 0);
  }

  /** Where one of the schemas has the keyword; where the object's schema is if none has. */
  placeOf(keyword: 'propertyNames' | 'minProperties' | 'maxProperties' | 'required'): SchemaPlace {
    const schema = this.schemas.find((one) => one[keyword] !== undefined && one[keyword] !== 0);
    const [first] = this.schemas;
    if (schema !== undefined) return placeOf(schema, keyword);
    return first === undefined ? { file: '', pointer: '' } : first.place;
  }

  private isEvaluated(name: string, by: Entry): boolean {
    return this.entries.some(
      (entry) =>
        isWithin(entry, by) &&
        (propertySchemas(entry.schema, name).length > 0 ||
          (entry !== by && entry.schema.unevaluatedProperties !== undefined)),
    );
  }
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
