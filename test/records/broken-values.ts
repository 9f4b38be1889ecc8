import { deflateSync, gzipSync } from 'node:zlib';
import avsc from 'avsc';
import type { CauseCode } from '../../src/records/suspect.js';
import { fieldsOf } from '../pipeline/temp-project.js';

const order = (...more: readonly (readonly [string, unknown])[]): object => ({
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: fieldsOf([['id', 'string'], ['total', 'long'], ['express', 'boolean'], ...more]),
});

const payment = {
  type: 'record',
  name: 'Payment',
  namespace: 'shop',
  fields: fieldsOf([
    ['reference', { type: 'fixed', name: 'Reference', size: 12 }],
    ['amount', 'double'],
  ]),
};

export const GLUE_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/** Topics of every framing; the ids are Confluent's, or Glue's. */
export const project = {
  config: {
    topics: {
      orders: { value: { versions: { 7: 'order.v1.avsc', 9: 'order.v2.avsc' }, framing: 'confluent' } },
      payments: { value: { versions: { 12: 'payment.avsc' }, framing: 'confluent' } },
      bare: { value: { file: 'order.v2.avsc', framing: 'none' } },
      glued: { value: { versions: { [GLUE_ID]: 'order.v2.avsc' }, framing: 'glue' } },
      parcels: { value: { versions: { 20: 'parcel.v1.json', 21: 'parcel.v2.json' }, framing: 'confluent' } },
      notes: { key: 'string', value: { file: 'parcel.v2.json', framing: 'none' } },
    },
  },
  schemas: {
    'order.v1.avsc': order(),
    'order.v2.avsc': {
      ...order(),
      fields: [
        ...fieldsOf([
          ['id', 'string'],
          ['total', 'long'],
          ['express', 'boolean'],
        ]),
        { name: 'note', type: 'string', default: '' },
      ],
    },
    'payment.avsc': payment,
    'parcel.v1.json': { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
    'parcel.v2.json': {
      type: 'object',
      properties: { code: { type: 'string', minLength: 3 }, grams: { type: 'integer' } },
      required: ['code'],
    },
  },
};

const typeOf = (schema: object): avsc.Type => avsc.Type.forSchema(schema as avsc.Schema, { registry: {} });
const v1 = typeOf(project.schemas['order.v1.avsc']).toBuffer({ id: 'order-0001', total: 12_345, express: true });
const v2 = typeOf(project.schemas['order.v2.avsc']).toBuffer({
  id: 'order-0001',
  total: 12_345,
  express: true,
  note: 'rear door, please',
});
const paid = typeOf(payment).toBuffer({ reference: Buffer.from('ref-00000001'), amount: 12.5 });

function confluent(id: number, payload: Uint8Array): Buffer {
  const frame = Buffer.alloc(5);
  frame.writeInt32BE(id, 1);
  return Buffer.concat([frame, payload]);
}

function glue(payload: Uint8Array, compression = 0): Buffer {
  return Buffer.concat([Buffer.from([3, compression]), Buffer.from(GLUE_ID.replaceAll('-', ''), 'hex'), payload]);
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const base64Text = (bytes: Uint8Array): Buffer => Buffer.from(Buffer.from(bytes).toString('base64'));
const good = confluent(9, v2);
const goodParcel = confluent(21, json({ code: 'abc', grams: 5 }));

export interface BrokenValue {
  readonly what: string;
  readonly topic: string;
  readonly bytes: Buffer;
  /** The first of the likely causes; undefined for a value that reads. */
  readonly cause: CauseCode | undefined;
  /** A cause that must not be named, since the value only looks like it. */
  readonly not?: CauseCode;
}

/** For each cause values that have it, and values that look like it and have it not. */
export const brokenValues: readonly BrokenValue[] = [
  { what: 'a good value', topic: 'orders', bytes: good, cause: undefined },
  { what: 'an old good value', topic: 'orders', bytes: confluent(7, v1), cause: undefined },
  { what: 'a good Glue value', topic: 'glued', bytes: glue(v2), cause: undefined },
  { what: 'a good compressed Glue value', topic: 'glued', bytes: glue(deflateSync(v2), 5), cause: undefined },
  { what: 'a good JSON value', topic: 'parcels', bytes: goodParcel, cause: undefined },
  { what: 'the id of the older version', topic: 'orders', bytes: confluent(7, v2), cause: 'wrong-id' },
  { what: 'the id of the newer version', topic: 'orders', bytes: confluent(9, v1), cause: 'wrong-id' },
  {
    what: 'a short value of the right id',
    topic: 'orders',
    bytes: confluent(9, v2.subarray(0, 12)),
    cause: 'truncated',
    not: 'wrong-id',
  },
  { what: 'no frame', topic: 'orders', bytes: v2, cause: 'no-frame' },
  { what: 'no frame, JSON', topic: 'parcels', bytes: json({ code: 'abc' }), cause: 'no-frame' },
  { what: 'no frame on a Glue topic', topic: 'glued', bytes: v2, cause: 'no-frame' },
  {
    what: 'bytes that are nothing',
    topic: 'orders',
    bytes: Buffer.from([0xff, 0xfe, 0x9d]),
    cause: undefined,
    not: 'no-frame',
  },
  { what: 'a Glue frame on a Confluent topic', topic: 'orders', bytes: glue(v2), cause: 'other-frame' },
  { what: 'a Confluent frame on a Glue topic', topic: 'glued', bytes: confluent(9, v2), cause: 'other-frame' },
  { what: 'a Confluent frame where none is configured', topic: 'bare', bytes: confluent(9, v2), cause: 'other-frame' },
  {
    what: 'a Confluent frame before bare JSON',
    topic: 'notes',
    bytes: confluent(21, json({ code: 'abc' })),
    cause: 'other-frame',
  },
  {
    what: 'zeros where no frame is configured',
    topic: 'bare',
    bytes: Buffer.from([0, 0, 0]),
    cause: 'truncated',
    not: 'other-frame',
  },
  {
    what: 'a 3 and a 0 in front of noise',
    topic: 'orders',
    bytes: Buffer.from([3, 0, 9, 9]),
    cause: undefined,
    not: 'other-frame',
  },
  { what: 'base64 of the whole value', topic: 'orders', bytes: base64Text(good), cause: 'double-base64' },
  {
    what: 'base64 of the payload in a frame',
    topic: 'orders',
    bytes: confluent(9, base64Text(v2)),
    cause: 'double-base64',
  },
  { what: 'base64 of JSON', topic: 'parcels', bytes: base64Text(goodParcel), cause: 'double-base64' },
  {
    what: 'letters that are no base64 of anything',
    topic: 'orders',
    bytes: Buffer.from('not base64 at all'),
    cause: 'text',
    not: 'double-base64',
  },
  { what: 'JSON where Avro was expected', topic: 'orders', bytes: json({ id: 'order-0001' }), cause: 'text' },
  { what: 'JSON in a frame where Avro was expected', topic: 'orders', bytes: confluent(9, json([1])), cause: 'text' },
  {
    what: 'Avro whose bytes are letters',
    topic: 'bare',
    bytes: Buffer.from('\u0004ab'),
    cause: 'truncated',
    not: 'text',
  },
  { what: 'gzip', topic: 'orders', bytes: gzipSync(good), cause: 'compressed' },
  { what: 'zlib in the frame', topic: 'orders', bytes: confluent(9, deflateSync(v2)), cause: 'compressed' },
  { what: 'zstd', topic: 'orders', bytes: Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 1, 2]), cause: 'compressed' },
  {
    what: "zlib's first bytes before noise",
    topic: 'orders',
    bytes: Buffer.from([0x78, 0x9c, 0xff, 0xfe]),
    cause: undefined,
    not: 'compressed',
  },
  { what: 'an Avro file', topic: 'orders', bytes: Buffer.from('Obj\u0001\u0004'), cause: 'container' },
  { what: 'a Java object', topic: 'orders', bytes: Buffer.from([0xac, 0xed, 0, 5, 0x74]), cause: 'container' },
  { what: 'a value cut in a string', topic: 'orders', bytes: good.subarray(0, -4), cause: 'truncated' },
  { what: 'a cut frame', topic: 'orders', bytes: good.subarray(0, 3), cause: 'truncated' },
  { what: 'cut JSON', topic: 'parcels', bytes: goodParcel.subarray(0, -2), cause: 'truncated' },
  {
    what: 'a length that no value has',
    topic: 'bare',
    bytes: Buffer.from([0xfe, 0xff, 0xff, 0xff, 0x0f, 1]),
    cause: 'truncated',
  },
  {
    what: "Apicurio's long id",
    topic: 'orders',
    bytes: Buffer.concat([Buffer.alloc(8), Buffer.from([9]), v2]),
    cause: 'apicurio-id',
  },
  {
    what: 'the id 0 before a value',
    topic: 'orders',
    bytes: confluent(0, v2),
    cause: 'unknown-schema',
    not: 'apicurio-id',
  },
  { what: 'an id that is newer than the snapshot', topic: 'orders', bytes: confluent(31, v2), cause: 'unknown-schema' },
  { what: 'an id that is older than the snapshot', topic: 'orders', bytes: confluent(2, v2), cause: 'unknown-schema' },
  {
    what: 'a record of another topic',
    topic: 'orders',
    bytes: confluent(12, paid),
    cause: 'other-topic',
    not: 'unknown-schema',
  },
  {
    what: 'an unknown id on a JSON topic',
    topic: 'parcels',
    bytes: confluent(99, json({ code: 'abc' })),
    cause: undefined,
  },
  {
    what: 'a value that violates the schema',
    topic: 'parcels',
    bytes: confluent(21, json({ code: 5 })),
    cause: 'schema-violation',
  },
  {
    what: 'a value that only its older version allows',
    topic: 'parcels',
    bytes: confluent(20, json({ code: 'ab' })),
    cause: 'schema-violation',
  },
  {
    what: 'a line end behind the value',
    topic: 'orders',
    bytes: Buffer.concat([good, Buffer.from('\n')]),
    cause: 'extra-bytes',
  },
  { what: 'two values in one', topic: 'orders', bytes: Buffer.concat([good, good]), cause: 'extra-bytes' },
  {
    what: 'a field more than the schema',
    topic: 'bare',
    bytes: Buffer.concat([v2, Buffer.from([2])]),
    cause: 'extra-bytes',
  },
];
