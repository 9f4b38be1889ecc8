import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { avroEvolution } from '../arbitrary/avro-evolution.js';
import { avroDatum, avroDatumOf } from '../arbitrary/avro-value.js';
import { mutated, Random } from '../arbitrary/mutation.js';
import { decoded, difference, type Decoded } from '../oracle/decoded.js';
import {
  generatedDecoder,
  generatedFixture,
  interpretedDecoder,
  planSchemas,
  type PlannedTopic,
} from '../oracle/generated-decoder.js';
import { measuredDecoding } from '../oracle/measured-decoding.js';
import { outcomeOf } from '../oracle/outcome.js';
import { cases } from '../support/day-share.js';
import { avroDecoder } from './avro-decoder.js';
import { corpusSchemas, corpusVersionSteps } from './corpus-schemas.js';

const MUTATIONS = cases({ full: 60_000, usual: 15_000 });
/** Far above what any message needs, even on a machine that does much else. */
const MOST_MILLISECONDS = 5_000;
const MOST_HEAP_GROWTH = 64 * 1024 * 1024;
/** As of the hostile inputs in bounds.test.ts. */
const MOST_STEPS = 2_000_000;

/** A way to read messages, in its three forms, with messages that it reads. */
interface Subject {
  readonly name: string;
  readonly messages: readonly Uint8Array[];
  readonly versions: readonly [writer: VersionSchema, reader: VersionSchema];
  readonly generated: (bytes: Uint8Array) => unknown;
  readonly generatedBase64: (bytes: Uint8Array) => unknown;
  readonly interpreted: (bytes: Uint8Array) => unknown;
}

interface VersionSchema {
  readonly id: string;
  readonly schema: unknown;
}

/** Where messages come from: two versions, or one that is its own reader. */
interface Source {
  readonly name: string;
  readonly writer: unknown;
  readonly reader: unknown;
  readonly messages?: readonly Uint8Array[];
}

/** A source's subject, if its schemas can be read at all; without messages of its own it takes random ones. */
async function subjectOf({ name, writer, reader, messages }: Source): Promise<Subject | undefined> {
  const versions = [
    { id: '1', schema: writer },
    { id: '2', schema: reader },
  ] as const;
  const topic = planSchemas({ versions });
  if ('problems' in topic) return undefined;
  const { decode, decodeBase64 } = await generatedDecoder(topic);
  return {
    name,
    messages: messages ?? (await messagesOf(writer)),
    versions,
    generated: (bytes) => decode(bytes, '1'),
    generatedBase64: (bytes) => decodeBase64(bytes, '1'),
    interpreted: interpretedDecoder(topic, topic.part.versions[0]),
  };
}

/** The samples of a schema and, where avsc takes it, two random data. */
async function messagesOf(schema: unknown): Promise<readonly Uint8Array[]> {
  const topic = planSchemas({ versions: [{ id: null, schema }] });
  const samples = 'problems' in topic ? [] : await sampleMessages(topic);
  const random = outcomeOf(() => fc.sample(avroDatumOf(schema), { seed: 66, numRuns: 2 }).map(({ bytes }) => bytes));
  return [...samples, ...('ok' in random ? random.ok : [])];
}

async function sampleMessages(topic: PlannedTopic): Promise<readonly Uint8Array[]> {
  const fixture = await generatedFixture(topic);
  return (fixture?.samples ?? []).map((sample) => fixture?.encodeValue(sample) ?? new Uint8Array());
}

let corpus: readonly Subject[] = [];
let random: readonly Subject[] = [];

// Half the time would go into the stack traces of DecodeErrors.
const { stackTraceLimit } = Error;
beforeAll(() => void (Error.stackTraceLimit = 0));
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit));

beforeAll(async () => {
  const alone = corpusSchemas().map(({ file, json }) => ({ name: file, writer: json, reader: json }));
  const steps = corpusVersionSteps().map(({ name, writer, reader }) => ({
    name,
    writer: writer.json,
    reader: reader.json,
  }));
  const data = fc.sample(avroDatum(), { seed: 67, numRuns: 300 });
  const evolutions = fc.sample(avroEvolution(), { seed: 68, numRuns: 200 });
  const crossings = evolutions.flatMap(({ old, new: next }) => [
    { writer: old, reader: next },
    { writer: next, reader: old },
  ]);
  corpus = await subjects([...alone, ...steps]);
  random = await subjects([
    ...data.map(({ schema, bytes }) => ({
      name: JSON.stringify(schema),
      writer: schema,
      reader: schema,
      messages: [bytes],
    })),
    ...crossings.map(({ writer, reader }) => ({
      name: `${JSON.stringify(writer.schema)} read with ${JSON.stringify(reader.schema)}`,
      writer: writer.schema,
      reader: reader.schema,
      messages: [writer.bytes],
    })),
  ]);
}, 120_000);

async function subjects(sources: readonly Source[]): Promise<readonly Subject[]> {
  return (await Promise.all(sources.map(subjectOf))).filter((subject) => subject !== undefined);
}

/** What all three forms make of the bytes, which must be the same to the last byte offset. */
function agreed({ name, generated, generatedBase64, interpreted }: Subject, bytes: Uint8Array): Decoded {
  try {
    const outcome = timed(generated, bytes);
    for (const other of [generatedBase64, interpreted]) {
      const unlike = difference(outcome, timed(other, bytes));
      if (unlike !== undefined) throw new Error(`the forms differ: ${unlike}`);
    }
    return outcome;
  } catch (error) {
    throw new Error(`${name}, bytes ${Buffer.from(bytes).toString('hex')}: ${String(error)}`, { cause: error });
  }
}

interface Slow {
  readonly subject: Subject;
  readonly bytes: Uint8Array;
  readonly milliseconds: number;
}

/** Leaves the three that took longest, the first of them first. */
function keepWorst(all: Slow[]): void {
  all.sort((a, b) => b.milliseconds - a.milliseconds).splice(3);
}

/** How long the slowest decoding took. */
let slowest = 0;

function timed(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): Decoded {
  const start = performance.now();
  const outcome = decoded(decode, bytes);
  slowest = Math.max(slowest, performance.now() - start);
  return outcome;
}

describe('hostile bytes', () => {
  it('messages of the corpus, cut at every byte, are refused alike by generated code, from bytes and base64, and the interpreter', () => {
    let cuts = 0;
    for (const subject of corpus) {
      for (const message of subject.messages) {
        for (let length = 0; length < message.length; length++) {
          const outcome = agreed(subject, message.subarray(0, length));
          if ('value' in outcome) expect.fail(`${subject.name} reads ${length} of ${message.length} bytes as a value`);
          expect(outcome.byteOffset).toBeLessThanOrEqual(length);
          cuts++;
        }
      }
    }
    expect(cuts).toBeGreaterThan(40_000);
  });

  it(`${MUTATIONS} mutations of them and of random schemas' messages are a value or a DecodeError, the same for all, in bounded time and memory`, () => {
    const choices = new Random(69);
    const messages = [...corpus, ...random].flatMap((subject) =>
      subject.messages.map((message) => ({ subject, message })),
    );
    const tally = { value: 0, refused: 0 };
    const worst: Slow[] = [];
    const heapBefore = heapInUse();
    for (let count = 0; count < MUTATIONS; count++) {
      const { subject, message } = messages[count % messages.length] ?? {};
      if (subject === undefined || message === undefined) throw new Error('there are no messages');
      const bytes = mutated(message, choices);
      slowest = 0;
      const outcome = agreed(subject, bytes);
      tally['value' in outcome ? 'value' : 'refused']++;
      worst.push({ subject, bytes, milliseconds: slowest });
      if (worst.length > 100) keepWorst(worst);
    }
    keepWorst(worst);
    expect(tally.value).toBeGreaterThan(MUTATIONS / 20);
    expect(tally.refused).toBeGreaterThan(MUTATIONS / 2);
    expect(worst[0]?.milliseconds).toBeLessThan(MOST_MILLISECONDS);
    expect(heapInUse() - heapBefore).toBeLessThan(MOST_HEAP_GROWTH);
    // What took longest, by steps and memory in processes of their own, which do not depend on the machine.
    for (const { subject, bytes } of worst) {
      const { steps, grown } = measuredDecoding(avroDecoder({ versions: subject.versions }), bytes, '1');
      expect(steps).toBeLessThan(MOST_STEPS);
      expect(grown).toBeLessThan(MOST_HEAP_GROWTH);
    }
  });
});

/** Bytes that are in use after a garbage collection. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
  return process.memoryUsage().heapUsed;
}
