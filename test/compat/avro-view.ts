import type { AvroReading, AvroPartView } from '../../src/compat/avro/avro-part-view.js';
import { DEFAULT_VALUES, shapeOf, type ValueSettings } from '../../src/runtime/resolution/value-shape.js';
import { typeOf } from '../avro/interpreted.js';

export interface ViewOptions {
  readonly reading?: AvroReading;
  readonly fetches?: boolean;
  readonly values?: Partial<ValueSettings>;
}

/** One version of a consumer's schema, given as JSON; it knows writers' schemas by their ids and can fetch others. */
export function avroView(json: unknown, { reading = 'id', fetches = true, values }: ViewOptions = {}): AvroPartView {
  const type = typeOf(json);
  const shape = shapeOf(type, { values: { ...DEFAULT_VALUES, ...values }, fields: {} });
  return { type, shape, reading, fetches };
}
