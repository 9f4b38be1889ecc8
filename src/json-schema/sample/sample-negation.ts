import { Seed } from '../../samples/seed.js';
import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import { ALL_TYPES, syntheticSchema, notSchema, type SchemaPart } from '../schema/synthetic-schema.js';
import { patternTexts } from '../pattern/pattern-text.js';

/**
 * Ways to violate a schema, each a schema of its own: a value that satisfies one of them most likely violates the
 * schema. Where that takes luck (`not` of a format, of a multiple, of a list of values), values have to be tried.
 */
export function negations(schema: JsonSchema): readonly JsonSchema[] {
  if (schema.never) return [made(schema, 'any', {})];
  return [
    ...negatedTypes(schema),
    ...negatedObject(schema),
    ...negatedArray(schema),
    ...negatedText(schema),
    ...negatedNumber(schema),
    ...negatedParts(schema),
  ];
}

/** Whether a schema says nothing but that a text matches its pattern: texts can be made that do not. */
export function isPatternAlone(schema: JsonSchema): boolean {
  const { pattern, refs, allOf, anyOf, oneOf, minLength, maxLength, format, types, enum: list, not } = schema;
  const parts = refs.length + allOf.length + anyOf.length + oneOf.length;
  const others = [minLength, maxLength, format, list, not, schema.if, types];
  return pattern !== undefined && parts === 0 && others.every((keyword) => keyword === undefined);
}

function made(schema: JsonSchema, key: string, part: SchemaPart): JsonSchema {
  return syntheticSchema(part, { of: schema, name: `against ${key}` });
}

function only(...types: readonly JsonType[]): SchemaPart {
  return { types: new Set(types) };
}

function negatedTypes(schema: JsonSchema): JsonSchema[] {
  const ways: JsonSchema[] = [];
  if (schema.types !== undefined) {
    const { types } = schema;
    // A number that is not whole is one of the values that have to be tried.
    const others = ALL_TYPES.filter((type) => !types.has(type) && !(type === 'integer' && types.has('number')));
    if (others.length > 0) ways.push(made(schema, 'type', only(...others)));
  }
  if (schema.enum !== undefined) ways.push(made(schema, 'enum', {}));
  return ways;
}

function negatedNumber(schema: JsonSchema): JsonSchema[] {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = schema;
  const ways: JsonSchema[] = [];
  const add = (key: string, part: SchemaPart): void =>
    void ways.push(made(schema, key, { ...only('number'), ...part }));
  if (minimum !== undefined) add('minimum', { exclusiveMaximum: minimum });
  if (exclusiveMinimum !== undefined) add('exclusiveMinimum', { maximum: exclusiveMinimum });
  if (maximum !== undefined) add('maximum', { exclusiveMinimum: maximum });
  if (exclusiveMaximum !== undefined) add('exclusiveMaximum', { minimum: exclusiveMaximum });
  if (multipleOf !== undefined) add('multipleOf', {});
  return ways;
}

function negatedText(schema: JsonSchema): JsonSchema[] {
  const { minLength = 0, maxLength, pattern, format } = schema;
  const ways: JsonSchema[] = [];
  const add = (key: string, part: SchemaPart): void =>
    void ways.push(made(schema, key, { ...only('string'), ...part }));
  if (minLength > 0) add('minLength', { maxLength: minLength - 1 });
  if (maxLength !== undefined) add('maxLength', { minLength: maxLength + 1 });
  if (pattern !== undefined) add('pattern', { not: made(schema, 'its pattern', { pattern }) });
  if (format !== undefined) add('format', {});
  return ways;
}

function negatedObject(schema: JsonSchema): JsonSchema[] {
  const ways: JsonSchema[] = [];
  const add = (key: string, part: SchemaPart): void =>
    void ways.push(made(schema, key, { ...only('object'), ...part }));
  const never = made(schema, 'never', { never: true });
  const holding = (key: string, name: string, inner: JsonSchema): void =>
    add(`${key} ${name}`, { required: [name], properties: new Map([[name, notSchema(inner)]]) });
  for (const name of schema.required) add(`required ${name}`, { properties: new Map([[name, never]]) });
  for (const [name, inner] of schema.properties) holding('properties', name, inner);
  for (const [pattern, inner] of schema.patternProperties) {
    const rules = { patterns: [pattern], excluded: [], minLength: 0, maxLength: Infinity };
    for (const name of patternTexts(rules, () => new Seed(pattern))) {
      holding('patternProperties', name, inner);
      break;
    }
  }
  for (const inner of [schema.additionalProperties, schema.unevaluatedProperties]) {
    if (inner !== undefined) holding('additionalProperties', strangeName(schema), inner);
  }
  const { propertyNames, minProperties = 0, maxProperties } = schema;
  if (propertyNames !== undefined) {
    add('propertyNames', { minProperties: 1, propertyNames: notSchema(propertyNames) });
  }
  if (minProperties > 0) add('minProperties', { maxProperties: minProperties - 1 });
  if (maxProperties !== undefined) add('maxProperties', { minProperties: maxProperties + 1 });
  for (const [name, dependents] of schema.dependentRequired) {
    for (const dependent of dependents) {
      const part = { required: [name], properties: new Map([[dependent, never]]) };
      add(`dependentRequired ${name} ${dependent}`, part);
    }
  }
  for (const [name, inner] of schema.dependentSchemas) {
    add(`dependentSchemas ${name}`, { required: [name], allOf: [notSchema(inner)] });
  }
  return ways;
}

/** A name that the schema has no property for. */
function strangeName({ properties }: JsonSchema): string {
  let name = 'other';
  while (properties.has(name)) name += '_';
  return name;
}

function negatedArray(schema: JsonSchema): JsonSchema[] {
  const { prefixItems, contains, minItems = 0, maxItems, uniqueItems } = schema;
  const ways: JsonSchema[] = [];
  const add = (key: string, part: SchemaPart): void => void ways.push(made(schema, key, { ...only('array'), ...part }));
  const free = made(schema, 'free', {});
  const at = (key: string, index: number, inner: JsonSchema): void => {
    const before = Array.from({ length: index }, () => free);
    add(`${key} ${index}`, { minItems: index + 1, prefixItems: [...before, notSchema(inner)] });
  };
  for (const [index, inner] of prefixItems.entries()) at('prefixItems', index, inner);
  for (const inner of [schema.items, schema.unevaluatedItems]) {
    if (inner !== undefined) at('items', prefixItems.length, inner);
  }
  if (contains !== undefined) {
    if (contains.min === 1) add('contains', { items: notSchema(contains.schema) });
    else if (contains.min > 1) add('minContains', { maxItems: contains.min - 1 });
    if (contains.max !== undefined) {
      add('maxContains', { contains: { ...contains, min: contains.max + 1, max: undefined } });
    }
  }
  if (minItems > 0) add('minItems', { maxItems: minItems - 1 });
  if (maxItems !== undefined) add('maxItems', { minItems: maxItems + 1 });
  if (uniqueItems)
    add('uniqueItems', {
      minItems: 2,
      examples: [
        [0, 0],
        ['', ''],
        [true, true],
      ],
    });
  return ways;
}

/** The schemas for the same value. */
function negatedParts(schema: JsonSchema): JsonSchema[] {
  const ways: JsonSchema[] = [];
  const add = (key: string, part: SchemaPart): void => void ways.push(made(schema, key, part));
  for (const part of [...schema.refs, ...schema.allOf]) ways.push(notSchema(part));
  if (schema.anyOf.length > 0) add('anyOf', { allOf: schema.anyOf.map(notSchema) });
  if (schema.oneOf.length > 0) add('oneOf', { allOf: schema.oneOf.map(notSchema) });
  const [first, second] = schema.oneOf;
  if (first !== undefined && second !== undefined) add('oneOf twice', { allOf: [first, second] });
  if (schema.not !== undefined) ways.push(schema.not);
  if (schema.if !== undefined) {
    if (schema.then !== undefined) add('then', { allOf: [schema.if, notSchema(schema.then)] });
    if (schema.else !== undefined) add('else', { allOf: [notSchema(schema.if), notSchema(schema.else)] });
  }
  return ways;
}
