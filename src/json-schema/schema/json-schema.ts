/** The drafts that are read. A schema without `$schema`, or with one that is not known, is read as 2020-12 with the older drafts' keywords understood. */
export type Draft = '4' | '6' | '7' | '2019-09' | '2020-12';

/** The types of the `type` keyword. A number without a fraction is an integer too, however it is written. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** Where a schema stands. */
export interface SchemaPlace {
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  /** A JSON pointer into the file; '' is the whole of it. */
  readonly pointer: string;
}

const none: readonly never[] = [];
const noMembers: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * A schema of any draft, in the vocabulary of draft 2020-12, with its references followed: what each draft spells in
 * its own way (`definitions`, `items` as a list, `dependencies`, a boolean `exclusiveMinimum`, `$recursiveRef`) is said
 * here in one way, and a `$dynamicRef` leads where its dynamic scope makes it lead. Schemas form a graph, with cycles
 * where a schema refers to itself. A keyword that is not given, or that the draft does not know, is undefined or empty.
 */
export type JsonSchema = Readonly<SchemaNode>;

/** A schema while it is read: without keywords at first. A class, as that is what makes such wide objects fast. */
export class SchemaNode {
  /** Unequal for unequal schemas of a graph; the same in every run. */
  readonly key: string;
  readonly place: SchemaPlace;
  readonly draft: Draft;
  /** Whether it is the schema `false`, that no value satisfies. The schema `true` is one without keywords. */
  never = false;

  // Schemas for the same value (in-place applicators)
  /** `$ref`, `$dynamicRef` and `$recursiveRef`. Up to draft 7, a schema with a `$ref` has no other keywords but annotations. */
  refs: readonly JsonSchema[] = none;
  allOf: readonly JsonSchema[] = none;
  /** Empty if not given: an empty list is not a schema. */
  anyOf: readonly JsonSchema[] = none;
  oneOf: readonly JsonSchema[] = none;
  not: JsonSchema | undefined = undefined;
  /** With `then` and `else` next to it. */
  if: JsonSchema | undefined = undefined;
  then: JsonSchema | undefined = undefined;
  else: JsonSchema | undefined = undefined;
  dependentSchemas: ReadonlyMap<string, JsonSchema> = noMembers;

  // Any value
  /** Undefined where any type will do. `nullable: true` next to `type` adds `null`. */
  types: ReadonlySet<JsonType> | undefined = undefined;
  /** `enum`, and a `const` as a list of one. Values as JSON has them; whole numbers past 2^53 as bigint. */
  enum: readonly unknown[] | undefined = undefined;

  // Numbers
  multipleOf: number | undefined = undefined;
  minimum: number | undefined = undefined;
  exclusiveMinimum: number | undefined = undefined;
  maximum: number | undefined = undefined;
  exclusiveMaximum: number | undefined = undefined;

  // Strings; lengths in Unicode code points
  minLength: number | undefined = undefined;
  maxLength: number | undefined = undefined;
  pattern: string | undefined = undefined;
  format: string | undefined = undefined;
  contentEncoding: string | undefined = undefined;
  contentMediaType: string | undefined = undefined;

  // Objects
  properties: ReadonlyMap<string, JsonSchema> = noMembers;
  patternProperties: ReadonlyMap<string, JsonSchema> = noMembers;
  additionalProperties: JsonSchema | undefined = undefined;
  unevaluatedProperties: JsonSchema | undefined = undefined;
  propertyNames: JsonSchema | undefined = undefined;
  required: readonly string[] = none;
  dependentRequired: ReadonlyMap<string, readonly string[]> = noMembers;
  minProperties: number | undefined = undefined;
  maxProperties: number | undefined = undefined;

  // Arrays
  prefixItems: readonly JsonSchema[] = none;
  /** The items behind `prefixItems`. */
  items: JsonSchema | undefined = undefined;
  unevaluatedItems: JsonSchema | undefined = undefined;
  contains: ContainsKeyword | undefined = undefined;
  minItems: number | undefined = undefined;
  maxItems: number | undefined = undefined;
  uniqueItems = false;

  // Annotations
  title: string | undefined = undefined;
  description: string | undefined = undefined;
  default: { readonly value: unknown } | undefined = undefined;
  examples: readonly unknown[] = none;
  deprecated = false;
  /** The absolute or relative URI that the schema gives itself. */
  id: string | undefined = undefined;
  /** Its key in `definitions` or `$defs`. */
  readonly definedAs: string | undefined;
  /** JSON pointers of the keywords within the file, where they are not `<pointer>/<keyword as named here>`: `exclusiveMinimum` → `/…/minimum`. */
  spelled: ReadonlyMap<string, string> = noMembers;

  constructor({ key, place, draft, definedAs }: Pick<JsonSchema, 'key' | 'place' | 'draft' | 'definedAs'>) {
    this.key = key;
    this.place = place;
    this.draft = draft;
    this.definedAs = definedAs;
  }
}

export interface ContainsKeyword {
  readonly schema: JsonSchema;
  /** 1 unless `minContains` says otherwise. */
  readonly min: number;
  readonly max: number | undefined;
  /** Whether the items it matches count as evaluated for `unevaluatedItems`: since 2020-12. */
  readonly evaluates: boolean;
}

/** What a schema file says is wrong with it. */
export interface SchemaFault {
  readonly place: SchemaPlace;
  /** One sentence. */
  readonly message: string;
  /** One sentence: how to fix it. */
  readonly help?: string;
}

/** Something in a schema that is not a fault, but may not be what its author meant. */
export interface SchemaRemark extends SchemaFault {
  readonly code: 'schema-ignored' | 'ref-sibling-ignored' | 'alternatives-overlap';
}
