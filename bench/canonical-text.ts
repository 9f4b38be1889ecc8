const SCALE = 2;
const primitiveNames = new Set(['string', 'boolean', 'int', 'long', 'float', 'double', 'bytes']);

/**
 * The one text of a decoded value, whichever types a decoder chose: bigint or number, Date or milliseconds, a decimal
 * (of scale 2, as all are here) as text or bytes, and a union's branch bare or, as avro-js has it, in an object named
 * after its type.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof Date) return String(value.getTime());
  if (value instanceof Uint8Array) return decimalText(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && isTypeName(only[0])) return canonicalText(only[1]);
  const fields = entries.map(([name, field]) => `${name}:${canonicalText(field)}`);
  return `{${fields.sort().join()}}`;
}

function isTypeName(name: string): boolean {
  return primitiveNames.has(name) || name.startsWith('bench.');
}

function decimalText(bytes: Uint8Array): string {
  const digits = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
    .toString()
    .padStart(SCALE + 1, '0');
  return `${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`;
}
