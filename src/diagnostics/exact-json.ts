/** A value as one text, in which a bigint is not the number: what two values are compared by. */
export function exactJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner));
}
