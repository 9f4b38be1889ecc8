/** The type of the values of a schema, in TypeScript's words. */
export type TypeNode =
  | KeywordNode
  | { readonly kind: 'literal'; readonly value: string | number | bigint | boolean }
  | { readonly kind: 'array'; readonly items: TypeNode }
  | TupleNode
  | ObjectNode
  | { readonly kind: 'union' | 'intersection'; readonly members: readonly TypeNode[] }
  | { readonly kind: 'declared'; readonly declaration: TypeDeclaration };

export interface KeywordNode {
  readonly kind: 'keyword';
  readonly name: 'unknown' | 'never' | 'null' | 'boolean' | 'number' | 'string' | 'bigint' | 'Date';
}

export interface TupleNode {
  readonly kind: 'tuple';
  readonly items: readonly TypeNode[];
  /** So many of the items have to be there. */
  readonly required: number;
  /** What follows the items; undefined if nothing does. */
  readonly rest: TypeNode | undefined;
}

/** Without properties and with an index: a record. Without either: an object that has no properties. */
export interface ObjectNode {
  readonly kind: 'object';
  readonly properties: readonly PropertyNode[];
  readonly index: TypeNode | undefined;
}

export interface PropertyNode {
  readonly name: string;
  readonly type: TypeNode;
  readonly optional: boolean;
  /** Paragraphs. */
  readonly doc: readonly string[];
}

/** A type with a name of its own; told by identity. */
export interface TypeDeclaration {
  /** The same for the same schemas, in every run. */
  readonly key: string;
  /** Where its name comes from. */
  readonly place: NamePlace;
  /** Paragraphs. */
  readonly doc: readonly string[];
}

/** What a type may be called after. */
export interface NamePlace {
  /** The name that the schema gives it. */
  readonly own: string | undefined;
  /** What holds it, and under what name. */
  readonly under: { readonly place: NamePlace; readonly word: string } | undefined;
}

export const UNKNOWN: KeywordNode = { kind: 'keyword', name: 'unknown' };
export const NEVER: KeywordNode = { kind: 'keyword', name: 'never' };
export const NULL: KeywordNode = { kind: 'keyword', name: 'null' };

/** A text that is equal for equal types. */
export function typeKey(type: TypeNode): string {
  switch (type.kind) {
    case 'keyword':
      return type.name;
    case 'literal':
      return typeof type.value === 'bigint' ? `${type.value}n` : JSON.stringify(type.value);
    case 'array':
      return `[]${typeKey(type.items)}`;
    case 'tuple': {
      const rest = type.rest === undefined ? '' : typeKey(type.rest);
      return `[${type.items.map(typeKey).join(',')};${type.required};${rest}]`;
    }
    case 'object': {
      const properties = type.properties.map(
        ({ name, type: inner, optional }) => `${JSON.stringify(name)}${optional ? '?' : ''}:${typeKey(inner)}`,
      );
      return `{${properties.join(',')};${type.index === undefined ? '' : typeKey(type.index)}}`;
    }
    case 'union':
    case 'intersection':
      return `(${type.kind} ${type.members.map(typeKey).join(',')})`;
    case 'declared':
      return `declared ${JSON.stringify(type.declaration.key)}`;
  }
}

/** The types that a type is made of; what a declared one is made of is told by its declaration. */
export function partsOf(type: TypeNode): readonly TypeNode[] {
  switch (type.kind) {
    case 'keyword':
    case 'literal':
    case 'declared':
      return [];
    case 'array':
      return [type.items];
    case 'tuple':
      return type.rest === undefined ? type.items : [...type.items, type.rest];
    case 'object':
      return [...type.properties.map((property) => property.type), ...(type.index === undefined ? [] : [type.index])];
    case 'union':
    case 'intersection':
      return type.members;
  }
}

/** The union of types, each told once, without those that another of them holds, and null last. */
export function unionOf(types: readonly TypeNode[]): TypeNode {
  const distinct = new Map<string, TypeNode>();
  for (const type of types.flatMap((member) => (member.kind === 'union' ? member.members : [member]))) {
    distinct.set(typeKey(type), type);
  }
  if (distinct.has('unknown')) return UNKNOWN;
  if (distinct.has('true') && distinct.has('false')) {
    distinct.delete('false');
    distinct.set('true', { kind: 'keyword', name: 'boolean' });
  }
  const keywords = new Set([...distinct.values()].flatMap((type) => (type.kind === 'keyword' ? [type.name] : [])));
  const members = [...distinct.values()].filter((type) => {
    if (type.kind === 'keyword') return type.name !== 'never' && type.name !== 'null';
    return type.kind !== 'literal' || !keywords.has(widened(type.value));
  });
  if (keywords.has('null')) members.push(NULL);
  const [only] = members;
  if (only === undefined) return NEVER;
  return members.length === 1 ? only : { kind: 'union', members };
}

/** What every one of the types says. */
export function intersectionOf(types: readonly TypeNode[]): TypeNode {
  const distinct = new Map(types.map((type) => [typeKey(type), type]));
  distinct.delete('unknown');
  if (distinct.has('never')) return NEVER;
  const members = [...distinct.values()];
  const [only] = members;
  if (only === undefined) return UNKNOWN;
  return members.length === 1 ? only : { kind: 'intersection', members };
}

/** Whether every value of a type is one of a wider type's, as far as their texts show. */
export function isWithin(type: TypeNode, wider: TypeNode): boolean {
  const members = (union: TypeNode) => (union.kind === 'union' ? union.members : [union]);
  const known = new Set(members(wider).map(typeKey));
  if (known.has('unknown')) return true;
  return members(type).every(
    (member) => known.has(typeKey(member)) || (member.kind === 'literal' && known.has(widened(member.value))),
  );
}

function widened(value: string | number | bigint | boolean): KeywordNode['name'] {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  return typeof value === 'bigint' ? 'bigint' : 'boolean';
}
