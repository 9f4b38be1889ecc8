import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ValueSettings } from '../../src/runtime/resolution/value-shape.js';
import { avroDatum } from '../arbitrary/avro-value.js';
import { moduleErrors } from '../json-schema/module-errors.js';
import { avscType } from '../oracle/avsc-oracle.js';
import { decoded, difference } from '../oracle/decoded.js';
import { cases } from '../support/day-share.js';
import { interpreter, shapeFor } from './interpreted.js';
import { jsonCodec, jsonModule } from './json-codec.js';

const SCHEMAS = cases({ full: 1_000, usual: 200 });
const TYPED_SCHEMAS = 80;

const SETTINGS: readonly Partial<ValueSettings>[] = [
  {},
  {
    long: 'number',
    bytes: 'base64',
    date: 'Date',
    timestampMillis: 'number',
    timestampMicros: 'Date',
    timestampNanos: 'string',
  },
  { long: 'string', date: 'number', timestampMillis: 'bigint', timestampMicros: 'string', timestampNanos: 'Date' },
];

describe('Avro as JSON', () => {
  it(`of ${TYPED_SCHEMAS} random schemas: decoder and encoder are strict TypeScript`, () => {
    const runtime = fileURLToPath(new URL('../../src/runtime/', import.meta.url));
    const modules = fc.sample(avroDatum(), { seed: 82, numRuns: TYPED_SCHEMAS }).map(({ schema }, index) => {
      const { module, types } = jsonModule(shapeFor(schema, SETTINGS[index % SETTINGS.length]), runtime);
      return { name: `codec${index}.ts`, text: `${module}\n${types}` };
    });
    expect(moduleErrors(modules, { types: ['node'] })).toEqual([]);
  });

  it(`of ${SCHEMAS} random schemas: a value survives the encoder and the decoder, and is what the binary decoder gives of what avsc writes`, async () => {
    const tally = { values: 0, avsc: 0 };
    for (const [index, { schema, bytes }] of fc.sample(avroDatum(), { seed: 81, numRuns: SCHEMAS }).entries()) {
      const shape = shapeFor(schema, SETTINGS[index % SETTINGS.length]);
      const binary = decoded(interpreter(schema, shape), bytes);
      if (!('value' in binary)) continue;
      const { decode, encode } = await jsonCodec(shape);
      const about = JSON.stringify(schema);
      const text = encode(binary.value);
      expect(difference(decode(text), binary.value), `${about} as ${text}`).toBe(undefined);
      tally.values++;
      const type = avscType(schema);
      const theirs = type.toString(type.fromBuffer(bytes));
      // JSON.stringify, which avsc writes with, has no words for them.
      if (text.includes('"NaN"') || text.includes('Infinity"') || text.includes('-0')) continue;
      expect(difference(decode(theirs), binary.value), `${about} as ${theirs}`).toBe(undefined);
      tally.avsc++;
    }
    expect(tally.values).toBeGreaterThan(SCHEMAS * 0.8);
    expect(tally.avsc).toBeGreaterThan(SCHEMAS * 0.5);
  });
});
