import { describe, expect, it } from 'vitest';

import { compareAvro } from '../../src/compat/avro/compare-avro.js';
import { avroView } from './avro-view.js';

const order = (...fields: readonly object[]): object => ({ type: 'record', name: 'shop.Order', fields });
const field = (name: string, type: unknown, more: object = {}): object => ({ name, type, ...more });
const id = field('id', 'int');
const note = field('note', 'string', { default: '' });

/** The effect, then why new bytes and old bytes are misread, each by the first change that makes them so. */
function told(before: unknown, after: unknown): readonly string[] {
  const options = { reading: 'layout' } as const;
  const found = compareAvro(avroView(before, options), avroView(after, options));
  const verdicts = [found.deployedReadsNew, found.regeneratedReadsOld];
  return [found.effect, ...verdicts.map(({ answer, reasons }) => (answer === 'yes' ? 'yes' : (reasons[0] ?? '')))];
}

describe('where bytes bear no id, and each consumer takes them for those of its own schema', () => {
  it('names, docs, aliases and defaults are not written', () => {
    const after = {
      ...order(field('number', 'int', { aliases: ['id'], doc: 'The number' }), field('note', 'string')),
      name: 'Purchase',
    };
    expect(told(order(id, note), after)).toEqual(['types', 'yes', 'yes']);
  });

  it('a field more or less is a break, with a default too', () => {
    const hasNone = 'note: there is no "note" in the bytes, and the bytes that follow are read instead';
    const hasOne = 'note: the bytes of "note" are read as the fields after it';
    expect(told(order(id), order(id, note))).toEqual(['breaks', hasOne, hasNone]);
    expect(told(order(id, note), order(id))).toEqual(['breaks', hasNone, hasOne]);
    const nothing = field('nothing', 'null', { default: null });
    expect(told(order(id), order(nothing, id))).toEqual(['types', 'yes', 'yes']);
  });

  it('another order of fields is a break', () => {
    const misread = 'the whole value: the bytes of one field are read as another';
    expect(told(order(id, note), order(note, id))).toEqual(['breaks', misread, misread]);
  });

  it('int and long are written alike, as are text and bytes; other promotions are a break', () => {
    const ofType = (before: unknown, after: unknown) => told(order(field('x', before)), order(field('x', after)));
    expect(ofType('int', 'long')).toEqual(['breaks', "x: the writer's long is not an int", 'yes']);
    expect(ofType('string', 'bytes')).toEqual(['breaks', 'yes', 'yes']);
    expect(ofType('float', 'double')).toEqual([
      'breaks',
      'x: the bytes of double are read as float',
      'x: the bytes of float are read as double',
    ]);
    const fixed = (name: string, size: number) => ({ type: 'fixed', name, size });
    expect(ofType(fixed('A', 4), fixed('B', 4))).toEqual(['safe', 'yes', 'yes']);
    expect(ofType(fixed('A', 4), fixed('A', 5))[0]).toBe('breaks');
  });

  it('a symbol is its number: those that are added behind the others are a break for the deployed consumer alone', () => {
    const status = (...symbols: readonly string[]) => order(field('status', { type: 'enum', name: 'Status', symbols }));
    expect(told(status('A', 'B'), status('A', 'B', 'C'))).toEqual([
      'breaks',
      'status: "C" is not one of the reader\'s symbols',
      'yes',
    ]);
    expect(told(status('A', 'B'), status('A', 'C', 'B'))).toEqual([
      'breaks',
      'status: "C" is read as "B"',
      'status: "B" is read as "C"',
    ]);
    expect(told(status('A', 'B'), status('B', 'A'))).toEqual([
      'breaks',
      'status: "B" is read as "A"',
      'status: "A" is read as "B"',
    ]);
  });

  it('a branch is its number too, and a value that is no union has none', () => {
    const ofType = (before: unknown, after: unknown) => told(order(field('x', before)), order(field('x', after)));
    expect(ofType('string', ['string', 'null'])).toEqual([
      'breaks',
      'x: the branch index is read as part of the value',
      "x: the bytes do not contain the union's branch index",
    ]);
    expect(ofType(['string', 'null'], ['string', 'null', 'int'])).toEqual([
      'breaks',
      "x: the reader's union does not have branch 3 (int)",
      'yes',
    ]);
    expect(ofType(['string', 'null'], ['null', 'string'])).toEqual([
      'breaks',
      'x: the bytes of null are read as string',
      'x: the bytes of string are read as null',
    ]);
    expect(ofType(['null', 'int'], ['null', 'long'])).toEqual(['breaks', "x: the writer's long is not an int", 'yes']);
  });
});
