import type { JsonType } from '../schema/json-schema.js';
import type { Conjunct } from './sample-conjunct.js';
import { spokenTypes } from './spoken-types.js';

/** The types in the order in which they are to be tried: where none is given, first those that the keywords speak of. */
export function plausibleTypes({ entries, types }: Conjunct): readonly JsonType[] {
  const schemas = entries.map(({ schema }) => schema);
  if (schemas.some((schema) => schema.types !== undefined)) return types;
  const usual: readonly JsonType[] = ['string', 'number', 'object', 'array', 'boolean', 'null'];
  return [...new Set([...spokenTypes(schemas), ...usual])].filter((type) => types.includes(type));
}
