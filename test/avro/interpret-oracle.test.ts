import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sampleValue } from '../../src/avro/sample-value.js';
import type { Shape } from '../../src/runtime/value-shape.js';
import { avroEvolution } from '../arbitrary/avro-evolution.js';
import { avroDatum, avroDatumOf } from '../arbitrary/avro-value.js';
import { avscResolver, avscType } from '../oracle/avsc-oracle.js';
import type { CanonicalValue } from '../oracle/canonical-value.js';
import { outcomeOf, type Outcome } from '../oracle/outcome.js';
import { canonicalOf } from './canonical-of.js';
import { corpusSchemas, corpusVersionSteps } from './corpus-schemas.js';
import { encodeShape } from './encode-shape.js';
import { interpreter, shapeFor } from './interpreted.js';

interface Message {
  readonly writer: unknown;
  readonly reader: unknown;
  readonly bytes: Uint8Array;
}

function interpreted({ writer, reader, bytes }: Message): CanonicalValue {
  const shape = shapeFor(reader);
  return canonicalOf(shape, interpreter(writer, shape)(bytes));
}

function resolvedByAvsc({ writer, reader, bytes }: Message): Outcome<CanonicalValue> {
  return outcomeOf(() => avscResolver({ writer: avscType(writer), reader: avscType(reader) })(bytes));
}

function sampleOf(shape: Shape): unknown {
  const sample = sampleValue(shape, 'value');
  if (!sample.ok) throw new Error(sample.reason);
  return sample.value;
}

describe('the interpreter reads what avsc reads', () => {
  it('of random data of every schema of the corpus', () => {
    const read = corpusSchemas().filter(({ file, json }) => {
      const data = outcomeOf(() => fc.sample(avroDatumOf(json), { seed: 1, numRuns: 4 }));
      if ('error' in data) return false;
      for (const { bytes, value } of data.ok) {
        expect(interpreted({ writer: json, reader: json, bytes }), file).toEqual(value);
      }
      return true;
    });
    // Avsc refuses seven schemas of the corpus, and two have no value: a record holds itself.
    expect(read.length).toBeGreaterThanOrEqual(230);
  });

  it('of random data of random schemas', () => {
    const isRead = fc.property(avroDatum(), ({ schema, value, bytes }) => {
      expect(interpreted({ writer: schema, reader: schema, bytes })).toEqual(value);
    });
    fc.assert(isRead, { seed: 2, numRuns: 300 });
  });

  it('of random data of a version before or after, where no union is ambiguous', () => {
    let compared = 0;
    const isRead = fc.property(avroEvolution(), (evolution) => {
      fc.pre(!evolution.old.ambiguous && !evolution.new.ambiguous);
      const forward = { writer: evolution.old.schema, reader: evolution.new.schema, bytes: evolution.old.bytes };
      const backward = { writer: evolution.new.schema, reader: evolution.old.schema, bytes: evolution.new.bytes };
      for (const message of [forward, backward]) {
        const expected = resolvedByAvsc(message);
        // What avsc refuses as a whole can be readable: it looks at branches and symbols that no datum has.
        if ('error' in expected) continue;
        expect(interpreted(message)).toEqual(expected.ok);
        compared++;
      }
    });
    fc.assert(isRead, { seed: 3, numRuns: 200 });
    expect(compared).toBeGreaterThan(250);
  });

  it('of a sample across every version step of the corpus, and more', () => {
    const outcomes = corpusVersionSteps().map(({ name, writer, reader }) => {
      const shape = shapeFor(writer.json);
      const message = { writer: writer.json, reader: reader.json, bytes: encodeShape(shape, sampleOf(shape)) };
      const ours = outcomeOf(() => interpreted(message));
      const avsc = resolvedByAvsc(message);
      if ('ok' in avsc) {
        expect(ours, name).toEqual(avsc);
        return { name, readBy: 'both' };
      }
      return { name, readBy: 'ok' in ours ? 'this tool' : 'none' };
    });
    const named = (reader: string) => outcomes.filter(({ readBy }) => readBy === reader).map(({ name }) => name);
    expect(named('both')).toHaveLength(69);
    expect(named('none')).toHaveLength(58);
    expect(named('this tool')).toEqual(
      [
        // A branch of the writer's that the reader lacks, but that the sample does not have.
        'navikt-brukernotifikasjon/versions/beskjed 3 → 2',
        // The same name in another namespace; versions 2 have one with a hyphen, which avsc does not take at all.
        ...['beskjedInput 4 → 5', 'beskjedInput 5 → 4'],
        ...['informasjon 1 → 2', 'informasjon 2 → 1', 'informasjon 2 → 3', 'informasjon 3 → 2'],
        ...['informasjon 3 → 4', 'informasjon 4 → 3', 'innboksInput 4 → 5', 'innboksInput 5 → 4'],
        ...['oppgave 1 → 2', 'oppgave 2 → 1', 'oppgave 2 → 3', 'oppgave 3 → 2', 'oppgave 3 → 4', 'oppgave 4 → 3'],
        ...['oppgaveInput 5 → 6', 'oppgaveInput 6 → 5'],
      ].map((name) => (name.includes('/') ? name : `navikt-brukernotifikasjon/versions/${name}`)),
    );
  });
});
