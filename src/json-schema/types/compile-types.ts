import { layoutDeclaration, typeExpression, type Spelling } from './layout-types.js';
import type { JsonTypeNames, NamedType } from './name-types.js';
import { parseTypes, type TypeText } from './parse-types.js';
import { partsOf, type TypeDeclaration } from './type-node.js';
import { described, TypeMarks, typeSchema } from './type-schema.js';

/** The types of a topic's JSON Schemas as TypeScript. */
export interface JsonTypes {
  /** `export interface …` or `export type …` with its comment and a line end, by the order of `names`. */
  readonly declarations: readonly { readonly name: string; readonly text: string }[];
  /** The type of each root, by its alias. */
  readonly roots: ReadonlyMap<string, JsonRootType>;
}

export interface JsonRootType {
  /** On one line. */
  readonly expression: string;
  /** `export type OrdersValue = …;`, or nothing where a declaration already bears that name. */
  readonly alias: string;
}

/**
 * Makes the declarations by json-schema-to-typescript, all in one go, and lays them out. `beside` are names that the same
 * file declares besides, which may shadow a global too.
 */
export async function compileJsonTypes(names: JsonTypeNames, beside: readonly string[] = []): Promise<JsonTypes> {
  const marks = new TypeMarks(recursiveTypes(names.declarations));
  const schema = topicSchema(names, marks);
  const { compile } = await import('json-schema-to-typescript');
  const text = await compile(schema, ROOT, { format: false, bannerComment: '', $refOptions: NO_REFERENCES });
  const parsed = new Map(parseTypes(text).map((declaration) => [declaration.name, declaration]));
  const spelling = spellingOf(names, marks, beside);
  const declarations = names.declarations.map(({ declaration, name }) => {
    const found = parsed.get(marks.type(declaration));
    if (found === undefined) throw new Error(`json-schema-to-typescript left out ${name}`);
    return { name, text: layoutDeclaration(found, spelling) };
  });
  const root = parsed.get(ROOT);
  const types = new Map(root?.type.kind === 'object' ? root.type.members.map(({ name, type }) => [name, type]) : []);
  const roots = [...names.roots.keys()].map((alias, index): [string, JsonRootType] => {
    const type = types.get(rootMark(index));
    if (type === undefined) throw new Error(`json-schema-to-typescript left out ${alias}`);
    return [alias, rootType(alias, type, names, spelling)];
  });
  return { declarations, roots: new Map(roots) };
}

const ROOT = 'Root';

/** There are none, so nothing has to be looked for; and nothing is ever read or fetched. */
const NO_REFERENCES = { resolve: { external: false }, dereference: { excludedPathMatcher: () => true } };

/** The declared types that lead back to themselves by no interface: TypeScript looks into them before they are known. */
function recursiveTypes(declarations: readonly NamedType[]): ReadonlySet<TypeDeclaration> {
  const plain = new Map(
    declarations.flatMap(({ declaration, type }) =>
      type.kind === 'object' && type.properties.length > 0 ? [] : [[declaration, type] as const],
    ),
  );
  const leadsBack = (start: TypeDeclaration): boolean => {
    const seen = new Set<TypeDeclaration>();
    const open = [plain.get(start)];
    for (let type = open.pop(); type !== undefined; type = open.pop()) {
      open.push(...partsOf(type));
      if (type.kind !== 'declared' || seen.has(type.declaration)) continue;
      if (type.declaration === start) return true;
      seen.add(type.declaration);
      const inner = plain.get(type.declaration);
      if (inner !== undefined) open.push(inner);
    }
    return false;
  };
  return new Set([...plain.keys()].filter(leadsBack));
}

/** A schema whose properties are the topic's types: those with a title are declared. */
function topicSchema(names: JsonTypeNames, marks: TypeMarks): Record<string, unknown> {
  const roots = [...names.roots.values()].map((type, index) => [rootMark(index), typeSchema(type, marks)] as const);
  const declarations = names.declarations.map(
    ({ declaration, type, doc }, index) =>
      [`declared${index}`, { ...described(type, doc, marks), title: marks.type(declaration) }] as const,
  );
  const properties = Object.fromEntries<unknown>([...roots, ...declarations]);
  return { title: ROOT, type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function rootMark(index: number): string {
  return `root${index}`;
}

function rootType(alias: string, type: TypeText, names: JsonTypeNames, spelling: Spelling): JsonRootType {
  const expression = typeExpression(type, spelling);
  if (names.declarations.some(({ name }) => name === alias)) return { expression, alias: '' };
  const word = (text: string) => (text === ALIAS_MARK ? alias : spelling.word(text));
  return {
    expression,
    alias: layoutDeclaration({ name: ALIAS_MARK, type, comment: undefined }, { ...spelling, word }),
  };
}

/** Like no word of TypeScript and no mark. */
const ALIAS_MARK = '$alias';

function spellingOf(names: JsonTypeNames, marks: TypeMarks, beside: readonly string[]): Spelling {
  const { types, properties, comments } = marks.meanings();
  const declared = new Set([...names.declarations.map(({ name }) => name), ...beside]);
  return {
    word: (text) => {
      const declaration = types.get(text);
      if (declaration !== undefined) return names.declaredAs(declaration);
      return (text === 'Record' || text === 'Date') && declared.has(text) ? `globalThis.${text}` : text;
    },
    property: (mark) => meaning(properties, mark),
    comment: (mark) => meaning(comments, mark),
  };
}

function meaning<T>(meanings: ReadonlyMap<string, T>, mark: string): T {
  const found = meanings.get(mark);
  if (found === undefined) throw new Error(`No meaning for ${mark}`);
  return found;
}
