import type { JsonSettings } from '../../config/json-settings.js';
import { leafConversion, type Conversion } from '../convert/conversion.js';
import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import {
  hasArrayKeywords,
  hasNumberKeywords,
  hasObjectKeywords,
  hasTextKeywords,
  isAnything,
  isInPlaceEmpty,
  target,
} from '../schema/schema-facts.js';
import { findTag } from '../schema/tag-property.js';

/** How a generated parser reads the values of a schema. */
export type ParsedShape =
  | { readonly kind: 'object' | 'array'; readonly schema: JsonSchema }
  | { readonly kind: 'text' | 'number' | 'integer'; readonly schema: JsonSchema; readonly conversion?: Conversion }
  | { readonly kind: 'boolean' | 'null' | 'any' | 'never' }
  /** One of several strings. */
  | { readonly kind: 'choice'; readonly texts: readonly string[] }
  | { readonly kind: 'nullable'; readonly inner: ParsedShape }
  /** Objects of several schemas, by a property with strings of its own in each. */
  | {
      readonly kind: 'tagged';
      readonly schema: JsonSchema;
      readonly property: string;
      readonly branches: readonly TaggedBranch[];
    }
  /** Read as any value, then checked by the validator's function. */
  | { readonly kind: 'checked'; readonly schema: JsonSchema };

interface TaggedBranch {
  readonly schema: JsonSchema;
  /** The strings, as code. */
  readonly labels: readonly string[];
}

/** The shape of a schema's values. */
export function shapeOf(reference: JsonSchema, settings: JsonSettings): ParsedShape {
  return shapeWithin(reference, settings, new Set());
}

/** `outer`: schemas for the same value around this one, which may lead back to them. */
function shapeWithin(reference: JsonSchema, settings: JsonSettings, outer: ReadonlySet<JsonSchema>): ParsedShape {
  const schema = target(reference);
  if (outer.has(schema)) return { kind: 'checked', schema };
  if (schema.never) return { kind: 'never' };
  if (isAnything(schema)) return { kind: 'any' };
  return (
    choiceShape(schema) ??
    (isInPlaceEmpty(schema) && schema.dependentSchemas.size === 0
      ? typedShape(schema, schema.types, settings)
      : unionShape(schema, (part) => shapeWithin(part, settings, new Set([...outer, schema])))) ?? {
      kind: 'checked',
      schema,
    }
  );
}

/** Strings, with or without null, that are listed. */
function choiceShape(schema: JsonSchema): ParsedShape | undefined {
  const { enum: values, types } = schema;
  if (values === undefined || !isInPlaceEmpty(schema) || hasTextKeywords(schema)) return undefined;
  const allowed = values.filter((value) =>
    typeof value === 'string' ? types?.has('string') !== false : value !== null || types?.has('null') !== false,
  );
  const texts = allowed.filter((value) => typeof value === 'string');
  if (texts.length === 0 || !allowed.every((value) => typeof value === 'string' || value === null)) return undefined;
  const inner: ParsedShape = { kind: 'choice', texts };
  return texts.length === allowed.length ? inner : { kind: 'nullable', inner };
}

function typedShape(
  schema: JsonSchema,
  types: ReadonlySet<JsonType> | undefined,
  settings: JsonSettings,
): ParsedShape | undefined {
  if (types === undefined || schema.enum !== undefined) return undefined;
  const [type, ...others] = [...types].filter((one) => one !== 'integer' || !types.has('number'));
  if (type === undefined) return undefined;
  if (others.length > 0) {
    if (others.length > 1 || !types.has('null')) return undefined;
    const inner = typedShape(schema, new Set([...types].filter((one) => one !== 'null')), settings);
    return inner === undefined ? undefined : { kind: 'nullable', inner };
  }
  switch (type) {
    case 'null':
    case 'boolean':
      return { kind: type };
    case 'string':
    case 'number':
    case 'integer': {
      const conversion = leafConversion(schema, settings);
      const kind = type === 'string' ? 'text' : type;
      return { kind, schema, ...(conversion === undefined ? {} : { conversion }) };
    }
    case 'array':
      return isListed(schema) ? { kind: 'array', schema } : undefined;
    case 'object':
      return hasPlainMembers(schema) ? { kind: 'object', schema } : undefined;
  }
}

/** An array of items that are all alike. */
function isListed({ prefixItems, unevaluatedItems, contains }: JsonSchema): boolean {
  return prefixItems.length === 0 && unevaluatedItems === undefined && contains === undefined;
}

/** An object whose members are judged one by one, by their names. */
function hasPlainMembers(schema: JsonSchema): boolean {
  const { patternProperties, unevaluatedProperties, propertyNames, minProperties, maxProperties } = schema;
  const others = [unevaluatedProperties, propertyNames, minProperties, maxProperties];
  return patternProperties.size + schema.dependentRequired.size === 0 && others.every((one) => one === undefined);
}

/** One schema that stands for another, one with or without null, or objects with a discriminator. */
function unionShape(schema: JsonSchema, shapeOfPart: (part: JsonSchema) => ParsedShape): ParsedShape | undefined {
  if (schema.not !== undefined || schema.if !== undefined || schema.enum !== undefined) return undefined;
  if (hasTextKeywords(schema) || hasNumberKeywords(schema) || hasArrayKeywords(schema) || hasObjectKeywords(schema)) {
    return undefined;
  }
  const lists = [schema.refs, schema.allOf, schema.anyOf, schema.oneOf].filter((list) => list.length > 0);
  const [branches = [], ...others] = lists;
  if (others.length > 0) return undefined;
  const [only] = branches;
  if (branches.length === 1 && only !== undefined && schema.types === undefined) return shapeOfPart(only);
  if (branches !== schema.anyOf && branches !== schema.oneOf) return undefined;
  const isNull = (branch: JsonSchema): boolean => shapeOfPart(branch).kind === 'null';
  const [inner, ...more] = branches.filter((branch) => !isNull(branch));
  const hasNull = more.length + 1 === branches.length - 1;
  if (inner !== undefined && more.length === 0 && hasNull && schema.types === undefined) {
    const shape = shapeOfPart(inner);
    // A value that may be null in two ways satisfies both, or has no one way.
    return allowsNull(shape) ? undefined : { kind: 'nullable', inner: shape };
  }
  const isOpen = schema.types === undefined || (schema.types.size === 1 && schema.types.has('object'));
  const tag = isOpen ? findTag(branches) : undefined;
  if (tag?.values.every((value) => typeof value === 'string') !== true) return undefined;
  const tagged = branches.map((branch, index) => ({ schema: branch, labels: tag.literals[index] ?? [] }));
  return { kind: 'tagged', schema, property: tag.property, branches: tagged };
}

/** Whether a value of the shape may be null, as far as it shows. */
function allowsNull({ kind }: ParsedShape): boolean {
  return kind === 'null' || kind === 'nullable' || kind === 'any' || kind === 'checked';
}
