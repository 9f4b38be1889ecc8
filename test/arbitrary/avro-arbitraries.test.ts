import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { avscType } from '../oracle/avsc-oracle.js';
import { avroEvolution, EVOLUTION_STEPS } from './avro-evolution.js';
import { avroSchema } from './avro-schema.js';
import { avroDatum } from './avro-value.js';

const SEED = 20_260_101;

describe('random Avro schemas', () => {
  it('hold every type, recursion, reuse, namespaces, aliases, defaults and logical types', () => {
    const schemas = fc.sample(avroSchema(), { seed: SEED, numRuns: 1000 }).map((schema) => JSON.stringify(schema));
    const found = (pattern: RegExp): boolean => schemas.some((schema) => pattern.test(schema));
    const kinds = [
      'null',
      'boolean',
      'int',
      'long',
      'float',
      'double',
      'bytes',
      'string',
      'array',
      'map',
      'fixed',
      'enum',
      'record',
    ];
    const missing = kinds.filter((kind) => !found(new RegExp(`"type":"${kind}"`)));
    expect(missing).toEqual([]);
    const features = {
      recursion: /^\{"type":"record","name":"(\w+)".*"(items|values)":"\1"/,
      namespace: /"namespace":"com\.shop\.v1"/,
      dottedName: /"name":"a\.b\.\w+"/,
      alias: /"aliases"/,
      unionDefault: /"type":\["null".*"default":null/,
      bytesDefault: /"default":"ÿ"/,
      enumDefault: /"symbols":\[[^\]]*\],"default":"/,
      decimal: /"logicalType":"decimal","precision":\d+,"scale":\d+/,
      duration: /"size":12,"logicalType":"duration"/,
      order: /"order":"ignore"/,
    };
    expect(Object.entries(features).filter(([, pattern]) => !found(pattern))).toEqual([]);
  });

  it('are all accepted by avsc', () => {
    fc.assert(
      fc.property(avroSchema(), (schema) => {
        avscType(schema);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('are the same for the same seed', () => {
    const sample = (): unknown => fc.sample(avroDatum(), { seed: SEED, numRuns: 50 });
    expect(sample()).toEqual(sample());
  });

  it('shrink to nothing much', () => {
    const result = fc.check(
      fc.property(avroDatum(), ({ schema }) => !JSON.stringify(schema).includes('"map"')),
      { seed: SEED, numRuns: 500 },
    );
    expect(JSON.stringify(result.counterexample?.[0].schema).length).toBeLessThan(120);
  });
});

describe('random evolutions', () => {
  it('take every step there is, up to many at once, and sometimes none', () => {
    const taken = fc.sample(avroEvolution(), { seed: SEED, numRuns: 600 }).map(({ steps }) => steps);
    expect(EVOLUTION_STEPS.filter((step) => !taken.some((steps) => steps.includes(step)))).toEqual([]);
    expect(Math.max(...taken.map((steps) => steps.length))).toBeGreaterThan(4);
    expect(Math.min(...taken.map((steps) => steps.length))).toBe(0);
  });
});
