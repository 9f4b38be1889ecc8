import { compileSchema } from './compile-schema.js';
import { documentedType } from './documented-type.js';
import { layoutDeclaration, typeExpression, type GlobalNames } from './layout-types.js';
import { parseTypes } from './parse-types.js';
import type { PreparedTypes } from './prepare-types.js';
import { recursiveTypes } from './recursive-types.js';
import type { PreparedSchema } from './type-schema.js';

/** The types of a topic's JSON Schemas as TypeScript. */
export interface JsonTypes {
  /** `export interface …` or `export type …` with its comment and a line end, in the order of the prepared declarations. */
  readonly declarations: readonly { readonly name: string; readonly text: string }[];
  /** The type of each root, by its alias. */
  readonly roots: ReadonlyMap<string, JsonRootType>;
}

interface JsonRootType {
  /** On one line. */
  readonly expression: string;
  /** `export type OrdersValue = …;`, or nothing where a declaration already has that name. */
  readonly alias: string;
}

/**
 * Compiles all types of a topic with json-schema-to-typescript, and formats them. `taken`: names that the same file
 * declares, which may also shadow a global.
 */
export async function compileJsonTypes(types: PreparedTypes, taken: readonly string[] = []): Promise<JsonTypes> {
  const distinct = distinctSchemas(types.declarations);
  const text = await compileSchema(topicSchema(types.roots, distinct), ROOT);
  const parsed = new Map(parseTypes(text, recursiveTypes(types)).map(({ name, type }) => [name, type]));
  const names = new Set(types.declarations.map(({ name }) => name));
  const global = (name: string) => (names.has(name) || taken.includes(name) ? `globalThis.${name}` : name);
  const globals: GlobalNames = { Date: global('Date'), Record: global('Record') };
  const declarations = types.declarations.map(({ name, schema, doc, documented }) => {
    const { title } = found(distinct.get(JSON.stringify(schema)), name);
    const type = documentedType(found(parsed.get(title), name), documented);
    return { name, text: layoutDeclaration({ name, type, doc }, globals) };
  });
  const root = parsed.get(ROOT);
  const rootTypes = new Map(root?.kind === 'object' ? root.members.map(({ name, type }) => [name, type]) : []);
  const roots = [...types.roots.keys()].map((alias): [string, JsonRootType] => {
    const type = found(rootTypes.get(alias), alias);
    return [
      alias,
      {
        expression: typeExpression(type, globals),
        alias: names.has(alias) ? '' : layoutDeclaration({ name: alias, type, doc: [] }, globals),
      },
    ];
  });
  return { declarations, roots: new Map(roots) };
}

function found<T>(type: T | undefined, name: string): T {
  if (type === undefined) throw new Error(`json-schema-to-typescript left out ${name}`);
  return type;
}

const ROOT = '$';

/** A schema that json-schema-to-typescript compiles, with the title of its declaration. */
interface TitledSchema {
  readonly title: string;
  readonly schema: PreparedSchema;
}

/** The schemas of the declarations, each once, by their text: those that share one have types that are alike. */
function distinctSchemas(declarations: PreparedTypes['declarations']): ReadonlyMap<string, TitledSchema> {
  const distinct = new Map<string, TitledSchema>();
  for (const { name, schema } of declarations) {
    const text = JSON.stringify(schema);
    if (!distinct.has(text)) distinct.set(text, { title: titleOf(name), schema });
  }
  return distinct;
}

/** An object whose properties are the roots, by their aliases, and the declarations, which have titles. */
function topicSchema(roots: PreparedTypes['roots'], declarations: ReadonlyMap<string, TitledSchema>): object {
  const titled = [...declarations.values()].map(
    ({ title, schema }, index) => [`$${index}`, { title, ...keywords(schema) }] as const,
  );
  return { title: ROOT, type: 'object', properties: Object.fromEntries<unknown>([...roots, ...titled]) };
}

/** `true` and `false` cannot have a title. */
function keywords(schema: PreparedSchema): object {
  return typeof schema === 'boolean' ? { tsType: schema ? 'unknown' : 'never' } : schema;
}

/** A name as json-schema-to-typescript leaves it: it writes `SMS2go` as `SMS2Go`, so that is sent as the codes of its letters. */
function titleOf(name: string): string {
  if (/^[A-Z]\w*$/.test(name) && !/[\d_][a-z]/.test(name)) return name;
  return `$${Array.from(name, (letter) => letter.codePointAt(0)).join('$')}`;
}
