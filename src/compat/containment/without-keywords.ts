import { type JsonSchema, SchemaNode } from '../../json-schema/schema/json-schema.js';

/** A keyword of a schema, as the model calls it; '' for all of them. */
interface SchemaKeyword {
  readonly schema: JsonSchema;
  readonly keyword: string;
}

/** Makes a copy of a graph without some keywords of some of its schemas. */
export function withoutKeywords(root: JsonSchema, removed: readonly SchemaKeyword[]): JsonSchema {
  const removedFrom = new Map<JsonSchema, Set<string>>();
  for (const { schema, keyword } of removed) {
    removedFrom.set(schema, (removedFrom.get(schema) ?? new Set<string>()).add(keyword));
  }
  const copies = new Map<JsonSchema, SchemaNode>();
  const copyOf = (schema: JsonSchema): JsonSchema => {
    const known = copies.get(schema);
    if (known !== undefined) return known;
    const copy = new SchemaNode(schema);
    copies.set(schema, copy);
    return copy;
  };
  const result = copyOf(root);
  // A map hands out what is added while it is walked.
  for (const [schema, copy] of copies) {
    const names = removedFrom.get(schema);
    if (names?.has('') !== true) Object.assign(copy, schema, subschemas(schema, copyOf));
    const empty = new SchemaNode(schema);
    if (names?.has('type') === true) copy.types = undefined;
    for (const name of names ?? []) if (isKeyword(name, copy)) Object.assign(copy, { [name]: empty[name] });
    if (names?.has('minContains') === true || names?.has('maxContains') === true) copy.contains = undefined;
  }
  return result;
}

function isKeyword(name: string, schema: SchemaNode): name is keyof JsonSchema {
  return Object.hasOwn(schema, name);
}

type CopySchema = (schema: JsonSchema) => JsonSchema;

/** The keywords that hold schemas, with copies of these. */
function subschemas(schema: JsonSchema, copyOf: CopySchema): Partial<JsonSchema> {
  const list = (schemas: readonly JsonSchema[]) => schemas.map(copyOf);
  const map = (schemas: ReadonlyMap<string, JsonSchema>) =>
    new Map([...schemas].map(([name, inner]) => [name, copyOf(inner)]));
  const one = (inner: JsonSchema | undefined) => inner && copyOf(inner);
  const { contains } = schema;
  return {
    refs: list(schema.refs),
    allOf: list(schema.allOf),
    anyOf: list(schema.anyOf),
    oneOf: list(schema.oneOf),
    not: one(schema.not),
    if: one(schema.if),
    then: one(schema.then),
    else: one(schema.else),
    dependentSchemas: map(schema.dependentSchemas),
    properties: map(schema.properties),
    patternProperties: map(schema.patternProperties),
    additionalProperties: one(schema.additionalProperties),
    unevaluatedProperties: one(schema.unevaluatedProperties),
    propertyNames: one(schema.propertyNames),
    prefixItems: list(schema.prefixItems),
    items: one(schema.items),
    unevaluatedItems: one(schema.unevaluatedItems),
    contains: contains && { ...contains, schema: copyOf(contains.schema) },
  };
}
