/**
 * The keywords from which json-schema-to-typescript makes types, and no others: what else a schema says never reaches it.
 * `Part` is a schema of the same kind.
 */
interface Keywords<Part> {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  readonly enum?: readonly Literal[];
  readonly items?: Part | readonly Part[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly additionalItems?: Part;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Part;
  readonly patternProperties?: { readonly '': false };
  readonly anyOf?: readonly Part[];
  readonly allOf?: readonly Part[];
  /** One word of TypeScript, for what JSON Schema cannot say: the name of a declaration, `$Date`, `bigint`, `5n`, `$Optional`. */
  readonly tsType?: string;
}

type Literal = string | number | boolean;

/** A schema as json-schema-to-typescript gets it. */
export type PreparedSchema = boolean | Keywords<PreparedSchema>;

/** A schema whose declarations have no names yet. */
export type TypeSchema = boolean | TypeKeywords;

export interface TypeKeywords extends Keywords<TypeSchema> {
  /** The type is this declaration. */
  readonly declaration?: TypeDeclaration;
  /** The comments of the properties. */
  readonly docs?: ReadonlyMap<string, readonly string[]>;
}

/** A type with a name of its own. */
export interface TypeDeclaration {
  /** The same for the same schemas, in every run. */
  readonly key: string;
  /** Where its name comes from. */
  readonly place: NamePlace;
  /** Paragraphs. */
  readonly doc: readonly string[];
}

/** What a type may be named after. */
export interface NamePlace {
  /** The name that the schema gives it. */
  readonly own: string | undefined;
  /** What holds it, and under what name. */
  readonly under: { readonly place: NamePlace; readonly word: string } | undefined;
}

export const UNKNOWN = true;
export const NEVER = false;
export const NULL: TypeKeywords = { type: 'null' };
export const STRING: TypeKeywords = { type: 'string' };
export const NUMBER: TypeKeywords = { type: 'number' };
export const BOOLEAN: TypeKeywords = { type: 'boolean' };
export const BIGINT = { tsType: 'bigint' };
/** The global `Date`, which a type of the team's may be named after. */
export const DATE = { tsType: '$Date' };
/** In a tuple, the items after it are optional. */
export const OPTIONAL = { tsType: '$Optional' };
/** json-schema-to-typescript makes `{}` of an object without properties, which takes anything; of this a record of `never`. */
export const EMPTY_OBJECT: TypeKeywords = { type: 'object', patternProperties: { '': false } };

/** The keywords of a schema; none for `true` and `false`. */
export function keywordsOf(schema: TypeSchema): TypeKeywords {
  return typeof schema === 'boolean' ? {} : schema;
}

/** An object's properties as keywords. */
export function objectSchema(
  properties: readonly (readonly [name: string, schema: TypeSchema])[],
  required: readonly string[],
): TypeKeywords {
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(([name, schema]) => [encodedName(name), schema])),
    required: required.map(encodedName),
  };
}

/** `hasOwnProperty` stops json-schema-to-typescript, and JavaScript puts properties named by digits first. */
function encodedName(name: string): string {
  return /^(?:\d+$|hasOwnProperty$|\$key\.)/.test(name) ? `$key.${name}` : name;
}

/** The property's name as the schema has it. */
export function decodedName(name: string): string {
  return name.replace(/^\$key\./, '');
}

/** Whether it is an object with properties. */
export function hasProperties(schema: TypeSchema): boolean {
  return Object.keys(keywordsOf(schema).properties ?? {}).length > 0;
}

/** The schemas within a schema. */
export function partsOf(schema: TypeSchema): readonly TypeSchema[] {
  const { items, additionalItems, properties, additionalProperties, anyOf, allOf } = keywordsOf(schema);
  return [
    ...Object.values(properties ?? {}),
    ...[items, additionalItems, additionalProperties, anyOf, allOf].flatMap((part) => part ?? []),
  ];
}

/** About how many words of TypeScript a schema takes: of a list that is not empty, the item's type stands twice in it. */
export function wordsIn(schema: TypeSchema): number {
  if (keywordsOf(schema).declaration !== undefined) return 1;
  const { items, minItems } = keywordsOf(schema);
  const twice = items !== undefined && !isList(items) && minItems !== undefined ? [items] : [];
  return [...partsOf(schema), ...twice].reduce((sum, part) => sum + wordsIn(part), 1);
}

/**
 * Names the declarations and leaves the comments out. `named` is the schema of a declaration's name. What has no parts is
 * the same object wherever it stands: json-schema-to-typescript looks at each object once.
 */
export function preparedSchema(
  schema: TypeSchema,
  named: (declaration: TypeDeclaration) => PreparedSchema,
): PreparedSchema {
  if (typeof schema === 'boolean') return schema;
  const { declaration, docs, items, additionalItems, properties, additionalProperties, anyOf, allOf, ...plain } =
    schema;
  if (declaration !== undefined) return named(declaration);
  const one = (part: TypeSchema) => preparedSchema(part, named);
  const all = (parts: readonly TypeSchema[]) => parts.map(one);
  const entries = Object.entries(properties ?? {}).map(([name, part]) => [name, one(part)] as const);
  const parts = {
    ...(items !== undefined && { items: isList(items) ? all(items) : one(items) }),
    ...(additionalItems !== undefined && { additionalItems: one(additionalItems) }),
    ...(properties !== undefined && { properties: Object.fromEntries(entries) }),
    ...(additionalProperties !== undefined && { additionalProperties: one(additionalProperties) }),
    ...(anyOf !== undefined && { anyOf: all(anyOf) }),
    ...(allOf !== undefined && { allOf: all(allOf) }),
  };
  return docs === undefined && Object.keys(parts).length === 0 ? schema : { ...plain, ...parts };
}

function isList(items: TypeSchema | readonly TypeSchema[]): items is readonly TypeSchema[] {
  return Array.isArray(items);
}

/** Any one of the schemas, each once, with literals in one list. */
export function unionOf(schemas: readonly TypeSchema[]): TypeSchema {
  const members = schemas
    .flatMap((schema) => keywordsOf(schema).anyOf ?? [schema])
    .filter((member) => member !== NEVER);
  if (members.includes(UNKNOWN)) return UNKNOWN;
  const [alone] = members;
  if (alone !== undefined && members.length === 1 && keywordsOf(alone).enum === undefined) return alone;
  const literals = literalsOf(members.flatMap((member) => keywordsOf(member).enum ?? []));
  const merged = members.flatMap((member): readonly TypeSchema[] =>
    keywordsOf(member).enum === undefined ? [member] : literals,
  );
  const [only, ...others] = new Map(merged.map((member) => [schemaKey(member), member])).values();
  if (only === undefined) return NEVER;
  return others.length === 0 ? only : { anyOf: [only, ...others] };
}

function literalsOf(values: readonly Literal[]): readonly TypeKeywords[] {
  const isAnyBoolean = values.includes(true) && values.includes(false);
  const listed = [...new Set(values)].filter((value) => !isAnyBoolean || typeof value !== 'boolean');
  return [...(listed.length === 0 ? [] : [{ enum: listed }]), ...(isAnyBoolean ? [BOOLEAN] : [])];
}

/** A text that is equal for equal schemas. */
function schemaKey(schema: TypeSchema): string {
  return JSON.stringify(preparedSchema(schema, ({ key }) => ({ tsType: `declared ${key}` })));
}
