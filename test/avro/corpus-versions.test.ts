import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { avroDatumOf } from '../arbitrary/avro-value.js';
import { avscResolver, avscType } from '../oracle/avsc-oracle.js';
import { canonicalShape } from '../oracle/canonical-shape.js';
import { corpusFiles, corpusText } from '../oracle/corpus.js';
import { withoutHyphens } from '../oracle/corpus-exceptions.js';
import { decoded, difference, type Decoded } from '../oracle/decoded.js';
import {
  generatedDecoder,
  interpretedDecoder,
  plannedTopic,
  planSchemas,
  type PlannedTopic,
} from '../oracle/generated-decoder.js';
import { corpusVersionSteps, type VersionStep } from './corpus-schemas.js';

const DATA_A_STEP = 15;

/** Schemas that avsc does take, to the same effect, and how it then says that a datum cannot be read. */
interface Restated {
  readonly writer: string;
  readonly reader: string;
  readonly unreadable?: { readonly sign: RegExp; readonly error: { readonly reason: string; readonly at?: string } };
}

/** By the specification names match that are the same but for their namespace; avsc compares full names. */
function sameNamespace({ writer, reader }: VersionStep): Restated {
  return { writer: writer.text.replace(namespaceOf(writer.text), namespaceOf(reader.text)), reader: reader.text };
}

/** A symbol that the reader lacks is an error once it occurs; for avsc the schemas are no match. Here the reader has it. */
function withSymbol({ writer, reader }: VersionStep): Restated {
  const reason = "the writer's symbol is not one of the reader's symbols, and the reader has no default";
  return {
    writer: writer.text,
    reader: reader.text.replace(/("name":"TestEnum".*?"symbols":\[.*?)\]/, '$1,"F"]'),
    // Several fields are of this enum.
    unreadable: { sign: /\{"enum":"F"\}/, error: { reason } },
  };
}

/** A branch that the reader lacks is an error once it occurs; for avsc the schemas are no match. Here the reader has it. */
function withNull({ writer, reader }: VersionStep): Restated {
  const reason = "the writer's null cannot be read: the writer's null is not a long";
  return {
    writer: writer.text,
    reader: reader.text.replace('"synligFremTil","type":"long"', '"synligFremTil","type":["null","long"]'),
    unreadable: {
      sign: /\["synligFremTil",\{"union":"null","value":null\}\]/,
      error: { reason, at: 'Beskjed.synligFremTil' },
    },
  };
}

/** Items that the reader cannot read are an error once there is one; for avsc the schemas are no match. Here the reader has them. */
function withItems({ writer, reader }: VersionStep): Restated {
  const field = 'prefererteKanaler';
  const typeIn = (text: string): unknown => fieldOf(JSON.parse(text), field)?.type;
  const kinds = [typeIn(writer.text), typeIn(reader.text)].map((type) => itemKind(type));
  const schema: unknown = JSON.parse(reader.text);
  const recordName = (schema as { readonly name: string }).name;
  Object.assign(fieldOf(schema, field) ?? {}, { type: typeIn(writer.text) });
  return {
    writer: writer.text,
    reader: JSON.stringify(schema),
    unreadable: {
      sign: /"prefererteKanaler",\{"array":\[[^\]]/,
      error: {
        reason: `the writer's ${kinds.join(' is not a ').replace('a enum', 'an enum')}`,
        at: `${recordName}.${field}[]`,
      },
    },
  };
}

interface JsonField {
  readonly name: string;
  readonly type: unknown;
}

function fieldOf(schema: unknown, name: string): JsonField | undefined {
  return (schema as { readonly fields: readonly JsonField[] }).fields.find((field) => field.name === name);
}

function itemKind(type: unknown): string {
  const { items } = type as { readonly items: unknown };
  return typeof items === 'string' ? items : String((items as { readonly type: unknown }).type);
}

const NAV = 'navikt-brukernotifikasjon/versions';
const FASTSERDE = 'linkedin-avro-util/versions/fastserdetest';

/** The steps that are read though avsc refuses the schemas, and what it takes instead of them. */
const MORE_THAN_AVSC: Readonly<Record<string, (step: VersionStep) => Restated>> = {
  [`${FASTSERDE} 2 → 1`]: withSymbol,
  [`${FASTSERDE} 2 → 3`]: withSymbol,
  [`${NAV}/beskjed 3 → 2`]: withNull,
  [`${NAV}/beskjed 8 → 9`]: withItems,
  [`${NAV}/beskjed 9 → 8`]: withItems,
  [`${NAV}/beskjedInput 4 → 5`]: sameNamespace,
  [`${NAV}/beskjedInput 5 → 4`]: sameNamespace,
  [`${NAV}/informasjon 1 → 2`]: sameNamespace,
  [`${NAV}/informasjon 2 → 1`]: sameNamespace,
  [`${NAV}/informasjon 2 → 3`]: sameNamespace,
  [`${NAV}/informasjon 3 → 2`]: sameNamespace,
  [`${NAV}/informasjon 3 → 4`]: sameNamespace,
  [`${NAV}/informasjon 4 → 3`]: sameNamespace,
  [`${NAV}/innboksInput 4 → 5`]: sameNamespace,
  [`${NAV}/innboksInput 5 → 4`]: sameNamespace,
  [`${NAV}/oppgave 1 → 2`]: sameNamespace,
  [`${NAV}/oppgave 12 → 13`]: withItems,
  [`${NAV}/oppgave 13 → 12`]: withItems,
  [`${NAV}/oppgave 2 → 1`]: sameNamespace,
  [`${NAV}/oppgave 2 → 3`]: sameNamespace,
  [`${NAV}/oppgave 3 → 2`]: sameNamespace,
  [`${NAV}/oppgave 3 → 4`]: sameNamespace,
  [`${NAV}/oppgave 4 → 3`]: sameNamespace,
  [`${NAV}/oppgaveInput 5 → 6`]: sameNamespace,
  [`${NAV}/oppgaveInput 6 → 5`]: sameNamespace,
};

describe('of the 146 steps between versions in the corpus', () => {
  const steps = corpusVersionSteps().map((step) => ({ step, topic: planned(step), readByAvsc: verdictOfAvsc(step) }));

  it('all 69 are read that avsc reads, 25 more, and the other 52 are refused as incompatible', () => {
    expect(steps).toHaveLength(146);
    expect(steps.filter(({ readByAvsc }) => readByAvsc)).toHaveLength(69);
    const read = steps.filter(({ step, readByAvsc }) => readByAvsc || step.name in MORE_THAN_AVSC);
    expect(steps.filter(({ topic }) => !('problems' in topic)).map(({ step }) => step.name)).toEqual(
      read.map(({ step }) => step.name),
    );
    const codes = steps.flatMap(({ topic }) =>
      'problems' in topic ? [[...new Set(topic.problems.map(({ code }) => code))]] : [],
    );
    expect(codes).toEqual(Array.from({ length: 52 }, () => ['schema-incompatible']));
  });

  it(`the 69 give what avsc gives, by generated code and interpreter: ${DATA_A_STEP} random data each`, async () => {
    for (const { step, topic, readByAvsc } of steps) {
      if (!readByAvsc || 'problems' in topic) continue;
      await expectSame(step, topic, { writer: step.writer.text, reader: step.reader.text });
    }
  });

  it(`the 25 more give what avsc gives for schemas that mean the same, or the error where a datum cannot be read: ${DATA_A_STEP} random data each`, async () => {
    for (const { step, topic } of steps) {
      const restated = MORE_THAN_AVSC[step.name];
      if (restated === undefined || 'problems' in topic) continue;
      await expectSame(step, topic, restated(step));
    }
  });
});

describe('the versions of a schema in the corpus', () => {
  const subjects = new Set(corpusFiles('avro').flatMap(({ subject }) => subject ?? []));

  it(`that the newest one reads, 61 of 20 schemas, share one generated decoder, which agrees with the interpreter: ${DATA_A_STEP} random data each`, async () => {
    let versionsRead = 0;
    for (const subject of subjects) {
      const versions = corpusFiles('avro')
        .filter((file) => file.subject === subject)
        .map(({ file, version = 0 }) => ({ id: String(version), schema: JSON.parse(corpusText(file)) as unknown }));
      const [reader] = versions.slice(-1);
      if (reader === undefined) throw new Error(`${subject} has no versions`);
      const readable = versions.filter(
        (version) => !('problems' in planSchemas({ versions: [{ ...version, id: '0' }, reader] })),
      );
      const topic = plannedTopic({ versions: readable });
      const { decode } = await generatedDecoder(topic);
      for (const version of topic.part.versions) {
        const schema: unknown = readable.find(({ id }) => id === version.id)?.schema;
        const writer: unknown = JSON.parse(withoutHyphens(JSON.stringify(schema)));
        for (const { bytes } of fc.sample(avroDatumOf(writer), { seed: 63, numRuns: DATA_A_STEP })) {
          const generated = decoded((all) => decode(all, version.id ?? ''), bytes);
          expect(
            difference(generated, decoded(interpretedDecoder(topic, version), bytes)),
            `${subject} ${version.id ?? ''}`,
          ).toBe(undefined);
        }
        versionsRead++;
      }
    }
    expect({ versionsRead, schemas: subjects.size }).toEqual({ versionsRead: 61, schemas: 20 });
  });
});

async function expectSame(
  step: VersionStep,
  topic: PlannedTopic,
  { writer, reader, unreadable }: Restated,
): Promise<void> {
  const schemas = {
    writer: JSON.parse(withoutHyphens(writer)) as object,
    reader: JSON.parse(withoutHyphens(reader)) as object,
  };
  const resolved = avscResolver({ writer: avscType(schemas.writer), reader: avscType(schemas.reader) });
  const [{ decode }, interpret] = [await generatedDecoder(topic), interpretedDecoder(topic, topic.part.versions[0])];
  for (const { bytes } of fc.sample(avroDatumOf(schemas.writer), { seed: 62, numRuns: DATA_A_STEP })) {
    const ours = decoded((all) => decode(all, '1'), bytes);
    expect(difference(ours, decoded(interpret, bytes)), step.name).toBe(undefined);
    const expected = JSON.stringify(resolved(bytes));
    if (unreadable?.sign.test(expected) === true) {
      expect(ours, step.name).toMatchObject(unreadable.error);
    } else {
      expect(canonicalText(topic, ours), step.name).toBe(withoutNullable(step, expected));
    }
  }
}

/** Without the union that the reader has for avsc's sake only (see `withNull`). */
function withoutNullable(step: VersionStep, text: string): string {
  if (MORE_THAN_AVSC[step.name] !== withNull) return text;
  return text.replace(/("synligFremTil",)\{"union":"long","value":(\{.*?\})\}/, '$1$2');
}

function canonicalText({ part }: PlannedTopic, outcome: Decoded): string {
  if (!('value' in outcome)) throw new Error(outcome.reason);
  return withoutHyphens(JSON.stringify(canonicalShape(part.shape, outcome.value)));
}

function namespaceOf(text: string): string {
  return /"namespace":"[^"]*"/.exec(text)?.[0] ?? '';
}

function planned({ writer, reader }: VersionStep): ReturnType<typeof planSchemas> {
  return planSchemas({
    versions: [
      { id: '1', schema: writer.json },
      { id: '2', schema: reader.json },
    ],
  });
}

function verdictOfAvsc({ writer, reader }: VersionStep): boolean {
  const [older, newer] = [fileOf(writer.file), fileOf(reader.file)];
  const isForward = (older?.version ?? 0) < (newer?.version ?? 0);
  return (isForward ? newer?.fromPrevious?.newReaderReadsOld : older?.fromPrevious?.oldReaderReadsNew) === true;
}

function fileOf(name: string): ReturnType<typeof corpusFiles>[number] | undefined {
  return corpusFiles('avro').find(({ file }) => file === name);
}
