import type { JsonSchema } from './json-schema.js';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const none: readonly never[] = [];
const noMembers: ReadonlyMap<string, never> = new Map<string, never>();

/** A schema while it is read: without keywords at first. A class, as that is what makes such wide objects fast. */
export class SchemaNode implements Writable<JsonSchema> {
  readonly key: string;
  readonly place: JsonSchema['place'];
  readonly draft: JsonSchema['draft'];
  readonly definedAs: string | undefined;
  never: JsonSchema['never'] = false;
  refs: JsonSchema['refs'] = none;
  allOf: JsonSchema['allOf'] = none;
  anyOf: JsonSchema['anyOf'] = none;
  oneOf: JsonSchema['oneOf'] = none;
  not: JsonSchema['not'] = undefined;
  if: JsonSchema['if'] = undefined;
  then: JsonSchema['then'] = undefined;
  else: JsonSchema['else'] = undefined;
  dependentSchemas: JsonSchema['dependentSchemas'] = noMembers;
  types: JsonSchema['types'] = undefined;
  enum: JsonSchema['enum'] = undefined;
  multipleOf: JsonSchema['multipleOf'] = undefined;
  minimum: JsonSchema['minimum'] = undefined;
  exclusiveMinimum: JsonSchema['exclusiveMinimum'] = undefined;
  maximum: JsonSchema['maximum'] = undefined;
  exclusiveMaximum: JsonSchema['exclusiveMaximum'] = undefined;
  minLength: JsonSchema['minLength'] = undefined;
  maxLength: JsonSchema['maxLength'] = undefined;
  pattern: JsonSchema['pattern'] = undefined;
  format: JsonSchema['format'] = undefined;
  contentEncoding: JsonSchema['contentEncoding'] = undefined;
  contentMediaType: JsonSchema['contentMediaType'] = undefined;
  properties: JsonSchema['properties'] = noMembers;
  patternProperties: JsonSchema['patternProperties'] = noMembers;
  additionalProperties: JsonSchema['additionalProperties'] = undefined;
  unevaluatedProperties: JsonSchema['unevaluatedProperties'] = undefined;
  propertyNames: JsonSchema['propertyNames'] = undefined;
  required: JsonSchema['required'] = none;
  dependentRequired: JsonSchema['dependentRequired'] = noMembers;
  minProperties: JsonSchema['minProperties'] = undefined;
  maxProperties: JsonSchema['maxProperties'] = undefined;
  prefixItems: JsonSchema['prefixItems'] = none;
  items: JsonSchema['items'] = undefined;
  unevaluatedItems: JsonSchema['unevaluatedItems'] = undefined;
  contains: JsonSchema['contains'] = undefined;
  minItems: JsonSchema['minItems'] = undefined;
  maxItems: JsonSchema['maxItems'] = undefined;
  uniqueItems: JsonSchema['uniqueItems'] = false;
  title: JsonSchema['title'] = undefined;
  description: JsonSchema['description'] = undefined;
  default: JsonSchema['default'] = undefined;
  examples: JsonSchema['examples'] = none;
  deprecated: JsonSchema['deprecated'] = false;
  id: JsonSchema['id'] = undefined;
  spelled: JsonSchema['spelled'] = noMembers;

  constructor({ key, place, draft, definedAs }: Pick<JsonSchema, 'key' | 'place' | 'draft' | 'definedAs'>) {
    this.key = key;
    this.place = place;
    this.draft = draft;
    this.definedAs = definedAs;
  }
}
