import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { upperFirst } from '../code/identifiers.js';
import { docComment, memberAccess, stringLiteral } from '../code/source-text.js';
import type { DecodedSide } from './decoder-file.js';
import { topicBranches } from './topic-branches.js';
import { idLiteral, membersOf, metadataOf, type SchemaSide } from './wire-frame.js';

/** Declares the function that checks a schema, and gives its name and the call that writes a value as JSON. */
export type CheckOf = (schema: JsonSchema, name: string) => { readonly check: string; readonly json: string };

/** What the function is called that tells with which schema's id a value is written; undefined where that does not differ. */
export function schemaIdName(side: SchemaSide, what: 'key' | 'value'): string | undefined {
  const isInFrame = side.kind === 'json' && side.framing !== 'none' && side.framing !== 'auto';
  const isWritten = isInFrame || metadataOf(side) !== undefined;
  return side.members !== undefined && isWritten ? `${what}SchemaId` : undefined;
}

/** Prints that function: by the property that tells records apart, else by the first schema that a value satisfies. */
export function schemaIdFunction(side: SchemaSide, { what, type }: DecodedSide, checkOf?: CheckOf): string {
  const name = schemaIdName(side, what);
  if (name === undefined) return '';
  const doc = docComment([`The id of the schema that a ${what} is written with: that of its own subject.`]);
  const result = side.framing === 'confluent' ? 'number' : 'string';
  const told = toldIds(side);
  const body = told === undefined ? checkedIds(side, what, checkOf) : switchOver(told, what);
  return `\n${doc}function ${name}(${what}: ${type}): ${result} {\n${body}}\n`;
}

function switchOver({ property, ids }: ToldIds, what: 'key' | 'value'): string {
  const cases = ids.map(({ literal, id }) => `    case ${literal}:\n      return ${id};\n`);
  return `  switch (${what}${memberAccess(property)}) {\n${cases.join('')}  }\n`;
}

function checkedIds(side: SchemaSide, what: 'key' | 'value', checkOf: CheckOf | undefined): string {
  const candidates = (side.kind === 'json' ? (side.members ?? []) : []).flatMap(({ schema, reader }, index) => {
    const made = checkOf?.(schema, `${upperFirst(what)}Option${index + 1}`);
    return made === undefined ? [] : [{ ...made, id: idLiteral(side, reader) }];
  });
  const list = candidates.map(({ id, check }) => `    [${id}, ${check}],\n`).join('');
  return `  return firstFit(${candidates[0]?.json ?? ''}, [\n${list}  ]);\n`;
}

interface ToldIds {
  readonly property: string;
  /** As code. */
  readonly ids: readonly { readonly literal: string; readonly id: string }[];
}

/** The ids by the property that tells records apart, if one does. */
function toldIds(side: SchemaSide): ToldIds | undefined {
  if (side.kind === 'avro') {
    const members = membersOf(side) ?? [];
    const ids = members.map(({ name, version }) => ({ literal: stringLiteral(name), id: idLiteral(side, version) }));
    return { property: '$type', ids };
  }
  const found = topicBranches(side);
  if (found === undefined) return undefined;
  const ids = (side.members ?? []).flatMap(({ schema, reader }) => {
    const branch = found.branches.find(({ type }) => type.kind === 'json' && type.schema === schema);
    return branch === undefined ? [] : [{ literal: branch.literal, id: idLiteral(side, reader) }];
  });
  return { property: found.property, ids };
}
