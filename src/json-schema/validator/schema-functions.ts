import { pascalCase } from '../../code/identifiers.js';
import { numbered, type ModuleDeclarations } from '../../code/module-declarations.js';
import type { Layout, Name } from '../../code/text-layout.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { ownName } from '../schema/own-name.js';

/** What functions that are printed for schemas depend on. */
export interface SchemaFunctionOptions {
  /** The module that the code will stand in. */
  readonly module: ModuleDeclarations;
  /** What a schema's type is called, if it has a name; its function is called after it. */
  readonly nameOf?: (schema: JsonSchema) => string | undefined;
}

/** The functions of one kind in a module, one for each schema. */
export interface SchemaFunctions {
  readonly get: (schema: JsonSchema) => Name | undefined;
  /** Declares the function of a schema once; a recursive one finds its own name. `wanted`: what it is called without a type. */
  readonly declare: (schema: JsonSchema, wanted: string, print: (name: Name, typeName: string) => Layout) => Name;
}

/** Functions whose names begin with a verb. */
export function schemaFunctions({ module, nameOf }: SchemaFunctionOptions, verb: string): SchemaFunctions {
  const names = new Map<JsonSchema, Name>();
  return {
    get: (schema) => names.get(schema),
    declare: (schema, wanted, print) => {
      const known = names.get(schema);
      if (known !== undefined) return known;
      const typeName = pascalCase(nameOf?.(schema) ?? ownName([schema]) ?? wanted);
      return module.function({}, numbered(`${verb}${typeName}`), (name) => {
        names.set(schema, name);
        return print(name, typeName);
      });
    },
  };
}
