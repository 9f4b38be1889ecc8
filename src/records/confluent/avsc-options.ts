import avsc from 'avsc';

/** Longs as `bigint`, so that none is rounded or refused. */
const exactLong = avsc.types.LongType.__with({
  fromBuffer: (bytes: Buffer) => bytes.readBigInt64LE(),
  toBuffer: (value: bigint) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(value);
    return bytes;
  },
  fromJSON: (value: number | string) => BigInt(value),
  toJSON: (value: bigint) => String(value),
  isValid: (value: unknown) => typeof value === 'bigint' && BigInt.asIntN(64, value) === value,
  compare: (a: bigint, b: bigint) => (a === b ? 0 : a < b ? -1 : 1),
});

/**
 * How avsc reads schemas here: longs exact, every union wrapped so that its branch is known, logical types ignored. Each
 * schema takes options of its own, as avsc puts its names into them.
 */
export function avscOptions() {
  return {
    wrapUnions: 'always',
    omitRecordMethods: true,
    typeHook: (part: unknown) => (part === 'long' || isLong(part) ? exactLong : undefined),
  } satisfies Parameters<typeof avsc.Type.forSchema>[1];
}

function isLong(part: unknown): boolean {
  return typeof part === 'object' && part !== null && 'type' in part && part.type === 'long';
}

/** Parses a schema with avsc. Throws avsc's errors. */
export function avscType(schema: unknown): avsc.Type {
  // avsc's own types describe less than it takes (aliases, attributes); what it does not take, it refuses itself.
  return avsc.Type.forSchema(schema as Parameters<typeof avsc.Type.forSchema>[0], avscOptions());
}
