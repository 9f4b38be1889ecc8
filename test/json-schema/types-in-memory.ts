import { compileJsonTypes } from '../../src/json-schema/types/compile-types.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import { DEFAULT_JSON_SETTINGS, type JsonSettings } from '../../src/config/json-settings.js';
import { prepareTypes } from '../../src/json-schema/types/prepare-types.js';

/** The types of a schema as `types.ts` of a topic would hold them; the root's is `OrdersValue`. */
export async function typesText(schema: JsonSchema, settings: JsonSettings = DEFAULT_JSON_SETTINGS): Promise<string> {
  const names = prepareTypes({ root: { OrdersValue: { schema, settings } }, reserved: ['OrdersRecord'] });
  const { declarations, roots } = await compileJsonTypes(names);
  const aliases = [...roots.values()].map(({ alias }) => alias).filter((alias) => alias !== '');
  return [...declarations.map(({ text }) => text), ...aliases].join('\n');
}

/** A JSON value as an expression on one line. */
export function jsonLiteral(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Date) return `new Date(${JSON.stringify(value)})`;
  if (Array.isArray(value)) return `[${value.map(jsonLiteral).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return value === Infinity ? '1e999' : JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name === '__proto__' ? '["__proto__"]' : JSON.stringify(name)}: ${jsonLiteral(inner)}`)
    .join(', ')} }`;
}
