import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareAvro } from '../../src/compat/avro/compare-avro.js';
import type { Comparison } from '../../src/compat/comparison.js';
import { avroEvolution } from '../arbitrary/avro-evolution.js';
import { interpreter, shapeFor } from '../avro/interpreted.js';
import { avscResolver, avscType } from '../oracle/avsc-oracle.js';
import { outcomeOf, resultOf } from '../oracle/outcome.js';
import { avroView } from './avro-view.js';

const RUNS = 300;

describe(`${RUNS} random evolutions of a schema`, () => {
  const evolutions = fc.sample(avroEvolution(), { seed: 73, numRuns: RUNS });

  it('are read in each direction where avsc resolves the schemas, and where not, a change breaks that says why', () => {
    const answers = { yes: 0, no: 0, undecided: 0 };
    for (const { old, new: next } of evolutions) {
      const found = compareAvro(avroView(old.schema), avroView(next.schema));
      const [older, newer] = [avscType(old.schema), avscType(next.schema)];
      const resolves = [
        outcomeOf(() => avscResolver({ writer: newer, reader: older })),
        outcomeOf(() => avscResolver({ writer: older, reader: newer })),
      ].map((outcome) => ('ok' in outcome ? 'yes' : 'no'));
      const verdicts = [found.deployedReadsNew, found.regeneratedReadsOld];
      expect(
        verdicts.map(({ answer }) => answer),
        JSON.stringify([old.schema, next.schema]),
      ).toEqual(resolves);
      for (const { answer } of verdicts) answers[answer]++;
      expect(refusing(found), JSON.stringify([old.schema, next.schema])).toEqual(
        verdicts.map(({ answer }) => answer === 'no'),
      );
    }
    expect(answers.undecided).toBe(0);
    expect(Math.min(answers.yes, answers.no)).toBeGreaterThan(RUNS / 5);
  });

  it('have a change where the schemas differ, and none where they do not', () => {
    for (const { old, new: next } of evolutions) {
      const { changes } = compareAvro(avroView(old.schema), avroView(next.schema));
      expect(changes.length > 0).toBe(JSON.stringify(old.schema) !== JSON.stringify(next.schema));
      for (const { schema } of [old, next]) {
        const same = { answer: 'yes', reasons: [] };
        expect(compareAvro(avroView(schema), avroView(schema))).toEqual({
          effect: 'safe',
          changes: [],
          deployedReadsNew: same,
          regeneratedReadsOld: same,
        });
      }
    }
  });

  it("are read by the other version's layout, as resolution reads them, where no change breaks that", () => {
    let read = 0;
    for (const { old, new: next } of evolutions) {
      const options = { reading: 'layout' } as const;
      const found = compareAvro(avroView(old.schema, options), avroView(next.schema, options));
      const directions = [
        { writer: next, reader: old, consumer: 'the deployed consumer' },
        { writer: old, reader: next, consumer: 'the regenerated consumer' },
      ];
      for (const { writer, reader, consumer } of directions) {
        if (found.changes.some(({ reason }) => reason?.includes(consumer))) continue;
        const text = JSON.stringify([writer.schema, reader.schema]);
        const value = resultOf(outcomeOf(() => interpreter(reader.schema)(writer.bytes)));
        read++;
        // A field that is renamed or holds but null is another one for resolution.
        if (found.changes.some(({ kind }) => kind === 'renamed' || kind === 'added' || kind === 'removed')) continue;
        expect(value, text).toEqual(interpreter(writer.schema, shapeFor(reader.schema))(writer.bytes));
      }
    }
    expect(read).toBeGreaterThan(RUNS / 2);
  });
});

/** Whether a change makes the deployed consumer refuse new records, and whether one makes the regenerated refuse old ones. */
function refusing({ changes }: Comparison): readonly boolean[] {
  return ['the deployed consumer cannot', 'the regenerated consumer cannot'].map((text) =>
    changes.some(({ effect, reason }) => effect === 'breaks' && reason?.includes(text)),
  );
}
