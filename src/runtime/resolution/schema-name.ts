import type { PrimitiveName } from './schema.js';

export const PRIMITIVES: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
]);
/** What the specification lets types and symbols be called ("Names"). */
export const NAME: RegExp = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Field names may also contain `$`, as Avro's Python and fastavro let them. */
export const FIELD_NAME: RegExp = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

export function isPrimitive(name: string): name is PrimitiveName {
  return PRIMITIVES.has(name);
}

export function isNamespace(text: string): boolean {
  return (
    text === '' ||
    text.split('.').every((part) => /^[^\s"'`\\/*<>(){}[\]\p{Cc}\u2028\u2029]+$/u.test(part))
  );
}

export function isFullName(text: string): boolean {
  const dot = text.lastIndexOf('.');
  return NAME.test(text.slice(dot + 1)) && (dot < 0 || isNamespace(text.slice(0, dot)));
}

export function qualify(name: string, namespace: string): string {
  if (name.includes('.')) return name.replace(/^\./, '');
  return namespace === '' ? name : `${namespace}.${name}`;
}

export function namespaceOf(fullName: string): string {
  return fullName.includes('.') ? fullName.slice(0, fullName.lastIndexOf('.')) : '';
}
