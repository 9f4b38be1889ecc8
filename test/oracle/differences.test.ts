import avsc from 'avsc';
import { afterAll, describe, expect, it } from 'vitest';

import { avscDecode, avscResolver, avscType } from './avsc-oracle.js';
import { READING_DIFFERENCES, REFUSES, SCHEMA_DIFFERENCES } from './differences.js';
import { generatedDecoder, plannedTopic } from './generated-decoder.js';
import { describeWithOfficialAvro } from './official-avro.js';
import { outcomeOf } from './outcome.js';

describe('avsc, as docs/avro-differences.md says,', () => {
  it.each(SCHEMA_DIFFERENCES)('$avsc $what', ({ schema, avsc }) => {
    expect('ok' in outcomeOf(() => avscType(schema)) ? 'accepts' : 'refuses').toBe(avsc);
  });

  it.each(READING_DIFFERENCES)('reads or refuses $what', ({ writer, reader, hex, avsc }) => {
    const bytes = Buffer.from(hex, 'hex');
    const outcome = outcomeOf(() => {
      const type = avscType(writer);
      return reader === undefined
        ? avscDecode(type, bytes)
        : avscResolver({ writer: type, reader: avscType(reader) })(bytes);
    });
    expect('ok' in outcome ? outcome.ok : REFUSES).toEqual(avsc);
  });
});

// Not among the readings: in canonical form a float is rounded, and so would be this number.
it.each(['int', 'long'] as const)(
  'a %s beyond 2^24 that is read as a float stays the number it is, in avsc too',
  async (writer) => {
    const [written, read] = ([writer, 'float'] as const).map((schema) => avsc.Type.forSchema(schema));
    const bytes = written?.toBuffer(16777217) ?? Buffer.alloc(0);
    const versions = [writer, 'float'].map((schema, index) => ({ id: String(index + 1), schema }));
    const { decode } = await generatedDecoder(plannedTopic({ versions, framing: 'confluent' }));

    expect(decode(Buffer.concat([Buffer.from('0000000001', 'hex'), bytes]))).toBe(16777217);
    expect(written && read?.fromBuffer(bytes, read.createResolver(written))).toBe(16777217);
  },
);

describeWithOfficialAvro('Apache Avro in Python, as docs/avro-differences.md says,', (official) => {
  afterAll(() => official.close());

  it.each(SCHEMA_DIFFERENCES)('$apache $what', async ({ schema, apache }) => {
    expect('ok' in (await official.parse(JSON.stringify(schema))) ? 'accepts' : 'refuses').toBe(apache);
  });

  it.each(READING_DIFFERENCES)('reads or refuses $what', async ({ writer, reader, hex, apache }) => {
    const outcome = await official.decode({
      writer: JSON.stringify(writer),
      ...(reader === undefined ? {} : { reader: JSON.stringify(reader) }),
      bytes: Buffer.from(hex, 'hex'),
    });
    expect('ok' in outcome ? outcome.ok.value : REFUSES).toEqual(apache);
  });
});
