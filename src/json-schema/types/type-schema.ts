import { partsOf, type ObjectNode, type TypeDeclaration, type TypeNode } from './type-node.js';

/** A schema in the words of json-schema-to-typescript. */
export type TypeSchema = Readonly<Record<string, unknown>>;

/**
 * Texts of the schema never go through json-schema-to-typescript: it is given marks, `p0` for a property's name, `D0` for
 * a comment, `T0` for a declared type, that the layout replaces. So no name is changed or clashes with a keyword,
 * and no text can do harm on the way.
 */
export class TypeMarks {
  readonly #recursive: ReadonlySet<TypeDeclaration>;
  readonly #properties = new Map<string, string>();
  readonly #types = new Map<TypeDeclaration, string>();
  readonly #comments = new Map<string, readonly string[]>();

  /** `recursive`: types other than interfaces that lead back to themselves. */
  constructor(recursive: ReadonlySet<TypeDeclaration>) {
    this.#recursive = recursive;
  }

  /** Whether a type leads back to one that it may be a part of. */
  isRecursive(type: TypeNode | undefined): boolean {
    if (type === undefined) return false;
    if (type.kind === 'declared') return this.#recursive.has(type.declaration);
    return partsOf(type).some((part) => this.isRecursive(part));
  }

  property(name: string): string {
    const mark = this.#properties.get(name) ?? `p${this.#properties.size}`;
    this.#properties.set(name, mark);
    return mark;
  }

  type(declaration: TypeDeclaration): string {
    const mark = this.#types.get(declaration) ?? `T${this.#types.size}`;
    this.#types.set(declaration, mark);
    return mark;
  }

  comment(paragraphs: readonly string[]): string {
    const mark = `D${this.#comments.size}`;
    this.#comments.set(mark, paragraphs);
    return mark;
  }

  /** What the marks stand for. */
  meanings(): TypeMarkMeanings {
    const byMark = <T>(marks: ReadonlyMap<T, string>) => new Map([...marks].map(([meaning, mark]) => [mark, meaning]));
    return {
      properties: byMark(this.#properties),
      types: byMark(this.#types),
      comments: this.#comments,
    };
  }
}

export interface TypeMarkMeanings {
  readonly properties: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  readonly comments: ReadonlyMap<string, readonly string[]>;
}

/** In a tuple, the items behind it need not be there. */
export const OPTIONAL_MARK = 'Optional';

/** A property that stands for the index signature: json-schema-to-typescript widens one of its own by all properties beside it. */
export const INDEX_MARK = 'index';

/** The same, where the index leads back to the type that it is a part of. */
export const RECURSIVE_INDEX_MARK = 'recursiveIndex';

/** The schema from which json-schema-to-typescript makes the type; `tsType` says what its vocabulary has no word for. */
export function typeSchema(type: TypeNode, marks: TypeMarks): TypeSchema {
  switch (type.kind) {
    case 'keyword':
      return keywordSchema(type.name);
    case 'literal':
      return typeof type.value === 'bigint' ? { tsType: `${type.value}n` } : { enum: [type.value] };
    case 'declared':
      return { tsType: marks.type(type.declaration) };
    case 'array':
      return { type: 'array', items: typeSchema(type.items, marks) };
    case 'tuple': {
      const items = type.items.map((item) => typeSchema(item, marks));
      if (type.required < items.length) items.splice(type.required, 0, { tsType: OPTIONAL_MARK });
      return {
        type: 'array',
        items,
        minItems: items.length,
        ...(type.rest === undefined ? { maxItems: items.length } : { additionalItems: typeSchema(type.rest, marks) }),
      };
    }
    case 'object': {
      const indexMark = marks.isRecursive(type.index) ? RECURSIVE_INDEX_MARK : INDEX_MARK;
      return {
        type: 'object',
        properties: Object.fromEntries([
          ...type.properties.map(({ name, type: inner, doc }) => [marks.property(name), described(inner, doc, marks)]),
          ...(type.index === undefined ? [] : [[indexMark, indexSchema(type, type.index, marks)]]),
        ]),
        required: [
          ...type.properties.filter(({ optional }) => !optional).map(({ name }) => marks.property(name)),
          indexMark,
        ],
        additionalProperties: false,
      };
    }
    case 'union':
      return { anyOf: type.members.map((member) => typeSchema(member, marks)) };
    case 'intersection':
      return { allOf: type.members.map((member) => typeSchema(member, marks)) };
  }
}

/** A declaration's or a property's schema with its comment. */
export function described(type: TypeNode, doc: readonly string[], marks: TypeMarks): TypeSchema {
  const schema = typeSchema(type, marks);
  return doc.length === 0 ? schema : { ...schema, description: marks.comment(doc) };
}

/** A property that may be missing is undefined then, and TypeScript wants the signature to say so. */
function indexSchema({ properties }: ObjectNode, index: TypeNode, marks: TypeMarks): TypeSchema {
  const schema = typeSchema(index, marks);
  const isWide = index.kind === 'keyword' && index.name === 'unknown';
  if (isWide || properties.every(({ optional }) => !optional)) return schema;
  return { anyOf: [schema, { tsType: 'undefined' }] };
}

function keywordSchema(name: Extract<TypeNode, { kind: 'keyword' }>['name']): TypeSchema {
  switch (name) {
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
      return { type: name };
    case 'unknown':
    case 'never':
    case 'bigint':
    case 'Date':
      return { tsType: name };
  }
}
