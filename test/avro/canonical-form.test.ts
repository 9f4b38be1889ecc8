import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { canonicalForm, schemaFingerprint } from '../../src/avro/canonical-form.js';
import { avscType } from '../oracle/avsc-oracle.js';
import { outcomeOf } from '../oracle/outcome.js';
import { corpusSchemas } from './corpus-schemas.js';
import { typeOf } from './interpreted.js';

const DATA = new URL('../corpus/apache-avro/data/', import.meta.url);

/** The schemas that this tool reads, parsed. */
const SCHEMAS = corpusSchemas().flatMap((schema) => {
  const outcome = outcomeOf(() => typeOf(schema.json));
  return 'ok' in outcome ? [{ ...schema, type: outcome.ok }] : [];
});

describe('the canonical form of a schema', () => {
  it('holds full names, types and what bytes depend on, in a fixed order and nothing else', () => {
    const order = typeOf({
      fields: [
        { default: null, name: 'note', type: [{ type: 'null' }, { type: 'string' }], doc: 'a doc' },
        { name: 'status', type: { symbols: ['OPEN', 'PAID'], default: 'OPEN', name: 'Status', type: 'enum' } },
        { name: 'previous', type: { values: 'Status', type: 'map' }, order: 'ignore' },
        { name: 'total', type: { type: 'fixed', logicalType: 'decimal', precision: 4, size: 8, name: 'money.Amount' } },
        { name: 'placed', type: { type: 'long', logicalType: 'timestamp-millis' }, aliases: ['at'] },
        { name: 'parts', type: { items: 'Order', type: 'array' } },
      ],
      doc: 'a doc',
      aliases: ['Purchase'],
      namespace: 'shop',
      name: 'Order',
      type: 'record',
    });
    expect(canonicalForm(order)).toBe(
      '{"name":"shop.Order","type":"record","fields":[' +
        '{"name":"note","type":["null","string"]},' +
        '{"name":"status","type":{"name":"shop.Status","type":"enum","symbols":["OPEN","PAID"]}},' +
        '{"name":"previous","type":{"type":"map","values":"shop.Status"}},' +
        '{"name":"total","type":{"name":"money.Amount","type":"fixed","size":8}},' +
        '{"name":"placed","type":"long"},' +
        '{"name":"parts","type":{"type":"array","items":"shop.Order"}}]}',
    );
  });

  it('is the same for a schema that is read back from it', () => {
    const differing = SCHEMAS.flatMap(({ file, type }) => {
      const form = canonicalForm(type);
      return canonicalForm(typeOf(JSON.parse(form))) === form ? [] : [file];
    });
    // The form has no way to say that a type within a namespace has none.
    expect(differing).toEqual(['linkedin-avro-util/schemas/TestRecordWithInternalNullNamespaceReference.avsc']);
  });

  it("is avsc's for every schema of the corpus, but for two where avsc departs from the specification", () => {
    const differing = SCHEMAS.flatMap(({ file, json, type }) => {
      const avsc = outcomeOf(() => JSON.stringify(avscType(json).schema()));
      return 'error' in avsc || avsc.ok === canonicalForm(type) ? [] : [file];
    });
    expect(differing).toEqual([
      // An error declaration is a record; Apache Avro for Java names it so.
      'apache-avro/schemas/regression_error_field_in_record.avsc',
      // A name with dots says its namespace itself, whatever stands beside it in "namespace".
      'linkedin-avro-util/schemas/TestMisleadingNamespaceRecord.avsc',
    ]);
  });
});

describe('the fingerprint of a schema', () => {
  // As listed among the test data of Apache Avro.
  it.each([
    ['null', '63dd24e7cc258f8a'],
    ['boolean', '9f42fc78a4d4f764'],
    ['int', '7275d51a3f395c8f'],
    ['long', 'd054e14493f41db7'],
    ['float', '4d7c02cb3ea8d790'],
    ['double', '8e7535c032ab957e'],
    ['bytes', '4fc016dac3201965'],
    ['string', '8f014872634503c7'],
  ])('of %s is %s', (type, fingerprint) => {
    expect(schemaFingerprint(typeOf(type))).toBe(fingerprint);
  });

  it('keeps its leading zeros', () => {
    expect(schemaFingerprint(typeOf({ type: 'fixed', name: 'F', size: 211 }))).toBe('00dc5926d8eae27f');
  });

  it('is in the frame of a message that Apache Avro wrote', () => {
    const schema: unknown = JSON.parse(readFileSync(new URL('messageV1/test_schema.avsc', DATA), 'utf8'));
    const frame = readFileSync(new URL('messageV1/test_message.bin', DATA)).subarray(0, 10);
    const littleEndian = Buffer.from(schemaFingerprint(typeOf(schema)), 'hex').reverse();
    expect(frame).toEqual(Buffer.of(0xc3, 0x01, ...littleEndian));
  });
});
