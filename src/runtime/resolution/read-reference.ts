import { shortName, type AvroType, type NamedType } from './schema.js';
import { isPrimitive, PRIMITIVES } from './schema-name.js';
import { UNREADABLE, within, type Json, type Place, type SchemaReading } from './schema-reading.js';

/** What a type's JSON may define, each with a member that no other has. */
const KINDS: readonly (readonly [kind: string, member: string])[] = [
  ['record', 'fields'],
  ['error', 'fields'],
  ['enum', 'symbols'],
  ['fixed', 'size'],
  ['array', 'items'],
  ['map', 'values'],
];

export function readReference(reading: SchemaReading, name: string, place: Place): AvroType {
  if (isPrimitive(name)) return { kind: name, logical: undefined, attributes: {} };
  return findType(reading, name, place) ?? unknownType(reading, name, absolute(name, place), place);
}

/** What the JSON of a type defines; one with an unknown "type" is read as what its members say, so that its faults are not many. */
export function kindOf(reading: SchemaReading, type: string, json: Json, place: Place): string {
  const { name } = json;
  const own = KINDS.find(([kind]) => kind === type);
  if (own !== undefined || isPrimitive(type) || name === undefined) return type;
  const meant = KINDS.find(([, member]) => json[member] !== undefined);
  if (meant === undefined || findType(reading, type, place) !== undefined) return type;
  unknownType(reading, type, absolute(type, place), within(place, 'type'));
  return meant[0];
}

function findType(reading: SchemaReading, name: string, place: Place): NamedType | undefined {
  const fullName = absolute(name, place);
  return (
    reading.named.get(fullName) ??
    includedType(reading, fullName) ??
    reading.named.get(name) ??
    includedType(reading, name)
  );
}

/** Looks for a name in the included files, reading the one that defines it. */
function includedType(reading: SchemaReading, fullName: string): NamedType | undefined {
  const definition = reading.definitions(fullName);
  if (definition === undefined || reading.filesRead.has(definition.file)) return undefined;
  reading.filesRead.add(definition.file);
  reading.typeOf(definition.json, {
    file: definition.file,
    pointer: '',
    namespace: '',
    depth: 0,
  });
  return reading.named.get(fullName);
}

function unknownType(
  reading: SchemaReading,
  name: string,
  fullName: string,
  place: Place,
): AvroType {
  const isLogical = /^(?:date|decimal|uuid|duration|.*time.*)$/.test(name);
  const isKind = KINDS.some(([kind]) => kind === name);
  const hint = isLogical
    ? ' (logical types belong in "logicalType")'
    : isKind
      ? ` (its definition is an object: { "type": "${name}", … })`
      : '';
  const names = [...reading.named.keys()].flatMap((full) => [full, shortName(full)]);
  const known = hint === '' ? [...PRIMITIVES, ...KINDS.map(([kind]) => kind), ...names] : [];
  reading.faults.push({
    file: place.file,
    pointer: place.pointer,
    message: `unknown type "${fullName}": it is not defined earlier in this file or in an included file${hint}`,
    unknown: { name, known },
  });
  return UNREADABLE;
}

/** The full name that a reference means. */
function absolute(name: string, { namespace }: Place): string {
  return name.includes('.') || namespace === '' ? name.replace(/^\./, '') : `${namespace}.${name}`;
}
