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

/**
 * A schema of any draft, in the vocabulary of draft 2020-12, with its references followed: what each draft spells in
 * its own way (`definitions`, `items` as a list, `dependencies`, a boolean `exclusiveMinimum`, `$recursiveRef`) is said
 * here in one way, and a `$dynamicRef` leads where its dynamic scope makes it lead. Schemas form a graph, with cycles
 * where a schema refers to itself. A keyword that is not given, or that the draft does not know, is undefined or empty.
 */
export interface JsonSchema {
  /** Unequal for unequal schemas of a graph; the same in every run. */
  readonly key: string;
  readonly place: SchemaPlace;
  readonly draft: Draft;
  /** Whether it is the schema `false`, that no value satisfies. The schema `true` is one without keywords. */
  readonly never: boolean;

  // Schemas for the same value (in-place applicators)
  /** `$ref`, `$dynamicRef` and `$recursiveRef`. Up to draft 7, a schema with a `$ref` has no other keywords but annotations. */
  readonly refs: readonly JsonSchema[];
  readonly allOf: readonly JsonSchema[];
  /** Empty if not given: an empty list is not a schema. */
  readonly anyOf: readonly JsonSchema[];
  readonly oneOf: readonly JsonSchema[];
  readonly not: JsonSchema | undefined;
  /** With `then` and `else` next to it. */
  readonly if: JsonSchema | undefined;
  readonly then: JsonSchema | undefined;
  readonly else: JsonSchema | undefined;
  readonly dependentSchemas: ReadonlyMap<string, JsonSchema>;

  // Any value
  /** Undefined where any type will do. `nullable: true` next to `type` adds `null`. */
  readonly types: ReadonlySet<JsonType> | undefined;
  /** `enum`, and a `const` as a list of one. Values as JSON has them; whole numbers past 2^53 as bigint. */
  readonly enum: readonly unknown[] | undefined;

  // Numbers
  readonly multipleOf: number | undefined;
  readonly minimum: number | undefined;
  readonly exclusiveMinimum: number | undefined;
  readonly maximum: number | undefined;
  readonly exclusiveMaximum: number | undefined;

  // Strings; lengths in Unicode code points
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly pattern: string | undefined;
  readonly format: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly contentMediaType: string | undefined;

  // Objects
  readonly properties: ReadonlyMap<string, JsonSchema>;
  readonly patternProperties: ReadonlyMap<string, JsonSchema>;
  readonly additionalProperties: JsonSchema | undefined;
  readonly unevaluatedProperties: JsonSchema | undefined;
  readonly propertyNames: JsonSchema | undefined;
  readonly required: readonly string[];
  readonly dependentRequired: ReadonlyMap<string, readonly string[]>;
  readonly minProperties: number | undefined;
  readonly maxProperties: number | undefined;

  // Arrays
  readonly prefixItems: readonly JsonSchema[];
  /** The items behind `prefixItems`. */
  readonly items: JsonSchema | undefined;
  readonly unevaluatedItems: JsonSchema | undefined;
  readonly contains: ContainsKeyword | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  readonly uniqueItems: boolean;

  // Annotations
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly default: { readonly value: unknown } | undefined;
  readonly examples: readonly unknown[];
  readonly deprecated: boolean;
  /** The absolute or relative URI that the schema gives itself. */
  readonly id: string | undefined;
  /** Its key in `definitions` or `$defs`. */
  readonly definedAs: string | undefined;
  /** JSON pointers of the keywords within the file, where they are not `<pointer>/<keyword as named here>`: `exclusiveMinimum` → `/…/minimum`. */
  readonly spelled: ReadonlyMap<string, string>;
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
