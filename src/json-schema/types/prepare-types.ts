import { declarationOf, rootType, typeGraph } from './build-types.js';
import type { TypeGraph } from './type-graph.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { nameDeclarations } from './name-types.js';
import { fileTypeName } from '../schema/own-name.js';
import {
  keywordsOf,
  partsOf,
  preparedSchema,
  UNKNOWN,
  type PreparedSchema,
  type TypeDeclaration,
  type TypeSchema,
} from './type-schema.js';

/** The schema of a topic's key or value. */
interface JsonRoot {
  readonly schema: JsonSchema;
  readonly settings: JsonSettings;
}

/** The schemas of a topic's key and value as json-schema-to-typescript gets them: small ones, each for one type. */
export interface PreparedTypes {
  /** One for each declaration to print, roots first, then as they are used. */
  readonly declarations: readonly PreparedDeclaration[];
  /** The type of each root, by its alias. */
  readonly roots: ReadonlyMap<string, PreparedSchema>;
  /** The name of the declaration that is a schema's complete type. `within`: the schema of which it is a branch. */
  nameOf(schema: JsonSchema, within?: JsonSchema): string | undefined;
}

interface PreparedDeclaration {
  readonly name: string;
  readonly schema: PreparedSchema;
  /** Paragraphs. */
  readonly doc: readonly string[];
  /** The same schema with the comments of its properties. */
  readonly documented: TypeSchema;
}

interface TypesToPrepare {
  /** `OrdersValue` and the like, each with its schema; undefined for one that is not JSON. */
  readonly root: Readonly<Record<string, JsonRoot | undefined>>;
  /** Names that are taken: by other types of the topic, and by what the code next to the types needs. */
  readonly reserved: readonly string[];
}

/**
 * From schemas to schemas: references, `allOf` and what stands next to `oneOf` and `anyOf` are resolved, and the result
 * is a flat list of declarations that refer to each other by name. A type is named after its key in `definitions`, its title
 * or its `$id`, a root also after its file, else after what holds it. A root without any such name has its alias as its
 * name. Where two have the same name, the later one is named after what holds it.
 */
export function prepareTypes({ root, reserved }: TypesToPrepare): PreparedTypes {
  const graphs = new Map<string, TypeGraph>();
  const roots = new Map<string, TypeSchema>();
  for (const [alias, given] of Object.entries(root)) {
    if (given === undefined) continue;
    const { schema, settings } = given;
    const chosen = JSON.stringify(settings);
    const graph = graphs.get(chosen) ?? typeGraph(settings);
    graphs.set(chosen, graph);
    roots.set(alias, rootType(graph, schema, fileTypeName(schema.place.file) ?? alias));
  }
  const found = new Map([...graphs.values()].flatMap(({ types }) => [...types]));
  const used = usedDeclarations([...roots.values()], found);
  const names = nameDeclarations(
    [...found.keys()].filter((declaration) => used.has(declaration)),
    roots,
    [...reserved, ...Object.keys(root)],
  );
  const nameOf = (declaration: TypeDeclaration): string => {
    const name = names.get(declaration);
    if (name === undefined) throw new Error(`No name for ${declaration.key}`);
    return name;
  };
  const named = new Map([...used].map((declaration) => [declaration, { tsType: nameOf(declaration) }]));
  const prepared = (schema: TypeSchema) =>
    preparedSchema(schema, (declaration) => named.get(declaration) ?? { tsType: nameOf(declaration) });
  return {
    declarations: [...used].map((declaration) => {
      const documented = found.get(declaration) ?? UNKNOWN;
      return {
        name: nameOf(declaration),
        schema: prepared(documented),
        doc: declaration.doc,
        documented,
      };
    }),
    roots: new Map([...roots].map(([alias, schema]) => [alias, prepared(schema)])),
    nameOf: (schema, within) => {
      const declarations = [...graphs.values()].flatMap((graph) => declarationOf(graph, schema, within) ?? []);
      return declarations.map((declaration) => names.get(declaration)).find((name) => name !== undefined);
    },
  };
}

/** The declarations that the types refer to, and those that these refer to, in the order in which they are read. */
function usedDeclarations(
  types: readonly TypeSchema[],
  found: ReadonlyMap<TypeDeclaration, TypeSchema>,
): ReadonlySet<TypeDeclaration> {
  const used = new Set<TypeDeclaration>();
  const stack = [...types].reverse();
  for (let type = stack.pop(); type !== undefined; type = stack.pop()) {
    stack.push(...[...partsOf(type)].reverse());
    const { declaration } = keywordsOf(type);
    if (declaration === undefined || used.has(declaration)) continue;
    used.add(declaration);
    stack.push(found.get(declaration) ?? UNKNOWN);
  }
  return used;
}
