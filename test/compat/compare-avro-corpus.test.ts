import { describe, expect, it } from 'vitest';

import { compareAvro } from '../../src/compat/avro/compare-avro.js';
import { compatibilityOf } from '../../src/compat/compatibility-of.js';
import { corpusVersionSteps } from '../avro/corpus-schemas.js';
import { typeOf } from '../avro/interpreted.js';
import { avscResolver, avscType } from '../oracle/avsc-oracle.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';
import { withoutHyphens } from '../oracle/corpus-exceptions.js';
import { outcomeOf } from '../oracle/outcome.js';
import { avroView } from './avro-view.js';

/** Steps to another namespace: by the specification last names match, while avsc compares full names. */
const OTHER_NAMESPACE = [
  'beskjedInput 4 → 5',
  'informasjon 1 → 2',
  'informasjon 2 → 3',
  'informasjon 3 → 4',
  'innboksInput 4 → 5',
  'oppgave 1 → 2',
  'oppgave 2 → 3',
  'oppgave 3 → 4',
  'oppgaveInput 5 → 6',
];

describe('the 73 steps between Avro versions in the corpus', () => {
  const files = corpusFiles();
  const steps = corpusVersionSteps().flatMap(({ name, writer, reader }) => {
    const newer = files.find(({ file }) => file === reader.file);
    const older = files.find(({ file }) => file === writer.file);
    if (newer?.fromPrevious === undefined || newer.version !== (older?.version ?? 0) + 1) return [];
    const expected = newer.fromPrevious;
    return [{ name, expected, found: compareAvro(avroView(writer.json), avroView(reader.json)) }];
  });

  it('have the verdicts of the manifest, but for nine in which nothing changed but a namespace', () => {
    expect(steps).toHaveLength(73);
    const differing = steps.filter(
      ({ expected, found }) =>
        (found.regeneratedReadsOld.answer === 'yes') !== expected.newReaderReadsOld ||
        (found.deployedReadsNew.answer === 'yes') !== expected.oldReaderReadsNew,
    );
    expect(differing.map(({ name }) => name.slice(name.lastIndexOf('/') + 1))).toEqual(OTHER_NAMESPACE);
    for (const { found } of differing) {
      expect(found.changes.map(({ kind }) => kind)).toEqual(['renamed']);
      expect([found.deployedReadsNew.answer, found.regeneratedReadsOld.answer]).toEqual(['yes', 'yes']);
    }
  });

  it('have each fault of a verdict told as the reason of a change that breaks', () => {
    for (const { name, found } of steps) {
      for (const { reasons } of [found.deployedReadsNew, found.regeneratedReadsOld]) {
        for (const reason of reasons) {
          const causes = found.changes.filter(
            (change) =>
              change.effect === 'breaks' &&
              reason.startsWith(`${change.path === '' ? 'the whole value' : change.path}: `) &&
              change.reason?.includes(reason.slice(reason.indexOf(': ') + 2)),
          );
          expect(causes, `${name}: ${reason}`).not.toEqual([]);
        }
      }
      const isRead = [found.deployedReadsNew, found.regeneratedReadsOld].every(({ answer }) => answer === 'yes');
      expect(found.effect === 'breaks', name).toBe(!isRead);
    }
  });

  it('have these effects', () => {
    const effects = { safe: 0, types: 0, undecided: 0, breaks: 0 };
    for (const { found } of steps) effects[found.effect]++;
    expect(effects).toEqual({ safe: 12, types: 23, undecided: 0, breaks: 38 });
  });
});

describe('the Avro series of the corpus', () => {
  it('are compatible in all 271 pairs, each way, where avsc resolves the schemas, all in one namespace', () => {
    const subjects = new Set(corpusFiles('avro').flatMap(({ subject }) => subject ?? []));
    let pairs = 0;
    for (const subject of subjects) {
      const versions = corpusFiles('avro')
        .filter((file) => file.subject === subject)
        .map(({ file }) => ({ name: file, json: JSON.parse(inOneNamespace(corpusText(file))) as unknown }));
      const compatibility = compatibilityOf(
        versions.map(({ name, json }) => ({ name, schema: { kind: 'avro', type: typeOf(json) } })),
      );
      const byAvsc = (writer: string, reader: string): 'yes' | 'no' => {
        const jsonOf = (name: string) => versions.find((version) => version.name === name)?.json;
        const schemas = { writer: avscType(jsonOf(writer)), reader: avscType(jsonOf(reader)) };
        return 'ok' in outcomeOf(() => avscResolver(schemas)) ? 'yes' : 'no';
      };
      for (const { older, newer, newReadsOld, oldReadsNew } of compatibility.pairs) {
        pairs++;
        expect({ older, newer, answers: [newReadsOld.answer, oldReadsNew.answer] }).toEqual({
          older,
          newer,
          answers: [byAvsc(older, newer), byAvsc(newer, older)],
        });
      }
    }
    expect({ pairs, subjects: subjects.size }).toEqual({ pairs: 271, subjects: 20 });
  });
});

/** The namespaces of one series, for avsc, which compares full names. */
function inOneNamespace(text: string): string {
  return withoutHyphens(text).replaceAll(/"namespace"\s*:\s*"no\.nav[^"]*"/g, '"namespace": "no.nav"');
}
