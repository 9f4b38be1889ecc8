import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTopics } from '../../src/commands/read-topics.js';
import { openConfig } from '../../src/config/load-config.js';
import { drawRecords } from '../../src/emit/draw-records.js';
import { hasSchema, type SchemaPart } from '../../src/model/topic-model.js';
import { confluentCodec } from '../../src/records/confluent/confluent-codec.js';
import { startLoopbackRegistry, type LoopbackRegistry } from '../../src/records/confluent/loopback-registry.js';
import { servedSchema } from '../../src/records/confluent/served-schema.js';
import { withFraming } from '../../src/records/suspect.js';
import { corpusSchemas } from '../avro/corpus-schemas.js';
import { HYPHENATED, REFUSED, WITHOUT_VALUES } from '../oracle/corpus-exceptions.js';
import { plannedTopic } from '../oracle/generated-decoder.js';
import { repository } from '../pipeline/temp-project.js';
import { dayShare } from '../support/day-share.js';

const parts = new Map<string, { readonly part: SchemaPart; readonly documentOf: (file: string) => unknown }>();
let registry: LoopbackRegistry;

beforeAll(async () => {
  registry = await startLoopbackRegistry((place, id) => {
    const found = parts.get(place);
    return found && servedSchema(found.part, id, found.documentOf);
  });
});
afterAll(() => registry.close());

/** The library's bytes for those of ours, read back by the library. */
async function throughLibrary(place: string, part: SchemaPart, bytes: Uint8Array) {
  const codec = await confluentCodec(part, registry.hostOf(place));
  const encoded = await codec.encode(Buffer.from(bytes).readInt32BE(1), bytes.subarray(5));
  return { encoded, reading: await codec.decode(encoded) };
}

const confluent = (part: SchemaPart): SchemaPart => {
  const framed = withFraming(part, 'confluent');
  if (!hasSchema(framed)) throw new Error('a part with a schema');
  // Ids of Glue are no numbers.
  const numbered = framed.versions.map((version, index) => ({ ...version, id: String(index + 1) }));
  return { ...framed, versions: numbered, reader: numbered.at(-1) ?? framed.reader } as SchemaPart;
};

/** avsc refuses a name with `$`, a default that is a record of its own type, and a default that is not a number. */
const REFUSED_BY_AVSC = ['DollarSignInDoc', 'TestTreeNode', 'floatWithDefaultNaN'].map(
  (name) => `linkedin-avro-util/schemas/${name}.avsc`,
);

describe("the library writes what the project's own encoder writes", () => {
  it('for every key and value of the example, with a seed and without', async () => {
    const opened = await openConfig({ cwd: join(repository, 'generated-example') });
    if (!opened.ok) throw new Error('the example has a config');
    const read = await readTopics(opened.config);
    if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join());
    const written: string[] = [];
    for (const topic of read.value.topics) {
      const [key, value] = [topic.key, topic.value].map((part) => (hasSchema(part) ? confluent(part) : part));
      const model = { ...topic, ...(key && { key }), ...(value && { value }) };
      for (const seed of [undefined, '7']) {
        const drawn = await drawRecords(model, { count: 5, seed });
        if (!drawn.ok) throw new Error('the example has samples');
        for (const record of drawn.value)
          for (const what of ['key', 'value'] as const) {
            const [part, bytes] = [model[what], record[what]?.bytes];
            if (!hasSchema(part) || bytes === undefined) continue;
            const place = `${topic.topic}.${what}`;
            parts.set(place, { part, documentOf: (file) => read.value.schemas.get(file)?.json });
            const { encoded, reading } = await throughLibrary(place, part, bytes);
            expect(encoded.toString('hex'), place).toBe(Buffer.from(bytes).toString('hex'));
            if (reading.kind === 'avro') expect(reading.payload, place).toEqual(Buffer.from(bytes.subarray(5)));
            else expect(reading.document, place).toEqual(JSON.parse(Buffer.from(bytes.subarray(5)).toString()));
            written.push(place);
          }
      }
    }
    expect(new Set(written).size).toBeGreaterThanOrEqual(9);
  });

  it('for every Avro schema of the corpus that avsc takes', async () => {
    const excepted: readonly string[] = [REFUSED, ...WITHOUT_VALUES, ...HYPHENATED, ...REFUSED_BY_AVSC];
    const schemas = corpusSchemas().filter(({ file }) => !excepted.includes(file));
    for (const { file, json } of dayShare(schemas, 10)) {
      const { plan, part } = plannedTopic({ versions: [{ id: '1', schema: json }], framing: 'confluent' });
      const drawn = await drawRecords(plan.topic, { count: 1, seed: 'corpus' });
      if (!drawn.ok) throw new Error(file);
      const bytes = drawn.value[0]?.value.bytes ?? Buffer.alloc(0);
      const place = `corpus-${parts.size}`;
      parts.set(place, { part, documentOf: () => undefined });
      const { encoded, reading } = await throughLibrary(place, part, bytes);
      expect(encoded.toString('hex'), file).toBe(Buffer.from(bytes).toString('hex'));
      expect(reading, file).toEqual({ kind: 'avro', payload: Buffer.from(bytes.subarray(5)) });
    }
  });
});
