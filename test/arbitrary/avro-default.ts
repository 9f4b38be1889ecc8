import type { Choices } from './choices.js';
import type { FixedNode, PrimitiveNode, RecordNode, SchemaNode } from './schema-node.js';

const MAX_DEPTH = 4;
const CONVERTED_TWICE_UNHARMED: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'string',
  'enum',
]);

/**
 * A random default for a field of this type, as JSON; undefined where the type has none that ends. `open` are the records
 * being defined around the field: avsc fails on a default that holds one of them.
 *
 * Of a union it is the first branch: the only one that specifications before 1.12 allow. Longs stay below 2^53, because
 * JSON.parse rounds those beyond.
 */
export function defaultFrom(
  type: SchemaNode,
  choices: Choices,
  open: ReadonlySet<RecordNode> = new Set(),
  depth = MAX_DEPTH,
): unknown {
  if (depth < 0) return undefined;
  if ('attributes' in type && type.attributes.logicalType !== undefined) return logicalDefault(type, choices);
  switch (type.kind) {
    case 'null':
      return null;
    case 'boolean':
      return choices.chance(50);
    case 'int':
      return choices.pick([0, 1, -1, 2_147_483_647, -2_147_483_648]);
    case 'long':
      return choices.pick([0, 1, -1, 2_147_483_648, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]);
    case 'float':
    case 'double':
      return choices.pick([0.5, 0, 1.1, -2.25, 7, 1e30]);
    case 'bytes':
      return choices.pick(['', 'a', '\u00ff', '\u0000\u0080é']);
    case 'string':
      return choices.pick(['', 'default', 'é\u2028"\\', '\u{1f600}']);
    case 'fixed':
      return choices.pick(['a', '\u00ff', '\u0000']).repeat(type.size);
    case 'enum':
      return type.symbols[choices.below(type.symbols.length)];
    case 'array': {
      const item = choices.chance(50) ? defaultFrom(type.items, choices, open, depth - 1) : undefined;
      return item === undefined ? [] : [item];
    }
    case 'map': {
      const value = choices.chance(50) ? defaultFrom(type.values, choices, open, depth - 1) : undefined;
      return value === undefined ? {} : { key: value };
    }
    case 'union': {
      const [first] = type.branches;
      return first === undefined ? undefined : defaultFrom(first, choices, open, depth - 1);
    }
    case 'record': {
      if (open.has(type)) return undefined;
      const fields: [string, unknown][] = [];
      for (const field of type.fields) {
        // A member may be left out where its field has a default of its own; avsc converts that default twice, which only
        // these types bear.
        if (field.default !== undefined && CONVERTED_TWICE_UNHARMED.has(field.type.kind) && choices.chance(30))
          continue;
        const value = defaultFrom(field.type, choices, open, depth - 1);
        if (value === undefined) return undefined;
        fields.push([field.name, value]);
      }
      return Object.fromEntries(fields);
    }
  }
}

/** Small, so that it stands for something whatever the logical type. */
function logicalDefault(type: PrimitiveNode | FixedNode, choices: Choices): unknown {
  switch (type.kind) {
    case 'fixed':
      return choices.pick(['\u0000', '\u00ff']).repeat(type.size);
    case 'bytes':
      return choices.pick(['\u0000', '\u0001', '\u00ff']);
    case 'string':
      return choices.pick(['00000000-0000-0000-0000-000000000000', '6ba7b810-9dad-11d1-80b4-00c04fd430c8']);
    default:
      return choices.pick([0, 1, 7]);
  }
}
