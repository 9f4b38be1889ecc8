/** What a schema file is written in. */
export type SchemaFormat = 'avro' | 'json-schema';

const AVRO_EXTENSION = /\.(?:avsc|avro)$/i;

/** Types that Avro has and JSON Schema has not. */
const AVRO_TYPES: ReadonlySet<unknown> = new Set([
  'record',
  'error',
  'enum',
  'fixed',
  'map',
  'bytes',
  'int',
  'long',
  'float',
  'double',
]);

/**
 * Distinguishes Avro and JSON Schema, by the first of these rules that applies:
 * 1. The extensions .avsc and .avro are Avro's.
 * 2. true and false are JSON Schemas; a text or a list (a name, a union) is Avro.
 * 3. An object with a `$` keyword (`$schema`, `$id`, `$ref`, …) is a JSON Schema.
 * 4. A `type` that only Avro has, or that is an object, is Avro; so are `items` that are a text, and a `logicalType`.
 * 5. Everything else is a JSON Schema.
 */
export function schemaFormat(json: unknown, file: string): SchemaFormat {
  if (AVRO_EXTENSION.test(file)) return 'avro';
  if (typeof json === 'boolean') return 'json-schema';
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'avro';
  if (Object.keys(json).some((key) => key.startsWith('$'))) return 'json-schema';
  // Only own members: `type` is not on any prototype.
  const { type, items, logicalType } = json as { type?: unknown; items?: unknown; logicalType?: unknown };
  if (AVRO_TYPES.has(type) || (typeof type === 'object' && type !== null && !Array.isArray(type))) return 'avro';
  return typeof items === 'string' || typeof logicalType === 'string' ? 'avro' : 'json-schema';
}
