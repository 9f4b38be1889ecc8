import { upperFirst } from '../code/identifiers.js';
import { shortName } from '../runtime/resolution/schema.js';
import type { Shape } from '../runtime/resolution/value-shape.js';

/** The decoder's table of schemas that are fetched at run time. */
export function schemaCache(what: 'key' | 'value'): string {
  return `later${upperFirst(what)}Schemas`;
}

/** What a complete value is called in errors. */
export function rootName(shape: Shape, what: 'key' | 'value'): string {
  return shape.kind === 'record' || shape.kind === 'enum' ? shortName(shape.type.fullName) : what;
}
