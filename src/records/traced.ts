/** One value in the bytes of a record. Offsets count from the first byte of the key or value, frame included. */
export interface TracedValue {
  /** `lines[0].sku`; '' is the whole value. Of JSON, a JSON pointer. */
  readonly path: string;
  /** As its schema calls it: `string`, `long (timestamp-millis)`, `shop.Status`. */
  readonly type: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** As the decoder returns it; absent for what only holds other values. */
  readonly value?: unknown;
}
