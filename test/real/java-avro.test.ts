import { describe, expect, test } from 'vitest';

import { READING_DIFFERENCES } from '../oracle/differences.js';
import { generatedDecoder, generatedFixture, planSchemas } from '../oracle/generated-decoder.js';
import { outcomeOf, type Outcome } from '../oracle/outcome.js';
import { javaReencodes } from './java-avro.js';

const classPath = process.env['REAL_JAVA_AVRO'];

/** Where this tool and Java's Avro 1.12 differ on purpose; docs/avro-differences.md has the reasons. */
const DIFFERENT = [
  'a field whose name and alias are both written',
  'a field renamed, with an alias, in a record of another namespace',
  'decimals of another scale',
  'a boolean that is neither 0 nor 1',
  'a string that is not UTF-8',
];

describe.skipIf(classPath === undefined)("the readings that implementations dispute, by Java's Avro", () => {
  test('are what generated decoders make of them', async () => {
    const readings = READING_DIFFERENCES.map(({ what, writer, reader = writer, hex }) => ({
      what,
      versions: [writer, reader],
      reading: { writer: JSON.stringify(writer), reader: JSON.stringify(reader), hex },
    }));
    const java = javaReencodes(
      classPath ?? '',
      readings.map(({ reading }) => reading),
    );

    const different: string[] = [];
    for (const [index, { what, versions, reading }] of readings.entries()) {
      const ours = await reencoded(versions, reading.hex);
      const theirs = java[index] ?? { error: 'no answer' };
      if (JSON.stringify(valueOf(ours)) !== JSON.stringify(valueOf(theirs))) different.push(what);
    }
    expect(different).toEqual(DIFFERENT);
  });
});

function valueOf(outcome: Outcome<string>): string | null {
  return 'ok' in outcome ? outcome.ok : null;
}

/** The bytes read by the generated decoder and written again by the generated encoder, both of the reader schema. */
async function reencoded(versions: readonly unknown[], hex: string): Promise<Outcome<string>> {
  const planned = planSchemas({
    versions: versions.map((schema, index) => ({ id: String(index + 1), schema })),
    framing: 'confluent',
  });
  if ('problems' in planned) return { error: planned.problems.map(({ message }) => message).join('; ') };
  const { decode } = await generatedDecoder(planned);
  const fixture = await generatedFixture(planned);
  return outcomeOf(() => {
    const value = decode(Buffer.from(`0000000001${hex}`, 'hex'));
    return Buffer.from(fixture?.encodeValue(value) ?? [])
      .toString('hex')
      .slice(10);
  });
}
