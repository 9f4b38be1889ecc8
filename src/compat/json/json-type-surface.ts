import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { nameJsonTypes } from '../../json-schema/types/name-types.js';
import { fileTypeName } from '../../json-schema/schema/own-name.js';
import type { TypeDeclaration, TypeNode } from '../../json-schema/types/type-node.js';

/** What a schema stands for in any file. */
const ROOT = 'Value';

export interface JsonTypeSurface {
  /** All declarations as a text without documentation: equal for schemas whose types are. */
  readonly text: string;
  /** The names of declared types. */
  readonly names: readonly string[];
}

/**
 * The generated types of a schema. A name that the file alone gives does not count, since each version has a file of its
 * own: it is `Value` in both.
 */
export function jsonTypeSurface(schema: JsonSchema, settings: JsonSettings): JsonTypeSurface {
  const named = nameJsonTypes({ root: { [ROOT]: { schema, settings } }, reserved: [] });
  const ofFile = fileTypeName(schema.place.file);
  const nameOf = (declaration: TypeDeclaration): string => {
    const name = named.declaredAs(declaration);
    return name === ofFile ? ROOT : name;
  };
  const root = named.roots.get(ROOT);
  const texts = [
    ...(root === undefined ? [] : [textOf(root, nameOf)]),
    ...named.declarations.map(({ declaration, type }) => `${nameOf(declaration)} = ${textOf(type, nameOf)}`).sort(),
  ];
  return { text: texts.join('\n'), names: named.declarations.map(({ declaration }) => nameOf(declaration)) };
}

function textOf(type: TypeNode, nameOf: (declaration: TypeDeclaration) => string): string {
  const text = (inner: TypeNode): string => textOf(inner, nameOf);
  switch (type.kind) {
    case 'keyword':
      return type.name;
    case 'literal':
      return typeof type.value === 'bigint' ? `${type.value}n` : JSON.stringify(type.value);
    case 'array':
      return `${text(type.items)}[]`;
    case 'tuple':
      return `[${type.items.map(text).join(', ')}; ${type.required}; ${type.rest === undefined ? '' : text(type.rest)}]`;
    case 'object': {
      const properties = type.properties.map(
        ({ name, type: inner, optional }) => `${JSON.stringify(name)}${optional ? '?' : ''}: ${text(inner)}`,
      );
      return `{ ${[...properties.sort(), ...(type.index === undefined ? [] : [`[]: ${text(type.index)}`])].join('; ')} }`;
    }
    case 'union':
    case 'intersection':
      return `(${[...type.members.map(text)].sort().join(type.kind === 'union' ? ' | ' : ' & ')})`;
    case 'declared':
      return nameOf(type.declaration);
  }
}
