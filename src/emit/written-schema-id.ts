import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { upperFirst } from '../code/identifiers.js';
import { docComment, memberAccess, stringLiteral } from '../code/source-text.js';
import type { DecodedPart } from './decoder-file.js';
import { topicBranches } from './topic-branches.js';
import { idLiteral, membersOf, metadataOf, type SchemaPart } from './wire-frame.js';

/** Declares the function that checks a schema, and gives its name and the call that writes a value as JSON. */
export type CheckOf = (schema: JsonSchema, name: string) => { readonly check: string; readonly json: string };

/** The name of the function that returns a value's schema id; undefined if all values have the same id. */
export function schemaIdName(part: SchemaPart, what: 'key' | 'value'): string | undefined {
  const isInFrame = part.kind === 'json' && part.framing !== 'none' && part.framing !== 'auto';
  const isWritten = isInFrame || metadataOf(part) !== undefined;
  return part.members !== undefined && isWritten ? `${what}SchemaId` : undefined;
}

/** Prints that function: by the discriminator, or else by the first schema that a value satisfies. */
export function schemaIdFunction(part: SchemaPart, { what, type }: DecodedPart, checkOf?: CheckOf): string {
  const name = schemaIdName(part, what);
  if (name === undefined) return '';
  const doc = docComment([`Returns the schema id of the subject that a ${what} belongs to.`]);
  const result = part.framing === 'confluent' ? 'number' : 'string';
  const told = toldIds(part);
  const body = told === undefined ? checkedIds(part, what, checkOf) : switchOver(told, what);
  return `\n${doc}function ${name}(${what}: ${type}): ${result} {\n${body}}\n`;
}

function switchOver({ property, ids }: DiscriminatingIds, what: 'key' | 'value'): string {
  const cases = ids.map(({ literal, id }) => `    case ${literal}:\n      return ${id};\n`);
  return `  switch (${what}${memberAccess(property)}) {\n${cases.join('')}  }\n`;
}

function checkedIds(part: SchemaPart, what: 'key' | 'value', checkOf: CheckOf | undefined): string {
  const candidates = (part.kind === 'json' ? (part.members ?? []) : []).flatMap(({ schema, reader }, index) => {
    const made = checkOf?.(schema, `${upperFirst(what)}Option${index + 1}`);
    return made === undefined ? [] : [{ ...made, id: idLiteral(part, reader) }];
  });
  const list = candidates.map(({ id, check }) => `    [${id}, ${check}],\n`).join('');
  return `  return firstFit(${candidates[0]?.json ?? ''}, [\n${list}  ]);\n`;
}

interface DiscriminatingIds {
  readonly property: string;
  /** As code. */
  readonly ids: readonly { readonly literal: string; readonly id: string }[];
}

/** The ids by the discriminator, if there is one. */
function toldIds(part: SchemaPart): DiscriminatingIds | undefined {
  if (part.kind === 'avro') {
    const members = membersOf(part) ?? [];
    const ids = members.map(({ name, version }) => ({ literal: stringLiteral(name), id: idLiteral(part, version) }));
    return { property: '$type', ids };
  }
  const found = topicBranches(part);
  if (found === undefined) return undefined;
  const ids = (part.members ?? []).flatMap(({ schema, reader }) => {
    const branch = found.branches.find(({ type }) => type.kind === 'json' && type.schema === schema);
    return branch === undefined ? [] : [{ literal: branch.literal, id: idLiteral(part, reader) }];
  });
  return { property: found.property, ids };
}
