import type { LogicalType, PrimitiveName } from './schema.js';

/** The digits of the longest decimal that is read (see MAX_DECIMAL_BYTES); a scale beyond any reason would fill the memory with zeros. */
const MAX_PRECISION = 9_863;

/**
 * The logical type that a type's JSON names; why it is ignored, where it breaks a rule of its own; undefined where there
 * is none that the specification knows ("Logical Types").
 */
export function readLogicalType(
  json: Readonly<Record<string, unknown>>,
  kind: PrimitiveName | 'fixed',
  size: number,
): LogicalType | { readonly ignored: string } | undefined {
  const { logicalType: name } = json;
  const on = (fits: boolean, wanted: string) =>
    fits ? undefined : { ignored: `it annotates ${wanted}, not ${kind}` };
  switch (name) {
    case 'decimal':
      return (
        on(kind === 'bytes' || kind === 'fixed', 'bytes or fixed') ??
        readDecimal(json, kind === 'fixed' ? size : undefined)
      );
    case 'uuid':
      return (
        on(
          kind === 'string' || (kind === 'fixed' && size === 16),
          'string or a fixed of 16 bytes',
        ) ?? { name }
      );
    case 'duration':
      return on(kind === 'fixed' && size === 12, 'a fixed of 12 bytes') ?? { name };
    case 'date':
    case 'time-millis':
      return on(kind === 'int', 'int') ?? { name };
    case 'time-micros':
    case 'timestamp-millis':
    case 'timestamp-micros':
    case 'timestamp-nanos':
    case 'local-timestamp-millis':
    case 'local-timestamp-micros':
    case 'local-timestamp-nanos':
      return on(kind === 'long', 'long') ?? { name };
    default:
      return undefined;
  }
}

function readDecimal(
  json: Readonly<Record<string, unknown>>,
  size: number | undefined,
): LogicalType | { readonly ignored: string } {
  const { precision, scale = 0 } = json;
  if (!isCount(precision) || precision === 0)
    return { ignored: '"precision" must be a whole number above 0' };
  if (precision > MAX_PRECISION)
    return { ignored: `a precision above ${String(MAX_PRECISION)} is not supported` };
  if (!isCount(scale) || scale > precision)
    return { ignored: '"scale" must be a whole number from 0 to the precision' };
  if (size !== undefined && precision > digitsIn(size)) {
    return {
      ignored: `${String(size)} bytes have room for ${String(digitsIn(size))} digits, not ${String(precision)}`,
    };
  }
  return { name: 'decimal', precision, scale };
}

/** The decimal digits that a two's-complement number of `size` bytes always holds: floor(log10(2^(8n-1) - 1)). */
function digitsIn(size: number): number {
  return Math.floor(Math.log10(2) * (8 * size - 1));
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
