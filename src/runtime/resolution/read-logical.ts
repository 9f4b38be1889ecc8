import type { LogicalType, PrimitiveName } from './schema.js';
import { isObject } from '../json/check.js';
import { readLogicalType } from './logical-type.js';
import {
  reportRemark,
  within,
  type Json,
  type Place,
  type SchemaReading,
} from './schema-reading.js';

/** The logical type of a primitive or fixed; one that does not fit is ignored, as the specification says. */
export function logicalOf(
  reading: SchemaReading,
  json: Json,
  kind: PrimitiveName | 'fixed',
  place: Place,
  size = 0,
): LogicalType | undefined {
  const logical = readLogicalType(json, kind, size);
  if (logical === undefined || 'name' in logical) return logical;
  const { logicalType: named } = json;
  reportRemark(
    reading,
    within(place, 'logicalType'),
    `${String(named)} is ignored: ${logical.ignored}`,
  );
  return undefined;
}

/** A common slip: the logical type next to "type" instead of in it, where it means nothing. */
export function remarkLogicalType(
  reading: SchemaReading,
  json: Json,
  place: Place,
  what: string,
): void {
  const { type, logicalType: logical } = json;
  const { logicalType: inner }: Json = isObject(type) ? type : {};
  if (typeof logical !== 'string' || inner === logical) return;
  const branches: readonly unknown[] = Array.isArray(type) ? type : [type];
  const branch = branches.find((one) => typeof one === 'string' && one !== 'null');
  const written = `{ "type": ${JSON.stringify(typeof branch === 'string' ? branch : '…')}, "logicalType": ${JSON.stringify(logical)} }`;
  reportRemark(
    reading,
    within(place, 'logicalType'),
    Array.isArray(type)
      ? `"logicalType" is next to ${what}, a union, and is ignored: put it in the branch that it is for, as ${written}`
      : `"logicalType" is next to ${what}, not in it, and is ignored: write "type": ${written}`,
  );
}
