import { Ajv } from 'ajv';

import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../src/config/json-settings.js';
import { prepareTypes, type PreparedTypes } from '../../src/json-schema/types/prepare-types.js';
import { decodedName, OPTIONAL, type PreparedSchema } from '../../src/json-schema/types/type-schema.js';

const ajv = new Ajv({ strict: false, logger: false });

/** The prepared schemas of a schema, its root as `OrdersValue`. */
export function prepared(schema: JsonSchema, settings: JsonSettings): PreparedTypes {
  return prepareTypes({ root: { OrdersValue: { schema, settings } }, reserved: ['OrdersRecord'] });
}

/** What ajv says of a value by the prepared schemas alone. Throws where they are not a JSON Schema. */
export function preparedOracle({ declarations, roots }: PreparedTypes): (value: unknown) => boolean {
  const names = new Set(declarations.map(({ name }) => name));
  const definitions = declarations.map(({ name, schema }) => [name, asJsonSchema(schema, names)]);
  const [root = false] = roots.values();
  const document = { allOf: [asJsonSchema(root, names)], definitions: Object.fromEntries(definitions) as object };
  const validate = ajv.compile(document);
  return (value) => validate(value);
}

/** With references for names of declarations, and anything where another word of TypeScript stands. */
function asJsonSchema(schema: PreparedSchema, names: ReadonlySet<string>): object | boolean {
  if (typeof schema === 'boolean') return schema;
  const { tsType, items, additionalItems, properties, required, additionalProperties, anyOf, allOf, ...plain } = schema;
  if (tsType !== undefined) return names.has(tsType) ? { $ref: `#/definitions/${tsType}` } : {};
  const one = (part: PreparedSchema) => asJsonSchema(part, names);
  const maybe = (part: PreparedSchema | undefined) => (part === undefined ? undefined : one(part));
  const list = Array.isArray(items) ? (items as readonly PreparedSchema[]) : undefined;
  const single = list === undefined ? (items as PreparedSchema | undefined) : undefined;
  // The items before the mark are required, and the mark is not an item.
  const mark = list?.findIndex((item) => typeof item === 'object' && item.tsType === OPTIONAL.tsType) ?? -1;
  return {
    ...plain,
    items: list?.filter((_, index) => index !== mark).map(one) ?? maybe(single),
    ...(mark !== -1 && { minItems: mark }),
    additionalItems: maybe(additionalItems),
    properties:
      properties &&
      Object.fromEntries(Object.entries(properties).map(([name, part]) => [decodedName(name), one(part)])),
    required: required?.map(decodedName),
    additionalProperties: maybe(additionalProperties),
    anyOf: anyOf?.map(one),
    allOf: allOf?.map(one),
  };
}
