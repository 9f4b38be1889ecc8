import type { NamedType } from './schema.js';
import { isFullName, isNamespace, isPrimitive, namespaceOf, qualify } from './schema-name.js';
import {
  describe,
  reportFault,
  reportReaderFault,
  reportRemark,
  textOf,
  within,
  type Json,
  type Place,
  type SchemaReading,
} from './schema-reading.js';

/** How many types a schema may name: a bound for hostile schemas. */
const MAX_NAMED_TYPES = 2_000;

export function readName(
  reading: SchemaReading,
  json: Json,
  place: Place,
): Pick<NamedType, 'fullName' | 'aliases' | 'doc'> {
  const { name, namespace: own, type, doc: written } = json;
  const doc = textOf(written);
  if (typeof name !== 'string' || !isFullName(name)) {
    reportFault(
      reading,
      name === undefined ? place : within(place, 'name'),
      notAName(String(type), name),
    );
    return { fullName: '', aliases: [], doc };
  }
  if (
    !name.includes('.') &&
    own !== undefined &&
    own !== null &&
    (typeof own !== 'string' || !isNamespace(own))
  ) {
    reportFault(
      reading,
      within(place, 'namespace'),
      `expected a namespace such as "com.example", found ${describe(own)}`,
    );
  }
  const namespace = typeof own === 'string' ? own : place.namespace;
  const fullName = qualify(name, namespace);
  if (isPrimitive(fullName))
    reportFault(reading, within(place, 'name'), `"${fullName}" is the name of a primitive type`);
  return {
    fullName,
    aliases: readAliases(reading, json, { ...place, namespace: namespaceOf(fullName) }, true),
    doc,
  };
}

export function readAliases(
  reading: SchemaReading,
  json: Json,
  place: Place,
  qualified = false,
): string[] {
  const { aliases: list } = json;
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    reportReaderFault(reading, within(place, 'aliases'), 'expected a list of names');
    return [];
  }
  return list.flatMap((alias: unknown, index) => {
    if (typeof alias === 'string' && isFullName(alias))
      return [qualified ? qualify(alias, place.namespace) : alias];
    // Avro 1.12 accepts any string here; one that is not a name never matches.
    reportRemark(
      reading,
      within(within(place, 'aliases'), index),
      `the alias ${describe(alias)} is not a valid name and is ignored`,
    );
    return [];
  });
}

/** Lets later references to the name find the type. */
export function defineType<T extends NamedType>(reading: SchemaReading, type: T, place: Place): T {
  if (type.fullName === '') return type;
  if (reading.named.has(type.fullName))
    reportFault(reading, place, `"${type.fullName}" is defined twice`);
  if (reading.named.size === MAX_NAMED_TYPES)
    reportFault(reading, place, `more than ${String(MAX_NAMED_TYPES)} named types`);
  reading.named.set(type.fullName, type);
  return type;
}

export function notAName(what: string, found: unknown): string {
  return found === undefined
    ? `${what} has no "name"`
    : `${describe(found)} is not a valid ${what} name: it must be a letter or "_", followed by letters, digits and "_"`;
}
