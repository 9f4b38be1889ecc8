import { describe, expect, it } from 'vitest';

import { compatibilityOf, type VersionSchema } from '../../src/compat/compatibility-of.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { typeOf } from '../avro/interpreted.js';
import { schemaOf } from './json-series.js';

const YES = { answer: 'yes', reasons: [] };

function avro(...fields: readonly object[]): VersionSchema {
  return { kind: 'avro', type: typeOf({ type: 'record', name: 'Order', fields }) };
}

function json(schema: object): VersionSchema {
  return { kind: 'json', schema: schemaOf(schema), settings: DEFAULT_JSON_SETTINGS };
}

const id = { name: 'id', type: 'int' };
const note = { name: 'note', type: 'string', default: '' };
const strictNote = { name: 'note', type: 'string' };

/** The answers of the modes: backward, forward and full, and the transitive form of each. */
function answers(...schemas: readonly VersionSchema[]): readonly string[] {
  const { modes } = compatibilityOf(schemas.map((schema, index) => ({ name: `v${index + 1}`, schema })));
  return [
    modes.BACKWARD,
    modes.FORWARD,
    modes.FULL,
    modes.BACKWARD_TRANSITIVE,
    modes.FORWARD_TRANSITIVE,
    modes.FULL_TRANSITIVE,
  ].map(({ answer }) => answer);
}

describe('a series of versions', () => {
  it('has a verdict for each mode and each pair, with reasons', () => {
    const backward = 'Order.note: the writer\'s "Order" has no such field, and the reader\'s field has no default';
    const versions = [
      { name: 'v1', schema: avro(id) },
      { name: 'v2', schema: avro(id, note) },
      { name: 'v3', schema: avro(id, strictNote) },
    ];
    const transitive = { answer: 'no', reasons: [`v3 reading v1: ${backward}`] };
    expect(compatibilityOf(versions)).toEqual({
      modes: {
        BACKWARD: YES,
        BACKWARD_TRANSITIVE: transitive,
        FORWARD: YES,
        FORWARD_TRANSITIVE: YES,
        FULL: YES,
        FULL_TRANSITIVE: transitive,
      },
      pairs: [
        { older: 'v1', newer: 'v2', newReadsOld: YES, oldReadsNew: YES },
        { older: 'v1', newer: 'v3', newReadsOld: { answer: 'no', reasons: [backward] }, oldReadsNew: YES },
        { older: 'v2', newer: 'v3', newReadsOld: YES, oldReadsNew: YES },
      ],
    });
  });

  it('of one version, or none, satisfies every mode', () => {
    const all = ['yes', 'yes', 'yes', 'yes', 'yes', 'yes'];
    expect(answers()).toEqual(all);
    expect(answers(avro(id))).toEqual(all);
    expect(compatibilityOf([{ name: 'v1', schema: avro(id) }]).pairs).toEqual([]);
  });

  it('whose newest version changed but once is compatible with the last, not with all', () => {
    const long = { name: 'id', type: 'long' };
    expect(answers(avro(id), avro(long), avro(long))).toEqual(['yes', 'yes', 'yes', 'yes', 'no', 'no']);
    expect(answers(avro(id), avro(long))).toEqual(['yes', 'no', 'no', 'yes', 'no', 'no']);
  });

  it('is judged as registries do, by the types alone: units of time and the scale of decimals are not looked at', () => {
    const timed = (logicalType: string) => avro({ name: 'at', type: { type: 'long', logicalType } });
    expect(answers(timed('timestamp-millis'), timed('timestamp-micros'))).toEqual([
      'yes',
      'yes',
      'yes',
      'yes',
      'yes',
      'yes',
    ]);
    const decimal = (scale: number) =>
      avro({ name: 'sum', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale } });
    expect(answers(decimal(2), decimal(3))).toEqual(['yes', 'yes', 'yes', 'yes', 'yes', 'yes']);
  });

  it('reads a symbol that is new where the older version has a default', () => {
    const status = (symbols: readonly string[], more: object = {}) =>
      avro({ name: 'status', type: { type: 'enum', name: 'Status', symbols, ...more } });
    expect(answers(status(['A']), status(['A', 'B']))).toEqual(['yes', 'no', 'no', 'yes', 'no', 'no']);
    expect(answers(status(['A'], { default: 'A' }), status(['A', 'B']))).toEqual([
      'yes',
      'yes',
      'yes',
      'yes',
      'yes',
      'yes',
    ]);
  });

  it('in JSON Schema is undecided where that cannot be told, and a property added to an open object is none', () => {
    const of = (a: object) => json({ type: 'object', properties: { a } });
    expect(answers(of({ pattern: '[0-9]' }), of({ pattern: '\\d' }))).toEqual([
      'undecided',
      'undecided',
      'undecided',
      'undecided',
      'undecided',
      'undecided',
    ]);
    expect(answers(json({ type: 'object' }), of({ type: 'string' }))).toEqual(['no', 'yes', 'no', 'no', 'yes', 'no']);
  });

  it('that goes from one format to another reads nothing', () => {
    expect(answers(avro(id), json({ type: 'object' }))).toEqual(['no', 'no', 'no', 'no', 'no', 'no']);
  });
});
