import { isObject } from '../json/check.js';
import type { AvroType, Field, RecordType } from './schema.js';
import { FIELD_NAME, namespaceOf } from './schema-name.js';
import { checkDefault } from './schema-default.js';
import { remarkLogicalType } from './read-logical.js';
import { defineType, notAName, readAliases, readName } from './read-name.js';
import {
  attributesOf,
  describe,
  MAX_NESTING,
  reportFault,
  reportReaderFault,
  textOf,
  within,
  type FieldBeingRead,
  type Json,
  type Place,
  type SchemaReading,
} from './schema-reading.js';

export function readRecord(reading: SchemaReading, json: Json, place: Place): AvroType {
  const fields: Field[] = [];
  const name = readName(reading, json, place);
  const record: RecordType = {
    kind: 'record',
    ...name,
    attributes: attributesOf(json, ['fields']),
    fields,
  };
  defineType(reading, record, place);
  const { fields: list } = json;
  if (!Array.isArray(list))
    return reportFault(reading, place, `record "${name.fullName}" has no list of "fields"`);
  const inner = { ...within(place, 'fields'), namespace: namespaceOf(name.fullName) };
  const seen = new Set<string>();
  list.forEach((field: unknown, index) => {
    const made = readField(reading, field, within(inner, index));
    if (made === undefined) return;
    if (seen.has(made.name))
      reportFault(
        reading,
        within(inner, index),
        `duplicate field "${made.name}" in "${name.fullName}"`,
      );
    seen.add(made.name);
    fields.push(made);
  });
  const height = 1 + Math.max(0, ...fields.map(({ type }) => heightOf(reading, type)));
  if (height > MAX_NESTING)
    reportFault(reading, place, `nested more than ${String(MAX_NESTING)} deep`);
  reading.heights.set(record, height);
  reading.places.set(record, place);
  return record;
}

/** A record that is still being read counts nothing: it holds itself. */
function heightOf(reading: SchemaReading, type: AvroType): number {
  switch (type.kind) {
    case 'array':
      return 1 + heightOf(reading, type.items);
    case 'map':
      return 1 + heightOf(reading, type.values);
    case 'union':
      return 1 + Math.max(0, ...type.branches.map((branch) => heightOf(reading, branch)));
    default:
      return reading.heights.get(type) ?? 0;
  }
}

function readField(reading: SchemaReading, json: unknown, place: Place): Field | undefined {
  if (!isObject(json))
    return void reportFault(reading, place, `expected a field, found ${describe(json)}`);
  const { name, type, doc, order: given, default: initial } = json;
  if (typeof name !== 'string' || !FIELD_NAME.test(name) || name === '$type') {
    return void reportFault(reading, within(place, 'name'), notAName('field', name));
  }
  if (type === undefined) return void reportFault(reading, place, `field "${name}" has no "type"`);
  const order = given ?? 'ascending';
  if (!isOrder(order))
    reportReaderFault(
      reading,
      within(place, 'order'),
      'expected "ascending", "descending" or "ignore"',
    );
  const field: FieldBeingRead = {
    name,
    type: reading.typeOf(type, within(place, 'type')),
    aliases: readAliases(reading, json, place),
    doc: textOf(doc),
    order: isOrder(order) ? order : 'ascending',
    default: initial,
    attributes: attributesOf(json, ['order', 'default']),
  };
  remarkLogicalType(reading, json, place, `the type of "${name}"`);
  if (field.default !== undefined)
    reading.defaults.push({ field, place: within(place, 'default') });
  return field;
}

function isOrder(order: unknown): order is Field['order'] {
  return order === 'ascending' || order === 'descending' || order === 'ignore';
}

/** Defaults are checked last, when every type they may need is known. */
export function checkDefaults(reading: SchemaReading): void {
  if (reading.faults.length > 0) return;
  const wrongs = reading.defaults.flatMap(({ field, place }) => {
    const wrong = checkDefault(field.type, field.default);
    return wrong === undefined ? [] : [{ field, place, wrong }];
  });
  for (const { field, place, wrong } of wrongs) {
    const pointer = `${place.pointer}${wrong.pointer}`;
    reportReaderFault(
      reading,
      { ...place, pointer },
      `default of "${field.name}": ${wrong.message}`,
    );
    field.default = undefined;
  }
}
