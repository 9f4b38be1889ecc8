import type { SampleLabel } from '../../samples/sample-label.js';
import { sampleNumber } from '../../samples/sample-number.js';
import type { Seed } from '../../samples/seed.js';
import { sampleText, sampleUuid } from '../../samples/sample-text.js';
import { sampleDay, sampleMillis, sampleTimeOfDay } from '../../samples/sample-time.js';
import { dateText, instantText, localText } from '../../runtime/avro/logical.js';
import { fractionDigits } from '../../runtime/resolution/leaf-reader.js';
import type { FixedType, PrimitiveType } from '../../runtime/resolution/schema.js';
import type { LeafShape } from '../../runtime/resolution/value-shape.js';

/** A plausible value of a leaf, in its form. */
export function sampleLeaf({ type, form }: LeafShape, label: SampleLabel, seed: Seed): unknown {
  switch (form) {
    case 'null':
      return null;
    case 'boolean':
      return seed.below(2) === 1;
    case 'number':
      return numberOf(type, label, seed);
    case 'bigint':
      return longOf(type, label, seed);
    case 'bigintString':
      return String(longOf(type, label, seed));
    case 'string':
      return sampleText(label, seed);
    case 'uuid':
      return sampleUuid(seed);
    case 'bytes':
      return new Uint8Array(bytesOf(type, seed));
    case 'base64':
      return bytesOf(type, seed).toString('base64');
    case 'decimal':
      return decimalOf(type, label, seed);
    case 'Date':
      return type.logical?.name === 'date'
        ? new Date(sampleDay(label, seed) * 86_400_000)
        : new Date(sampleMillis(label, seed));
    case 'date':
      return dateText(sampleDay(label, seed));
    case 'isoInstant':
      return instantText(longOf(type, label, seed), fractionDigits(type));
    case 'isoLocal':
      return localText(longOf(type, label, seed), fractionDigits(type));
    case 'duration':
      return {
        months: seed.below(12, 'months'),
        days: seed.below(28, 'days'),
        milliseconds: seed.below(24, 'hours') * 3_600_000,
      };
  }
}

function numberOf(type: PrimitiveType | FixedType, label: SampleLabel, seed: Seed): number {
  const logical = type.logical?.name;
  if (logical === 'date') return sampleDay(label, seed);
  if (logical === 'time-millis') return sampleTimeOfDay(label, seed);
  if (logical === 'time-micros') return sampleTimeOfDay(label, seed) * 1_000 + seed.below(1_000, 'micro');
  if (logical === 'timestamp-millis') return sampleMillis(label, seed);
  const { kind } = type;
  return sampleNumber(label, kind === 'int' || kind === 'float' || kind === 'double' ? kind : 'long', seed);
}

/** A long: a count of a timestamp's units, or what its name calls for. */
function longOf(type: PrimitiveType | FixedType, label: SampleLabel, seed: Seed): bigint {
  if (type.logical === undefined) return BigInt(sampleNumber(label, 'long', seed));
  const finer = fractionDigits(type) - 3;
  return BigInt(sampleMillis(label, seed)) * 10n ** BigInt(finer) + BigInt(seed.below(10 ** finer, 'finer'));
}

function bytesOf(type: PrimitiveType | FixedType, seed: Seed): Buffer {
  return Buffer.from(seed.hex(type.kind === 'fixed' ? type.size : seed.between(8, 16, 'size')), 'hex');
}

/** What its name calls for, within the precision: at most four digits behind the point, and zeros up to the scale. */
function decimalOf(type: PrimitiveType | FixedType, label: SampleLabel, seed: Seed): string {
  const { precision, scale } = type.logical?.name === 'decimal' ? type.logical : { precision: 1, scale: 0 };
  const places = Math.min(scale, 4);
  const unscaled = Math.round(Math.abs(sampleNumber(label, 'double', seed)) * 10 ** places);
  const within = unscaled % 10 ** Math.min(precision - scale + places, 9);
  const digits = String(within).padStart(places + 1, '0');
  const point = digits.length - places;
  return scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point).padEnd(scale, '0')}`;
}
