import { isObject } from '../json/check.js';

/** The full names that a schema's JSON defines, found without reading it as a schema: it may be invalid. */
export function definedNames(json: unknown, namespace = '', depth = 0): readonly string[] {
  if (depth > 200 || typeof json !== 'object' || json === null) return [];
  if (Array.isArray(json)) return json.flatMap((item) => definedNames(item, namespace, depth + 1));
  const {
    type,
    name,
    namespace: own,
    fields,
    items,
    values,
  } = json as Readonly<Record<string, unknown>>;
  const inner = [type, items, values];
  if (
    typeof name !== 'string' ||
    typeof type !== 'string' ||
    !['record', 'error', 'enum', 'fixed'].includes(type)
  ) {
    return inner.flatMap((part) => definedNames(part, namespace, depth + 1));
  }
  const space = typeof own === 'string' ? own : namespace;
  const fullName = name.includes('.') || space === '' ? name : `${space}.${name}`;
  const inside = fullName.includes('.') ? fullName.slice(0, fullName.lastIndexOf('.')) : '';
  const types = Array.isArray(fields)
    ? fields.map((field: unknown) => (isObject(field) ? typeIn(field) : undefined))
    : [];
  return [fullName, ...types.flatMap((part) => definedNames(part, inside, depth + 1))];
}

function typeIn({ type }: Readonly<Record<string, unknown>>): unknown {
  return type;
}
