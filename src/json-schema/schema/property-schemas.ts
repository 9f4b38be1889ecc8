import { compilePattern } from '../pattern/compile-pattern.js';
import type { JsonSchema } from './json-schema.js';

/** The schemas that one schema has for a property: by its name, by patterns, or else for additional ones. */
export function propertySchemas(schema: JsonSchema, name: string): readonly JsonSchema[] {
  const applying: JsonSchema[] = [];
  const named = schema.properties.get(name);
  if (named !== undefined) applying.push(named);
  for (const [pattern, part] of schema.patternProperties) {
    if (compilePattern(pattern).test(name)) applying.push(part);
  }
  if (applying.length === 0 && schema.additionalProperties !== undefined) applying.push(schema.additionalProperties);
  return applying;
}
