import { afterAll, describe, expect, it } from 'vitest';

import { avscDecode, avscResolver, avscType } from './avsc-oracle.js';
import { READING_DIFFERENCES, REFUSES, SCHEMA_DIFFERENCES } from './differences.js';
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
