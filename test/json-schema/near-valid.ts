import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}

const ODD: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  1,
  1.5,
  -3,
  1e21,
  0.1,
  '',
  'a',
  'text',
  '2024-05-01T10:00:00Z',
  '2024-05-01',
  'https://example.com/a',
  'urn:x:y',
  'a@example.com',
  '5d1f0f66-3c6e-4a5f-9d3b-7a0a5b1d7a10',
  '\u{1F600}',
  'x'.repeat(50),
  [],
  {},
  [1, 1],
  [{}, {}],
  { a: 1 },
  { toString: 1 },
];

/** A value that a schema may well accept: its properties, its enumerations, its alternatives, with slips. */
export function nearValid(schema: JsonSchema, random: () => number, depth = 0): unknown {
  if (depth > 12 || random() < 0.02) return pick(ODD, random);
  if (schema.enum !== undefined && random() < 0.95) return structuredClone(pick(schema.enum, random));
  const parts = [
    ...schema.refs,
    ...schema.allOf,
    ...[schema.anyOf, schema.oneOf].flatMap((list) => pick(list, random) ?? []),
  ];
  const others = parts.map((part) => nearValid(part, random, depth + 1));
  const type = pick([...(schema.types ?? [])], random) ?? implied(schema);
  if (type === undefined && others.length === 0) return pick(ODD, random);
  if (type === undefined || (type !== 'object' && others.length > 0)) return merged(others);
  switch (type) {
    case 'object':
      return merged([...others, objectOf(schema, random, depth)]);
    case 'array': {
      const count = Math.max(schema.minItems ?? 0, Math.floor(random() * 3));
      return Array.from({ length: count }, (_, index) =>
        nearValid(schema.prefixItems[index] ?? schema.items ?? { ...schema, ...ANY }, random, depth + 1),
      );
    }
    case 'string':
      return pick(
        ODD.filter((value) => typeof value === 'string'),
        random,
      );
    case 'integer':
    case 'number':
      return (schema.minimum ?? schema.exclusiveMinimum ?? 0) + Math.floor(random() * 5) - (random() < 0.1 ? 0.5 : 0);
    case 'boolean':
      return random() < 0.5;
    case 'null':
      return null;
  }
}

/** What makes of any schema one that says nothing. */
const ANY = {
  enum: undefined,
  refs: [],
  allOf: [],
  anyOf: [],
  oneOf: [],
  types: undefined,
  properties: new Map(),
  items: undefined,
  prefixItems: [],
  required: [],
};

function implied(schema: JsonSchema): 'object' | 'array' | undefined {
  if (schema.properties.size + schema.patternProperties.size + schema.required.length > 0) return 'object';
  return schema.items === undefined ? undefined : 'array';
}

function objectOf(schema: JsonSchema, random: () => number, depth: number): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, property] of schema.properties) {
    if (random() < (schema.required.includes(name) ? 0.98 : 0.5)) value[name] = nearValid(property, random, depth + 1);
  }
  for (const name of schema.required)
    if (!Object.hasOwn(value, name) && random() < 0.98) value[name] = pick(ODD, random);
  const { additionalProperties } = schema;
  if (random() < 0.1)
    value['more'] = additionalProperties === undefined ? 1 : nearValid(additionalProperties, random, depth + 1);
  return value;
}

function merged(values: readonly unknown[]): unknown {
  const objects = values.filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
  if (objects.length < values.length) return values[0];
  return Object.fromEntries(objects.flatMap((value) => Object.entries(value ?? {})));
}

/** The value with one thing in it changed: removed, doubled, renamed or replaced. */
export function mutated(value: unknown, random: () => number): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.1) return pick(ODD, random);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => item);
    const at = Math.floor(random() * items.length);
    const kind = random();
    if (kind < 0.2) items.splice(at, 1);
    else if (kind < 0.4) items.push(items[at] ?? null);
    else items[at] = mutated(items[at], random);
    return items;
  }
  const entries = Object.entries(value);
  const at = Math.floor(random() * entries.length);
  const [key = 'a', item] = entries[at] ?? [];
  const kind = random();
  if (kind < 0.15) entries.splice(at, 1);
  else if (kind < 0.25) entries.push([pick(['extra', 'constructor', 'id', `${key}2`], random) ?? '', item]);
  else entries[at] = [key, mutated(item, random)];
  return Object.fromEntries(entries);
}
