import { documented } from '../code/documented.js';
import { call, list } from '../code/expressions.js';
import { upperFirst } from '../code/identifiers.js';
import { runtimeName } from '../code/runtime-name.js';
import { memberAccess, stringLiteral } from '../code/source-text.js';
import { functionText, returns, type Code } from '../code/statements.js';
import { code, nameOf, type Layout } from '../code/text-layout.js';
import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { topicBranches } from './topic-branches.js';
import { idLiteral, membersOf, metadataOf } from './wire-frame.js';
import type { SchemaPart } from '../model/topic-model.js';

/** Declares the function that checks a schema, and gives its name and the call that writes a value as JSON. */
type CheckOf = (schema: JsonSchema, name: string) => { readonly check: Layout; readonly json: Layout };

/** A key or value, and the type of what is given to be written. */
interface WrittenPart {
  readonly what: 'key' | 'value';
  readonly type: Layout;
}

/** The name of the function that returns a value's schema id; undefined if all values have the same id. */
export function schemaIdName(part: SchemaPart, what: 'key' | 'value'): string | undefined {
  const isInFrame = part.kind === 'json' && part.framing !== 'none' && part.framing !== 'auto';
  const isWritten = isInFrame || metadataOf(part) !== undefined;
  return part.members !== undefined && isWritten ? `${what}SchemaId` : undefined;
}

/** Prints that function: by the discriminator, or else by the first schema that a value satisfies. None where there is no need. */
export function schemaIdFunction(part: SchemaPart, { what, type }: WrittenPart, checkOf?: CheckOf): readonly Layout[] {
  const name = schemaIdName(part, what);
  if (name === undefined) return [];
  const doc = `Returns the schema id of the subject that a ${what} belongs to.`;
  const result = part.framing === 'confluent' ? 'number' : 'string';
  const ids = discriminatingIds(part);
  const body = ids === undefined ? checkedIds(part, what, checkOf) : switchOver(ids, what);
  return [documented([doc], functionText(nameOf(name), [code`${what}: ${type}`], result, [body]))];
}

function switchOver({ property, ids }: DiscriminatingIds, what: 'key' | 'value'): Code {
  const cases = ids.map(({ literal, id }) => ({ labels: [literal], body: [returns(id)] }));
  return { kind: 'switch', on: `${what}${memberAccess(property)}`, cases };
}

function checkedIds(part: SchemaPart, what: 'key' | 'value', checkOf: CheckOf | undefined): Code {
  const candidates = (part.kind === 'json' ? (part.members ?? []) : []).flatMap(({ schema, reader }, index) => {
    const made = checkOf?.(schema, `${upperFirst(what)}Option${index + 1}`);
    return made === undefined ? [] : [{ ...made, id: idLiteral(part, reader) }];
  });
  const pairs = list(candidates.map(({ id, check }) => list([id, check])));
  return returns(call(runtimeName('json/first-fit', 'firstFit'), candidates[0]?.json ?? '', pairs));
}

interface DiscriminatingIds {
  readonly property: string;
  /** As code. */
  readonly ids: readonly { readonly literal: string; readonly id: string }[];
}

/** The ids by the discriminator, if there is one. */
function discriminatingIds(part: SchemaPart): DiscriminatingIds | undefined {
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
