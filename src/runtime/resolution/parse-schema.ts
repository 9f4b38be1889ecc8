import { branchName, type AvroType } from './schema.js';
import { isObject } from '../json/check.js';
import { isPrimitive } from './schema-name.js';
import { MAX_BETWEEN, recordsFarWithin } from './recursion.js';
import { readEnum } from './read-enum.js';
import { readFixed } from './read-fixed.js';
import { logicalOf, remarkLogicalType } from './read-logical.js';
import { checkDefaults, readRecord } from './read-record.js';
import { kindOf, readReference } from './read-reference.js';
import {
  attributesOf,
  describe,
  MAX_NESTING,
  reportFault,
  within,
  type Definitions,
  type Json,
  type Place,
  type SchemaFault,
  type SchemaReading,
} from './schema-reading.js';

export interface ParsedSchema {
  /** Undefined when there are faults. */
  readonly type: AvroType | undefined;
  /** What keeps the bytes of its values from being read. */
  readonly faults: readonly SchemaFault[];
  /** What only a reader's schema needs: a default, an alias or an order that is wrong. `type` leaves it out. */
  readonly readerFaults: readonly SchemaFault[];
  /** What the specification says to ignore, such as a misplaced logical type. */
  readonly remarks: readonly SchemaFault[];
}

/**
 * Reads the JSON of an Avro schema, by the specification ("Schema Declaration"): faults are collected, not thrown.
 * Names are strict, but for namespaces, in which any text without dots, quotes or spaces may stand, as in Avro's own libraries.
 */
export function parseAvroSchema(
  json: unknown,
  definitions: Definitions = () => undefined,
): ParsedSchema {
  const reading: SchemaReading = {
    definitions,
    named: new Map(),
    filesRead: new Set(),
    heights: new Map(),
    places: new Map(),
    defaults: [],
    faults: [],
    readerFaults: [],
    remarks: [],
    typeOf: (part, place) => readType(reading, part, place),
  };
  const type = readType(reading, json, { file: undefined, pointer: '', namespace: '', depth: 0 });
  checkRecursion(reading, type);
  checkDefaults(reading);
  const { faults, readerFaults, remarks } = reading;
  return { type: faults.length === 0 ? type : undefined, faults, readerFaults, remarks };
}

function readType(reading: SchemaReading, json: unknown, place: Place): AvroType {
  if (place.depth > MAX_NESTING)
    return reportFault(reading, place, `nested more than ${String(MAX_NESTING)} deep`);
  if (typeof json === 'string') return readReference(reading, json, place);
  if (Array.isArray(json)) return readUnion(reading, json, place);
  if (!isObject(json))
    return reportFault(reading, place, `expected a type, found ${describe(json)}`);
  const { type } = json;
  if (type === undefined) return reportFault(reading, place, 'the type has no "type"');
  if (typeof type !== 'string') {
    remarkLogicalType(reading, json, place, 'the type');
    return readType(reading, type, within(place, 'type'));
  }
  switch (kindOf(reading, type, json, place)) {
    case 'record':
    case 'error':
      return readRecord(reading, json, place);
    case 'enum':
      return readEnum(reading, json, place);
    case 'fixed':
      return readFixed(reading, json, place);
    case 'array':
      return {
        kind: 'array',
        items: readMember(reading, json, 'items', place),
        attributes: attributesOf(json, ['items']),
      };
    case 'map':
      return {
        kind: 'map',
        values: readMember(reading, json, 'values', place),
        attributes: attributesOf(json, ['values']),
      };
    default:
      if (!isPrimitive(type)) return readReference(reading, type, within(place, 'type'));
      return {
        kind: type,
        logical: logicalOf(reading, json, type, place),
        attributes: attributesOf(json, ['precision', 'scale']),
      };
  }
}

/** Bounds how deep reading a record within itself can call. */
function checkRecursion(reading: SchemaReading, root: AvroType): void {
  if (reading.faults.length > 0) return;
  for (const record of recordsFarWithin(root)) {
    const place = reading.places.get(record);
    if (place === undefined) continue;
    reportFault(
      reading,
      place,
      `"${record.fullName}" contains itself under more than ${String(MAX_BETWEEN)} arrays and maps`,
    );
  }
}

function readMember(
  reading: SchemaReading,
  json: Json,
  name: 'items' | 'values',
  place: Place,
): AvroType {
  const { type } = json;
  if (json[name] === undefined)
    return reportFault(
      reading,
      place,
      `${type === 'map' ? 'the map' : 'the array'} has no "${name}"`,
    );
  return readType(reading, json[name], within(place, name));
}

function readUnion(reading: SchemaReading, json: readonly unknown[], place: Place): AvroType {
  const branches: AvroType[] = [];
  const seen = new Set<string>();
  json.forEach((branch, index) => {
    const at = within(place, index);
    const faultsBefore = reading.faults.length;
    const type = readType(reading, branch, at);
    if (reading.faults.length > faultsBefore) return;
    if (type.kind === 'union')
      reportFault(reading, at, 'a union must not contain a union directly');
    else if (seen.has(branchName(type)))
      reportFault(reading, at, `a union must not contain ${branchName(type)} more than once`);
    else branches.push(type);
    seen.add(branchName(type));
  });
  return { kind: 'union', branches };
}
