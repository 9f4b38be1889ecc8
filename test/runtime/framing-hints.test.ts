import { describe, expect, it } from 'vitest';

import * as avroRead from '../../src/runtime/avro/read.js';
import { ByteReader } from '../../src/runtime/byte-reader.js';
import { UnknownSchemaError } from '../../src/runtime/errors.js';
import { confluentFrame, glueFrame } from '../../src/runtime/simulate/frame-encode.js';
import * as framing from '../../src/runtime/kafka/framing.js';
import { readJson } from '../../src/runtime/json/read.js';

const UUID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const json = Buffer.from('{"id":"o-1"}');
const datum = Buffer.from('060803', 'hex');
/** Apicurio's default: 00 and eight bytes of an id. */
const apicurio = Buffer.concat([Buffer.from('000000000000000007', 'hex'), datum]);

const CONFLUENT = 'set "framing" to "confluent"';
const GLUE = 'set "framing" to "glue"';
const NONE = 'set "framing" to "none"';
const TWICE = 'the bytes are base64 text: encoded twice?';
const EIGHT = 'set apicurio.registry.as-confluent for its serializers';

const twice = (bytes: Uint8Array): Buffer => Buffer.from(Buffer.from(bytes).toString('base64'));

/** Ways to read a value. */
const READS = {
  confluent: (r: ByteReader) => framing.readConfluentFrame(r),
  guid: (r: ByteReader) => framing.readConfluentGuidFrame(r),
  glue: (r: ByteReader) => framing.readGlueFrame(r),
  'single-object': (r: ByteReader) => framing.readSingleObjectFrame(r),
  'JSON without a frame': (r: ByteReader) => readJson(r, 'value', () => true),
  'Avro without a frame': (r: ByteReader) => {
    avroRead.readString(r, 'Order.id');
    r.close('Order');
  },
};

function message(read: (r: ByteReader) => unknown, bytes: Uint8Array): string {
  try {
    read(new ByteReader().openBytes(bytes));
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'read';
}

describe('bytes with another framing than they are read with', () => {
  it.each<[keyof typeof READS, string, Uint8Array, string]>([
    ['JSON without a frame', 'Confluent', confluentFrame(42, json), CONFLUENT],
    ['Avro without a frame', 'Confluent', confluentFrame(42, datum), CONFLUENT],
    ['JSON without a frame', 'Glue', glueFrame(UUID, json), GLUE],
    ['Avro without a frame', 'Glue', glueFrame(UUID, datum), GLUE],
    ['Avro without a frame', 'compressed Glue', glueFrame(UUID, datum, { compress: true }), GLUE],
    ['confluent', 'Glue', glueFrame(UUID, datum), GLUE],
    ['glue', 'Confluent', Buffer.concat([confluentFrame(42, datum), Buffer.alloc(20)]), CONFLUENT],
    ['glue', 'Confluent, and short', confluentFrame(42, datum), CONFLUENT],
    ['single-object', 'Confluent', Buffer.concat([confluentFrame(42, datum), Buffer.alloc(20)]), CONFLUENT],
    ['confluent', 'JSON', json, NONE],
    ['guid', 'JSON', Buffer.from(' [{"id":"a value of some length"}]'), NONE],
    ['glue', 'JSON', Buffer.from('{"id":"a value of some length"}'), NONE],
    ['confluent', 'base64 of Confluent', twice(confluentFrame(42, datum)), TWICE],
    ['glue', 'base64 of Glue', twice(glueFrame(UUID, datum)), TWICE],
    ['JSON without a frame', 'base64 of JSON', twice(json), TWICE],
    ['Avro without a frame', 'base64 of Avro', twice(Buffer.concat([datum, datum])), TWICE],
    ['confluent', 'an 8-byte id', apicurio, EIGHT],
    ['guid', 'an 8-byte id', apicurio, EIGHT],
  ])('read as %s, %s: the message says what they look like', (read, _, bytes, hint) => {
    expect(message(READS[read], bytes)).toContain(hint);
  });

  it.each<[string, (r: ByteReader) => unknown, Uint8Array]>([
    [
      'a value behind its frame',
      (r) => [framing.readConfluentFrame(r), avroRead.readString(r, 'id')],
      confluentFrame(1, Buffer.alloc(3, 0xff)),
    ],
    [
      'a value in a Glue frame',
      (r) => [framing.readGlueFrame(r), avroRead.readDouble(r, 'd')],
      glueFrame(UUID, Buffer.alloc(5), { compress: true }),
    ],
    ['JSON that is cut short', READS['JSON without a frame'], Buffer.from('{"a":')],
    ['another frame', READS.confluent, Buffer.from('ff00000001', 'hex')],
    [
      'a Glue frame of an unknown compression',
      READS.glue,
      Buffer.concat([Buffer.from('0309', 'hex'), Buffer.alloc(20)]),
    ],
  ])('gives no hint about %s', (_, read, bytes) => {
    expect(message(read, bytes)).toMatch(/\(.*, byte \d+\)$/);
  });

  it('an id of 0 is read where no other id follows it, and is unknown', () => {
    for (const rest of ['', '0000', '00000000', 'ffffffff']) {
      const bytes = Buffer.concat([Buffer.alloc(5), Buffer.from(rest, 'hex')]);
      expect(framing.readConfluentFrame(new ByteReader().openBytes(bytes))).toBe('0');
    }
    expect(new UnknownSchemaError('0', ['7']).message).toContain(EIGHT);
    expect(new UnknownSchemaError('1', ['7']).message).not.toContain('Apicurio');
  });
});
