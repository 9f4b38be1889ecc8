import { isStructured } from '../../src/json-schema/schema/alternative-hints.js';
import { conjuncts } from '../../src/json-schema/schema/conjuncts.js';
import type { JsonSchema } from '../../src/json-schema/schema/json-schema.js';
import { jsonPointer, type JsonPath } from '../../src/runtime/json/faults.js';
import { isArray, isObject } from '../../src/runtime/json/check.js';

/** A document with one fault in it, and the pointer that names its place. */
export interface Planted {
  readonly value: unknown;
  readonly pointer: string;
}

/** The places of a value where a choice between several objects or arrays is made. */
export function unionPlaces(schema: JsonSchema, value: unknown, path: JsonPath = []): readonly JsonPath[] {
  if (path.length > 6) return [];
  const all = conjuncts([schema]);
  const hasUnion = all.some(({ anyOf, oneOf }) => [anyOf, oneOf].some((list) => list.filter(isStructured).length > 1));
  if (hasUnion) return isObject(value) || isArray(value) ? [path] : [];
  if (isArray(value)) {
    return value.flatMap((item, index) =>
      all.flatMap(({ items }) => (items === undefined ? [] : unionPlaces(items, item, [...path, index]))),
    );
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    all.flatMap(({ properties, additionalProperties }) => {
      const property = properties.get(name) ?? additionalProperties;
      return property === undefined ? [] : unionPlaces(property, inner, [...path, name]);
    }),
  );
}

/** The value with one thing below one of its places made wrong: replaced, removed, or added. */
export function plantFault(value: unknown, place: JsonPath, random: () => number): Planted | undefined {
  const copy: unknown = structuredClone(value);
  const within = pathsWithin(valueAt(copy, place), place);
  const path = within[Math.floor(random() * within.length)];
  const key = path?.at(-1);
  if (path === undefined || key === undefined) return undefined;
  const around = path.slice(0, -1);
  const holder = valueAt(copy, around);
  if (isObject(holder) && random() < 0.3) {
    Reflect.deleteProperty(holder, key);
    return { value: copy, pointer: jsonPointer(around) };
  }
  const before = valueAt(copy, path);
  if (isObject(before) && random() < 0.2) {
    Object.assign(before, { planted: true });
    return { value: copy, pointer: jsonPointer([...path, 'planted']) };
  }
  if (typeof holder !== 'object' || holder === null) return undefined;
  Reflect.set(holder, key, typeof before === 'object' ? 7 : { planted: true });
  return { value: copy, pointer: jsonPointer(path) };
}

function valueAt(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

/** The paths of all that a value holds. */
function pathsWithin(value: unknown, path: JsonPath): readonly JsonPath[] {
  const entries = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, inner]) => [[...path, key], ...pathsWithin(inner, [...path, key])]);
}
