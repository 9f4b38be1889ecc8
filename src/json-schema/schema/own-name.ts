import { pascalCase } from '../../code/identifiers.js';
import type { JsonSchema } from './json-schema.js';

/** A longer title is a sentence, not a name. */
const MAX_WORDS = 8;
const MAX_LENGTH = 60;

/**
 * The name that a schema gives itself, or a schema that refers to it, first the one referred to: its key in `definitions`,
 * of several the last, else its title or the end of its `$id`.
 */
export function ownName(schemas: readonly JsonSchema[]): string | undefined {
  return (
    firstName(schemas.toReversed(), ({ definedAs }) => typeName(definedAs)) ??
    firstName(schemas, ({ title, id }) => typeName(title) ?? (id === undefined ? undefined : typeName(lastSegment(id))))
  );
}

function firstName(
  schemas: readonly JsonSchema[],
  nameOf: (schema: JsonSchema) => string | undefined,
): string | undefined {
  for (const schema of schemas) {
    const name = nameOf(schema);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The name of a file without its extensions: `order.schema.json` makes `Order`; undefined if that is only a version, or nothing. */
export function fileTypeName(file: string): string | undefined {
  const name = lastSegment(file);
  return /^(?:v?\d.*|schema|value|key|index|latest)$/i.test(name) ? undefined : typeName(name);
}

/** The identifier that a text makes; undefined if that is none, or would be too long for one. */
export function typeName(text: string | undefined): string | undefined {
  const plain = text?.normalize('NFKD').replace(/[\u0300-\u036F'’]/g, '');
  if (plain === undefined || plain.length > MAX_LENGTH) return undefined;
  const words = plain.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const [first] = words;
  return first === undefined || /^\d/.test(first) || words.length > MAX_WORDS ? undefined : pascalCase(plain);
}

/** The words of a property's name, to stand behind another name; empty if it has none. */
export function nameWords(text: string): string {
  const name = pascalCase(
    `x ${text
      .slice(0, MAX_LENGTH)
      .normalize('NFKD')
      .replace(/[\u0300-\u036F]/g, '')}`,
  );
  return name.slice(1);
}

function lastSegment(path: string): string {
  const [before = ''] = path.split(/[#?]/);
  const [last = ''] = before
    .split(/[/:]/)
    .filter((segment) => segment !== '')
    .slice(-1);
  return last.replace(/(?:\.schema)?\.(?:json|ya?ml|jsonschema)$/i, '').replace(/\.schema$/i, '');
}
