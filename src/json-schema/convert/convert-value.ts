import { leafConversion } from './conversion.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { propertySchemas } from '../schema/property-schemas.js';
import { validate } from '../validate/validate.js';

/**
 * A valid JSON value as the generated decoder gives it: with the Dates and bigints that the settings ask for. Used for
 * samples; `print-converter.ts` says the same as code.
 */
export function convertValue(schema: JsonSchema, value: unknown, settings: JsonSettings): unknown {
  const parsed = asParsed(value);
  if (settings.dateTime === 'string' && settings.int64 === 'json') return parsed;
  return converted(schema, { json: value, value: parsed }, settings);
}

/** With numbers, as JSON.parse gives them, in place of the bigints that schema files are read with. */
function asParsed(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(asParsed);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, asParsed(entry)]));
}

/** A value as it is in the JSON, and as other schemas for the same value have converted it already. */
interface Converted {
  readonly json: unknown;
  readonly value: unknown;
}

function converted(schema: JsonSchema, { json, value }: Converted, settings: JsonSettings): unknown {
  const leaf = leafConversion(schema, settings);
  if (leaf !== undefined) return convertedLeaf(json, value, leaf.to);
  const { refs, allOf, anyOf, oneOf } = schema;
  const fits = (branch: JsonSchema) => validate(branch, json, settings).length === 0;
  const chosen = [anyOf.find(fits), oneOf.find(fits)].filter((branch) => branch !== undefined);
  const result = [...refs, ...allOf, ...chosen].reduce(
    (done, part) => converted(part, { json, value: done }, settings),
    value,
  );
  if (Array.isArray(json) && Array.isArray(result)) {
    const items: readonly unknown[] = result;
    return json.map((item: unknown, index) => {
      const of = schema.prefixItems[index] ?? schema.items;
      return of === undefined ? items[index] : converted(of, { json: item, value: items[index] }, settings);
    });
  }
  if (!isObject(json) || !isObject(result)) return result;
  const values = new Map(Object.entries(result));
  return Object.fromEntries(
    Object.entries(json).map(([name, entry]) => [
      name,
      propertySchemas(schema, name).reduce(
        (done, of) => converted(of, { json: entry, value: done }, settings),
        values.get(name),
      ),
    ]),
  );
}

function convertedLeaf(json: unknown, value: unknown, to: 'Date' | 'bigint'): unknown {
  if (typeof value === 'bigint' || value instanceof Date) return value;
  if (to === 'Date') return typeof json === 'string' ? new Date(json) : json;
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'bigint' ? BigInt(json) : json;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
