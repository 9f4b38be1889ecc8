import { NameScope } from '../../code/identifiers.js';
import { TypeBuilder } from './build-types.js';
import { conjunctionOf } from './conjunction.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { fileTypeName, nameWords } from '../schema/own-name.js';
import { partsOf, UNKNOWN, type NamePlace, type TypeDeclaration, type TypeNode } from './type-node.js';

/** The schema of a topic's key or value. */
export interface JsonRoot {
  readonly schema: JsonSchema;
  readonly settings: JsonSettings;
}

/** The types of a topic's key and value, each with the name of its TypeScript declaration. */
export interface JsonTypeNames {
  /** One entry for each declaration to print, roots first, then as they are used. */
  readonly declarations: readonly NamedType[];
  /** The type of each root, by its alias. */
  readonly roots: ReadonlyMap<string, TypeNode>;
  /** The name of the declaration that tells all of a schema's type. `within`: the schema of which it is a branch. */
  nameOf(schema: JsonSchema, within?: JsonSchema): string | undefined;
  /** The name of a declaration that is printed. */
  declaredAs(declaration: TypeDeclaration): string;
}

export interface NamedType {
  readonly name: string;
  readonly declaration: TypeDeclaration;
  readonly type: TypeNode;
  /** Paragraphs. */
  readonly doc: readonly string[];
}

export interface ReservedTypeNames {
  /** `OrdersValue` and the like, each with what is to be known by that name; undefined for one that is no JSON. */
  readonly root: Readonly<Record<string, JsonRoot | undefined>>;
  /** Names that are taken: by other types of the topic, and by what the code beside the types needs. */
  readonly reserved: readonly string[];
}

/**
 * Finds the types of a topic's JSON Schemas and names them: after their key in `definitions`, their title or their
 * `$id`, a root also after its file, else after what holds them. A schema without any such name that is the root itself
 * bears its alias as its name. Where two of one name meet, the later one is named after what holds it.
 */
export function nameJsonTypes({ root, reserved }: ReservedTypeNames): JsonTypeNames {
  const builders = new Map<string, TypeBuilder>();
  const roots = new Map<string, TypeNode>();
  for (const [alias, given] of Object.entries(root)) {
    if (given === undefined) continue;
    const { schema, settings } = given;
    const chosen = JSON.stringify(settings);
    const builder = builders.get(chosen) ?? new TypeBuilder(settings);
    builders.set(chosen, builder);
    roots.set(alias, builder.rootType(schema, fileTypeName(schema.place.file) ?? alias));
  }
  const found = new Map(
    [...builders.values()].flatMap((builder) =>
      builder.declarations().map(({ declaration, type }) => [declaration, type] as const),
    ),
  );
  const used = usedDeclarations([...roots.values()], found);
  const names = nameDeclarations(
    [...found.keys()].filter((declaration) => used.has(declaration)),
    roots,
    [...reserved, ...Object.keys(root)],
  );
  const declaredAs = (declaration: TypeDeclaration): string => {
    const name = names.get(declaration);
    if (name === undefined) throw new Error(`No name for ${declaration.key}`);
    return name;
  };
  return {
    declarations: [...used].map((declaration) => ({
      name: declaredAs(declaration),
      declaration,
      type: found.get(declaration) ?? UNKNOWN,
      doc: declaration.doc,
    })),
    roots,
    nameOf: (schema, within) => {
      for (const [chosen, builder] of builders) {
        const given = Object.values(root).find(
          (part) => part !== undefined && JSON.stringify(part.settings) === chosen,
        );
        const choice =
          given === undefined || within === undefined
            ? undefined
            : conjunctionOf([within], given.settings).choices.find(({ branches }) => branches.includes(schema));
        const schemas = within === undefined ? [schema] : [within, schema];
        const declaration = builder.declarationOf(schemas, new Set(choice === undefined ? [] : [choice.key]));
        const name = declaration === undefined ? undefined : names.get(declaration);
        if (name !== undefined) return name;
      }
      return undefined;
    },
    declaredAs,
  };
}

function nameDeclarations(
  declarations: readonly TypeDeclaration[],
  roots: ReadonlyMap<string, TypeNode>,
  taken: readonly string[],
): ReadonlyMap<TypeDeclaration, string> {
  const scope = new NameScope(taken);
  const names = new Map<TypeDeclaration, string>();
  for (const declaration of declarations) {
    const { place } = declaration;
    const wanted = placeName(place);
    const type = roots.get(wanted);
    // A type called OrdersValue that is the value of orders: its declaration serves as the alias.
    const isRoot = type?.kind === 'declared' && type.declaration === declaration;
    const { under } = place;
    const held = under === undefined ? [] : [`${placeName(under.place)}${nameWords(under.word)}`];
    names.set(declaration, isRoot ? wanted : scope.claim(wanted, ...held));
  }
  return names;
}

function placeName({ own, under }: NamePlace): string {
  if (own !== undefined) return own;
  return under === undefined ? 'Value' : `${placeName(under.place)}${nameWords(under.word)}`;
}

/** The declarations that the types refer to, and those that these refer to, in the order in which they are read. */
function usedDeclarations(
  types: readonly TypeNode[],
  found: ReadonlyMap<TypeDeclaration, TypeNode>,
): ReadonlySet<TypeDeclaration> {
  const used = new Set<TypeDeclaration>();
  const stack = [...types].reverse();
  for (let type = stack.pop(); type !== undefined; type = stack.pop()) {
    stack.push(...[...partsOf(type)].reverse());
    if (type.kind !== 'declared' || used.has(type.declaration)) continue;
    used.add(type.declaration);
    stack.push(found.get(type.declaration) ?? UNKNOWN);
  }
  return used;
}
