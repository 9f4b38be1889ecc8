import fc from 'fast-check';
import { expect, test } from 'vitest';

import { canonicalForm } from '../../src/avro/canonical-form.js';
import { schemaJson } from '../../src/avro/schema-json.js';
import { rootName } from '../../src/emit/part-names.js';
import { parseAvroSchema } from '../../src/runtime/resolution/parse-schema.js';
import { ByteReader } from '../../src/runtime/byte-reader.js';
import { confluentSchemas } from '../../src/runtime/later/confluent-fetch.js';
import { RuntimeSchemaCache } from '../../src/runtime/later/runtime-schema-cache.js';
import { SchemaLoader } from '../../src/runtime/later/schema-loader.js';
import { avroDatumOf } from '../arbitrary/avro-value.js';
import { corpusSchemas, corpusVersionSteps } from '../avro/corpus-schemas.js';
import { avscResolver, avscType } from '../oracle/avsc-oracle.js';
import { canonicalShape } from '../oracle/canonical-shape.js';
import { withoutHyphens } from '../oracle/corpus-exceptions.js';
import { decoded, difference } from '../oracle/decoded.js';
import { generatedDecoder, planSchemas } from '../oracle/generated-decoder.js';
import { outcomeOf } from '../oracle/outcome.js';
import { confluentServer } from '../registry/confluent-server.js';

const DATA_A_STEP = 5;

test(`a version of the corpus that comes from the registry is read as if it had been known, by the code generated for it and by avsc: ${DATA_A_STEP} random data each`, async () => {
  const server = await confluentServer();
  const source = confluentSchemas({ urls: [server.url] });
  const compared = { steps: 0, refused: 0, withAvsc: 0 };
  for (const [id, { name, writer, reader }] of corpusVersionSteps().entries()) {
    server.store.put({ subject: name, id, schema: writer.text });
    const alone = planSchemas({ versions: [{ id: 'reader', schema: reader.json }] });
    if ('problems' in alone) throw new Error(name);
    const { reader: known, settings, shape } = alone.part;
    const later = new RuntimeSchemaCache<unknown>(['reader']);
    const schemas = [schemaJson(known.type)];
    const loader = new SchemaLoader({ at: rootName(shape, 'value'), schemas, settings, source, later });
    const loaded = await loader.load(String(id), { remaining: undefined }).then(
      () => true,
      (error: unknown) => (error instanceof Error ? error.message : 'no error'),
    );

    const both = planSchemas({
      versions: [
        { id: String(id), schema: writer.json },
        { id: 'reader', schema: reader.json },
      ],
    });
    if ('problems' in both) {
      const [reason] = both.problems.map(({ message }) => message.replace(/^.*? cannot be read with v2.avsc: /, ''));
      expect(loaded, name).toContain(`the reader schema cannot read it: ${reason?.replace(/^.*?v2\.avsc: /, '')}`);
      compared.refused++;
      continue;
    }
    expect(loaded, name).toBe(true);
    const { decode } = await generatedDecoder(both);
    const json = { writer: jsonOf(writer.text), reader: jsonOf(reader.text) };
    const avsc = outcomeOf(() => avscResolver({ writer: avscType(json.writer), reader: avscType(json.reader) }));
    const r = new ByteReader();
    for (const { bytes } of fc.sample(avroDatumOf(json.writer), { seed: 64, numRuns: DATA_A_STEP })) {
      const ours = decoded((all) => later.read(String(id), r.openBytes(all)), bytes);
      expect(
        difference(
          ours,
          decoded((all) => decode(all, String(id)), bytes),
        ),
        name,
      ).toBe(undefined);
      if (!('ok' in avsc) || !('value' in ours)) continue;
      expect(withoutHyphens(JSON.stringify(canonicalShape(shape, ours.value))), name).toBe(
        JSON.stringify(avsc.ok(bytes)),
      );
    }
    compared.steps++;
    if ('ok' in avsc) compared.withAvsc++;
  }
  expect(compared).toEqual({ steps: 94, refused: 52, withAvsc: 69 });
}, 60_000);

test('every valid schema of the corpus is the same after it was printed for the slow path and read again', () => {
  const types = corpusSchemas().flatMap(({ json }) => parseAvroSchema(json).type ?? []);
  for (const type of types) {
    const printed = schemaJson(type);
    const again = parseAvroSchema(printed);
    expect(again.faults).toEqual([]);
    if (again.type === undefined) continue;
    expect(canonicalForm(again.type)).toBe(canonicalForm(type));
    expect(schemaJson(again.type)).toEqual(printed);
  }
  expect(types.length).toBeGreaterThan(200);
});

function jsonOf(text: string): object {
  // Every schema of the corpus that is a version of another is a record.
  return JSON.parse(withoutHyphens(text)) as object;
}
