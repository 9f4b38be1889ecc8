/** An object or array of a parsed JSON text whose values may be replaced; an array's keys are its indexes. */
export type JsonHolder = Record<string | number, unknown>;

export function holdsProperties(value: unknown): value is JsonHolder {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function holdsItems(value: unknown): value is JsonHolder & { readonly length: number } {
  return Array.isArray(value);
}
