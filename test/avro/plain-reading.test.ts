import fc from 'fast-check';
import { expect, it } from 'vitest';

import { parseAvroSchema } from '../../src/runtime/resolution/parse-schema.js';
import { avroDatumOf } from '../arbitrary/avro-value.js';
import { mutated, Random } from '../arbitrary/mutation.js';
import { decoded, difference } from '../oracle/decoded.js';
import { generatedDecoder, interpretedDecoder, plannedTopic } from '../oracle/generated-decoder.js';
import { readPlainly } from '../oracle/plain-avro-reader.js';
import { sampleSchema } from '../runtime/chunks/sample-schema.js';
import { cases } from '../support/day-share.js';

const MUTATIONS = cases({ full: 90_000, usual: 3_000 });

it(`${MUTATIONS} messages and mutated ones are what a reader without shortcuts makes of them`, async () => {
  const { type } = parseAvroSchema(sampleSchema);
  if (type === undefined) throw new Error('the schema is invalid');
  const topic = plannedTopic({ versions: [{ id: null, schema: sampleSchema }], framing: 'none' });
  const { decode } = await generatedDecoder(topic);
  const ways = [decode, interpretedDecoder(topic)];
  const messages = fc.sample(avroDatumOf(sampleSchema), { seed: 131, numRuns: 200 }).map(({ bytes }) => bytes);
  const choices = new Random(132);
  const tally = { value: 0, refused: 0 };
  for (let count = 0; count < MUTATIONS; count++) {
    const message = messages[count % messages.length] ?? new Uint8Array();
    const bytes = count < messages.length ? message : mutated(message, choices);
    const expected = readPlainly(type, 'Sample', bytes);
    tally['value' in expected ? 'value' : 'refused']++;
    for (const way of ways) {
      const unlike = difference(expected, decoded(way, bytes));
      if (unlike !== undefined) expect.fail(`${Buffer.from(bytes).toString('hex')}: ${unlike}`);
    }
  }
  expect(tally.value).toBeGreaterThan(MUTATIONS / 20);
  expect(tally.refused).toBeGreaterThan(MUTATIONS / 3);
});
