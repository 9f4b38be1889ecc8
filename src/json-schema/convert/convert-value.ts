import { conversionOf } from './conversion.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { JsonSettings } from '../../config/json-settings.js';
import { propertySchemas } from '../schema/property-schemas.js';
import { validate } from '../validate/validate.js';

/**
 * A valid JSON value as the generated decoder gives it: with the Dates and bigints that the settings ask for. Used for
 * samples; `print-converter.ts` says the same as code.
 */
export function convertValue(schema: JsonSchema, value: unknown, settings: JsonSettings): unknown {
  return converted([schema], value, settings);
}

/** A value as all of the schemas convert it. */
function converted(schemas: readonly JsonSchema[], json: unknown, settings: JsonSettings): unknown {
  const { conversions, others } = appliedTo(json, schemas, settings);
  for (const to of conversions) {
    const value = convertedLeaf(json, to);
    if (value !== undefined) return value;
  }
  // Numbers as JSON.parse gives them; schema files are read with bigints.
  if (typeof json === 'bigint') return Number(json);
  if (Array.isArray(json)) {
    return json.map((item: unknown, index) => {
      const items = others.flatMap(({ prefixItems, items: rest }) => prefixItems[index] ?? rest ?? []);
      return converted(items, item, settings);
    });
  }
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, entry]) => {
      const properties = others.flatMap((schema) => propertySchemas(schema, name));
      return [name, converted(properties, entry, settings)];
    }),
  );
}

/** The schemas and all those for the same value that they lead to, each once: what it becomes, and which look into it. */
function appliedTo(
  json: unknown,
  schemas: readonly JsonSchema[],
  settings: JsonSettings,
): { readonly conversions: readonly ('Date' | 'bigint')[]; readonly others: readonly JsonSchema[] } {
  const conversions: ('Date' | 'bigint')[] = [];
  const others = new Set<JsonSchema>();
  const fits = (branch: JsonSchema) => validate(branch, json, settings).length === 0;
  const visit = (schema: JsonSchema): void => {
    if (others.has(schema)) return;
    const to = conversionOf(schema, settings);
    if (to !== undefined) {
      conversions.push(to);
      return;
    }
    others.add(schema);
    const { refs, allOf, anyOf, oneOf } = schema;
    const chosen = [anyOf.find(fits), oneOf.find(fits)].filter((branch) => branch !== undefined);
    [...refs, ...allOf, ...chosen].forEach(visit);
  };
  schemas.forEach(visit);
  return { conversions, others: [...others] };
}

/** Undefined for a value that it leaves as it is. */
function convertedLeaf(json: unknown, to: 'Date' | 'bigint'): unknown {
  if (to === 'Date') return typeof json === 'string' ? new Date(json) : undefined;
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'bigint' ? BigInt(json) : undefined;
}
