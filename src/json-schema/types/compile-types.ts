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

export interface JsonRootType {
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
  const text = await compileSchema(topicSchema(types), ROOT);
  const parsed = new Map(parseTypes(text, recursiveTypes(types)).map(({ name, type }) => [name, type]));
  const names = new Set(types.declarations.map(({ name }) => name));
  const global = (name: string) => (names.has(name) || taken.includes(name) ? `globalThis.${name}` : name);
  const globals: GlobalNames = { Date: global('Date'), Record: global('Record') };
  const declarations = types.declarations.map(({ name, doc, documented }) => {
    const type = documentedType(found(parsed.get(title(name)), name), documented);
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

/** An object whose properties are the roots, by their aliases, and the declarations, which have titles. */
function topicSchema({ roots, declarations }: PreparedTypes): object {
  const titled = declarations.map(
    ({ name, schema }, index) => [`$${index}`, { title: title(name), ...keywords(schema) }] as const,
  );
  return { title: ROOT, type: 'object', properties: Object.fromEntries<unknown>([...roots, ...titled]) };
}

/** `true` and `false` cannot have a title. */
function keywords(schema: PreparedSchema): object {
  return typeof schema === 'boolean' ? { tsType: schema ? 'unknown' : 'never' } : schema;
}

/** A name as json-schema-to-typescript leaves it: it writes `SMS2go` as `SMS2Go`, so that is sent as the codes of its letters. */
function title(name: string): string {
  if (/^[A-Z]\w*$/.test(name) && !/[\d_][a-z]/.test(name)) return name;
  return `$${Array.from(name, (letter) => letter.codePointAt(0)).join('$')}`;
}
