import type { ContainsKeyword, JsonSchema } from '../schema/json-schema.js';
import { patternFault } from '../pattern/pattern-fault.js';
import { describe, type KeywordReader } from './keyword-reader.js';

/** The keywords that hold schemas, but for references. */
type Applicators = Pick<
  JsonSchema,
  | 'allOf'
  | 'anyOf'
  | 'oneOf'
  | 'not'
  | 'if'
  | 'then'
  | 'else'
  | 'dependentSchemas'
  | 'properties'
  | 'patternProperties'
  | 'additionalProperties'
  | 'unevaluatedProperties'
  | 'propertyNames'
  | 'dependentRequired'
  | 'prefixItems'
  | 'items'
  | 'unevaluatedItems'
  | 'contains'
>;

/** The schema in a keyword, or in a member or item of its value. */
export type Child = (keyword: string, step?: string | number) => JsonSchema;

/** Reads the keywords that hold schemas, in whatever way the draft spells them. */
export function readApplicators(reader: KeywordReader, child: Child): Applicators {
  const condition = optional(reader, 'if', child);
  return {
    allOf: schemas(reader, 'allOf', child),
    anyOf: schemas(reader, 'anyOf', child),
    oneOf: schemas(reader, 'oneOf', child),
    not: optional(reader, 'not', child),
    if: condition,
    then: condition && optional(reader, 'then', child),
    else: condition && optional(reader, 'else', child),
    properties: named(reader, 'properties', child),
    patternProperties: patterns(reader, child),
    additionalProperties: optional(reader, 'additionalProperties', child),
    unevaluatedProperties: optional(reader, 'unevaluatedProperties', child),
    propertyNames: optional(reader, 'propertyNames', child),
    ...readDependencies(reader, child),
    ...readItems(reader, child),
    unevaluatedItems: optional(reader, 'unevaluatedItems', child),
    contains: readContains(reader, child),
  };
}

function optional(reader: KeywordReader, keyword: string, child: Child): JsonSchema | undefined {
  return reader.value(keyword) === undefined ? undefined : child(keyword);
}

/** A list of schemas, of which there must be one. */
function schemas(reader: KeywordReader, keyword: string, child: Child): readonly JsonSchema[] {
  const list = reader.list(keyword);
  if (list?.length === 0)
    reader.wrong(keyword, `"${keyword}" must be a list of at least one schema, found an empty list`);
  return (list ?? []).map((_, index) => child(keyword, index));
}

function named(reader: KeywordReader, keyword: string, child: Child): ReadonlyMap<string, JsonSchema> {
  return new Map(Object.keys(reader.object(keyword) ?? {}).map((name) => [name, child(keyword, name)]));
}

function patterns(reader: KeywordReader, child: Child): ReadonlyMap<string, JsonSchema> {
  const found = named(reader, 'patternProperties', child);
  for (const pattern of found.keys()) {
    const fault = patternFault(pattern);
    if (fault !== undefined) {
      const message = `${describe(pattern)} is not a regular expression: ${fault.reason}`;
      reader.wrongAt(['patternProperties', pattern], message, fault.help);
    }
  }
  return found;
}

/** `dependencies`, in which later drafts' two keywords are one, stays understood: its meaning never changed. */
function readDependencies(
  reader: KeywordReader,
  child: Child,
): Pick<JsonSchema, 'dependentSchemas' | 'dependentRequired'> {
  const dependentSchemas = new Map(named(reader, 'dependentSchemas', child));
  const dependentRequired = new Map<string, readonly string[]>();
  const required = reader.object('dependentRequired') ?? {};
  for (const [name, list] of Object.entries(required)) {
    if (Array.isArray(list)) dependentRequired.set(name, reader.namesIn(list, 'dependentRequired', name));
    else reader.wrongAt(['dependentRequired', name], `expected a list of names, found ${describe(list)}`);
  }
  for (const [name, value] of Object.entries(reader.object('dependencies') ?? {})) {
    if (Array.isArray(value)) {
      if (dependentRequired.has(name)) continue;
      dependentRequired.set(name, reader.namesIn(value, 'dependencies', name));
      reader.spelled.set('dependentRequired', reader.at('dependencies'));
    } else if (!dependentSchemas.has(name)) {
      dependentSchemas.set(name, child('dependencies', name));
      reader.spelled.set('dependentSchemas', reader.at('dependencies'));
    }
  }
  return { dependentSchemas, dependentRequired };
}

/** Up to 2019-09 `items` may be a list, and `additionalItems` is for the items behind it. */
function readItems(reader: KeywordReader, child: Child): Pick<JsonSchema, 'prefixItems' | 'items'> {
  const { draft, lenient } = reader.dialect;
  const items = reader.value('items');
  if (!Array.isArray(items)) {
    const prefixItems = schemas(reader, 'prefixItems', child);
    return { prefixItems, items: optional(reader, 'items', child) };
  }
  if (draft === '2020-12' && !lenient) {
    const help = 'Rename the list to "prefixItems", and "additionalItems" to "items".';
    reader.wrong('items', 'since 2020-12, "items" must be a schema, found a list', help);
  }
  reader.spelled.set('prefixItems', reader.at('items'));
  reader.spelled.set('items', reader.at('additionalItems'));
  return {
    prefixItems: items.map((_, index) => child('items', index)),
    items: optional(reader, 'additionalItems', child),
  };
}

function readContains(reader: KeywordReader, child: Child): ContainsKeyword | undefined {
  const [min, max] = [reader.count('minContains'), reader.count('maxContains')];
  if (reader.value('contains') === undefined) return undefined;
  return { schema: child('contains'), min: min ?? 1, max, evaluates: reader.dialect.draft === '2020-12' };
}
