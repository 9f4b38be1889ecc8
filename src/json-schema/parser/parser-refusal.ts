import type { JsonSettings } from '../../config/json-settings.js';
import { containsConversion } from '../convert/conversion.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { childSchemas, findCycles, inPlaceSchemas } from '../schema/schema-cycles.js';
import { target } from '../schema/schema-facts.js';
import { shapeOf, type ParsedShape } from './parsed-shape.js';

/** Deeper values are left to JSON.parse, which counts their depth. */
const MAX_DEPTH = 100;
/** The validator counts a call of a wide recursive schema as several, and allows no more than it counts. */
const MAX_RECURSIVE_PROPERTIES = 400;

/** Why no parser is made for a schema, after "its schema"; undefined for one that a parser can be made for. */
export function parserRefusal(root: JsonSchema, settings: JsonSettings): string | undefined {
  const cycles = findCycles(target(root), (one) => [...inPlaceSchemas(one), ...childSchemas(one)]);
  const rootKind = withoutNull(shapeOf(root, settings)).kind;
  if (rootKind !== 'object' && rootKind !== 'array' && rootKind !== 'tagged') {
    return rootKind === 'checked'
      ? 'combines schemas, or has keywords about a value as a whole, at its root'
      : 'has neither objects nor arrays at its root';
  }
  const seen = new Set<JsonSchema>();
  const open: { readonly schema: JsonSchema; readonly depth: number }[] = [{ schema: target(root), depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { schema, depth } = next;
    if (seen.has(schema)) continue;
    seen.add(schema);
    if (depth > MAX_DEPTH) return `nests more than ${MAX_DEPTH} deep`;
    const shape = withoutNull(shapeOf(schema, settings));
    if (cycles.isRecursive(schema) && schema.properties.size > MAX_RECURSIVE_PROPERTIES) {
      return `is recursive with more than ${MAX_RECURSIVE_PROPERTIES} properties`;
    }
    if (shape.kind === 'checked') {
      if (cycles.isRecursive(shape.schema) || reachesCycle(shape.schema)) {
        return `combines schemas that refer to themselves at ${placeOf(schema)}`;
      }
      if (containsConversion(shape.schema, settings)) {
        return `combines schemas whose values are converted at ${placeOf(schema)}`;
      }
    }
    open.push(...partsOf(shape).map((part) => ({ schema: target(part), depth: depth + 1 })));
  }
  return undefined;
}

/** The schemas of an object's members, an array's items, or alternatives that are parsed by functions of their own. */
function partsOf(shape: ParsedShape): readonly JsonSchema[] {
  switch (shape.kind) {
    case 'object': {
      const { properties, additionalProperties } = shape.schema;
      return [...properties.values(), ...(additionalProperties === undefined ? [] : [additionalProperties])];
    }
    case 'array':
      return shape.schema.items === undefined ? [] : [shape.schema.items];
    case 'tagged':
      return shape.branches.map(({ schema }) => schema);
    default:
      return [];
  }
}

function withoutNull(shape: ParsedShape): ParsedShape {
  return shape.kind === 'nullable' ? withoutNull(shape.inner) : shape;
}

function reachesCycle(schema: JsonSchema): boolean {
  const cycles = findCycles(schema, (one) => [...inPlaceSchemas(one), ...childSchemas(one)]);
  const seen = new Set<JsonSchema>([schema]);
  for (const one of seen) {
    if (cycles.isRecursive(one)) return true;
    for (const part of [...inPlaceSchemas(one), ...childSchemas(one)]) seen.add(part);
  }
  return false;
}

function placeOf({ place }: JsonSchema): string {
  return `${place.file}#${place.pointer}`;
}
