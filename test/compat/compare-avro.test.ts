import { describe, expect, it } from 'vitest';

import { compareAvro } from '../../src/compat/avro/compare-avro.js';
import type { Comparison, SchemaChange, Verdict } from '../../src/compat/comparison.js';
import { avroView, type ViewOptions } from './avro-view.js';

const YES: Verdict = { answer: 'yes', reasons: [] };

const order = (...fields: readonly object[]): object => ({ type: 'record', name: 'shop.Order', fields });
const field = (name: string, type: unknown, more: object = {}): object => ({ name, type, ...more });
const id = field('id', 'int');

function compared(before: unknown, after: unknown, options: ViewOptions = {}): Comparison {
  return compareAvro(avroView(before, options), avroView(after, options));
}

function change(given: Partial<SchemaChange> & Pick<SchemaChange, 'kind' | 'effect'>): SchemaChange {
  return { path: '', before: undefined, after: undefined, reason: undefined, ...given };
}

function no(...reasons: readonly string[]): Verdict {
  return { answer: 'no', reasons };
}

const lacks = 'the writer\'s "shop.Order" has no such field, and the reader\'s field has no default';

describe('a change of a record', () => {
  it('an added field with a default changes types', () => {
    const after = order(id, field('note', ['null', 'string'], { default: null }));
    expect(compared(order(id), after)).toEqual({
      effect: 'types',
      changes: [change({ path: 'note', kind: 'added', after: 'string | null', effect: 'types' })],
      deployedReadsNew: YES,
      regeneratedReadsOld: YES,
    });
  });

  it('an added field without a default breaks the reading of old records', () => {
    expect(compared(order(id), order(id, field('note', 'string')))).toEqual({
      effect: 'breaks',
      changes: [
        change({
          path: 'note',
          kind: 'added',
          after: 'string',
          effect: 'breaks',
          reason: `the regenerated consumer cannot read all old records: ${lacks}`,
        }),
      ],
      deployedReadsNew: YES,
      regeneratedReadsOld: no(`note: ${lacks}`),
    });
  });

  it('a removed field breaks the deployed consumer unless it has a default there', () => {
    expect(compared(order(field('note', 'string'), id), order(id))).toEqual({
      effect: 'breaks',
      changes: [
        change({
          path: 'note',
          kind: 'removed',
          before: 'string',
          effect: 'breaks',
          reason: `the deployed consumer cannot read all new records: ${lacks}`,
        }),
      ],
      deployedReadsNew: no(`note: ${lacks}`),
      regeneratedReadsOld: YES,
    });
    expect(compared(order(field('note', 'string', { default: '' }), id), order(id))).toEqual({
      effect: 'types',
      changes: [change({ path: 'note', kind: 'removed', before: 'string', effect: 'types' })],
      deployedReadsNew: YES,
      regeneratedReadsOld: YES,
    });
  });

  it('a field renamed by an alias breaks the deployed consumer, which does not know the alias', () => {
    expect(compared(order(id), order(field('number', 'int', { aliases: ['id'] })))).toEqual({
      effect: 'breaks',
      changes: [
        change({
          path: 'number',
          kind: 'renamed',
          before: 'id',
          after: 'number',
          effect: 'breaks',
          reason: `the deployed consumer cannot read all new records: ${lacks}`,
        }),
        change({ path: 'number', kind: 'doc', after: 'aliases id', effect: 'safe' }),
      ],
      deployedReadsNew: no(`number: ${lacks}`),
      regeneratedReadsOld: YES,
    });
  });

  it('a renamed field that had a default is read as that default, which is wrong though nothing is refused', () => {
    const before = order(field('id', 'int', { default: 0 }));
    const after = order(field('number', 'string', { aliases: ['id'], default: '' }));
    expect(compared(before, after)).toEqual({
      effect: 'breaks',
      changes: [
        change({
          path: 'number',
          kind: 'renamed',
          before: 'id',
          after: 'number',
          effect: 'breaks',
          reason:
            'the deployed consumer decodes some new records to different values: ' +
            '"id" is set to its default, because the writer names it "number"',
        }),
        change({
          path: 'number',
          kind: 'type',
          before: 'int',
          after: 'string',
          effect: 'breaks',
          reason: "the regenerated consumer cannot read all old records: the writer's int is not a string",
        }),
        change({ path: 'number', kind: 'default', before: '0', after: '""', effect: 'safe' }),
        change({ path: 'number', kind: 'doc', after: 'aliases id', effect: 'safe' }),
      ],
      deployedReadsNew: YES,
      regeneratedReadsOld: no("number: the writer's int is not a string"),
    });
  });

  it('another order of fields, another default, docs, aliases, sort orders and attributes are safe', () => {
    const before = { ...order(id, field('note', 'string', { default: 'a', doc: 'Old' })), doc: 'An order' };
    const after = {
      ...order(field('note', 'string', { default: 'b', deprecated: true }), field('id', 'int', { order: 'ignore' })),
      aliases: ['Purchase'],
    };
    expect(compared(before, after)).toEqual({
      effect: 'safe',
      changes: [
        change({ kind: 'doc', after: 'aliases shop.Purchase', effect: 'safe' }),
        change({ kind: 'doc', before: 'An order', effect: 'safe' }),
        change({ kind: 'order', before: 'id, note', after: 'note, id', effect: 'safe' }),
        change({ path: 'note', kind: 'default', before: '"a"', after: '"b"', effect: 'safe' }),
        change({ path: 'note', kind: 'doc', after: 'deprecated true', effect: 'safe' }),
        change({ path: 'note', kind: 'doc', before: 'Old', effect: 'safe' }),
        change({ path: 'id', kind: 'doc', after: 'order ignore', effect: 'safe' }),
      ],
      deployedReadsNew: YES,
      regeneratedReadsOld: YES,
    });
  });

  it('another namespace is safe, since the last names match; another name needs an alias and renames the type', () => {
    expect(compared(order(id), { ...order(id), name: 'store.Order' })).toEqual({
      effect: 'safe',
      changes: [change({ kind: 'renamed', before: 'shop.Order', after: 'store.Order', effect: 'safe' })],
      deployedReadsNew: YES,
      regeneratedReadsOld: YES,
    });
    const mismatch = 'the writer\'s "shop.Purchase" is neither the reader\'s "shop.Order" nor one of its aliases';
    expect(compared(order(id), { ...order(id), name: 'shop.Purchase', aliases: ['Order'] })).toEqual({
      effect: 'breaks',
      changes: [
        change({
          kind: 'renamed',
          before: 'shop.Order',
          after: 'shop.Purchase',
          effect: 'breaks',
          reason: `the deployed consumer cannot read all new records: ${mismatch}`,
        }),
        change({ kind: 'doc', after: 'aliases shop.Order', effect: 'safe' }),
      ],
      deployedReadsNew: no(`the whole value: ${mismatch}`),
      regeneratedReadsOld: YES,
    });
  });
});

/** The only change of a field of these types, without its path and kind. */
function ofType(before: unknown, after: unknown, options: ViewOptions = {}): Partial<SchemaChange> & Answers {
  const found = compared(order(field('x', before)), order(field('x', after)), options);
  expect(found.changes).toHaveLength(1);
  const [{ path, kind, ...told } = change({ kind: 'type', effect: 'safe' })] = found.changes;
  expect({ path, kind }).toEqual({ path: 'x', kind: 'type' });
  return { ...told, new: found.deployedReadsNew.answer, old: found.regeneratedReadsOld.answer };
}

interface Answers {
  readonly new: Verdict['answer'];
  readonly old: Verdict['answer'];
}

describe('a change of type', () => {
  it('that the resolver promotes breaks the deployed consumer alone', () => {
    expect(ofType('int', 'long')).toEqual({
      before: 'int',
      after: 'long',
      effect: 'breaks',
      reason: "the deployed consumer cannot read all new records: the writer's long is not an int",
      new: 'no',
      old: 'yes',
    });
  });

  it('that loses digits says so', () => {
    expect(ofType('double', 'long').reason).toBe(
      'the deployed consumer decodes some new records to different values: a long past 2^53 loses digits; ' +
        "the regenerated consumer cannot read all old records: the writer's double is not a long",
    );
  });

  it('from text to bytes is read by name, but not where the bytes are no text', () => {
    expect(ofType('string', 'bytes')).toEqual({
      before: 'string',
      after: 'bytes',
      effect: 'breaks',
      reason:
        'the deployed consumer decodes some new records to different values: bytes that are not UTF-8 are rejected',
      new: 'yes',
      old: 'yes',
    });
  });

  it('to nullable breaks the deployed consumer once a record holds null', () => {
    expect(ofType('string', ['null', 'string'])).toEqual({
      before: 'string',
      after: 'string | null',
      effect: 'breaks',
      reason: "the deployed consumer cannot read all new records: the writer's null is not a string",
      new: 'no',
      old: 'yes',
    });
  });

  it('of a logical type changes types where the consumer chose another form for it, and breaks where units differ', () => {
    const timestamp = (logicalType: string) => ({ type: 'long', logicalType });
    const safe = { effect: 'safe', reason: undefined, new: 'yes', old: 'yes' };
    expect(ofType('long', timestamp('timestamp-millis'))).toEqual({
      ...safe,
      before: 'long',
      after: 'long (timestamp-millis)',
      effect: 'types',
    });
    expect(ofType('long', timestamp('timestamp-millis'), { values: { timestampMillis: 'bigint' } }).effect).toBe(
      'safe',
    );
    expect(ofType('string', { type: 'string', logicalType: 'uuid' })).toEqual({
      ...safe,
      before: 'string',
      after: 'string (uuid)',
    });
    expect(ofType(timestamp('timestamp-millis'), timestamp('timestamp-micros')).reason).toBe(
      "the deployed consumer cannot read all new records: the writer's timestamp-micros is not a timestamp-millis; " +
        "the regenerated consumer cannot read all old records: the writer's timestamp-millis is not a timestamp-micros",
    );
    const decimal = (precision: number, scale: number) => ({ type: 'bytes', logicalType: 'decimal', precision, scale });
    expect(ofType(decimal(4, 2), decimal(9, 2))).toEqual({
      ...safe,
      before: 'bytes (decimal 4, 2)',
      after: 'bytes (decimal 9, 2)',
    });
    expect(ofType(decimal(4, 2), decimal(4, 3)).effect).toBe('breaks');
  });

  it('of a fixed is of its size', () => {
    const fixed = (size: number) => ({ type: 'fixed', name: 'Hash', size });
    expect(ofType(fixed(16), fixed(20))).toEqual({
      before: 'fixed(16) Hash',
      after: 'fixed(20) Hash',
      effect: 'breaks',
      reason:
        'the deployed consumer cannot read all new records: the writer\'s "shop.Hash" has 20 bytes, the reader\'s 16; ' +
        'the regenerated consumer cannot read all old records: the writer\'s "shop.Hash" has 16 bytes, the reader\'s 20',
      new: 'no',
      old: 'no',
    });
  });

  it('of a kind is told with both in words', () => {
    expect(
      ofType({ type: 'array', items: 'string' }, { type: 'map', values: ['null', 'long', 'string'] }),
    ).toMatchObject({
      before: 'array<string>',
      after: 'map<long | string | null>',
      effect: 'breaks',
      new: 'no',
      old: 'no',
    });
  });

  it('that the consumer makes by another setting changes types, though the schema is the same', () => {
    const schema = order(field('x', 'long'));
    expect(compareAvro(avroView(schema), avroView(schema, { values: { long: 'number' } }))).toEqual({
      effect: 'types',
      changes: [
        change({ path: 'x', kind: 'type', before: 'long as bigint', after: 'long as number', effect: 'types' }),
      ],
      deployedReadsNew: YES,
      regeneratedReadsOld: YES,
    });
  });
});

describe('a change of an enum', () => {
  const status = (symbols: readonly string[], more: object = {}) =>
    order(field('status', { type: 'enum', name: 'Status', symbols, ...more }));

  it('an added symbol breaks the deployed consumer, by an error or by its default, which is another value', () => {
    const unknown = "symbol LOST is not in the reader's enum, which has no default";
    expect(compared(status(['OPEN']), status(['OPEN', 'LOST']))).toEqual({
      effect: 'breaks',
      changes: [
        change({
          path: 'status',
          kind: 'values',
          after: 'LOST',
          effect: 'breaks',
          reason: `the deployed consumer cannot read all new records: ${unknown}`,
        }),
      ],
      deployedReadsNew: no(`status: ${unknown}`),
      regeneratedReadsOld: YES,
    });
    expect(compared(status(['OPEN'], { default: 'OPEN' }), status(['OPEN', 'LOST'], { default: 'LOST' }))).toEqual({
      effect: 'breaks',
      changes: [
        change({
          path: 'status',
          kind: 'values',
          after: 'LOST',
          effect: 'breaks',
          reason:
            'the deployed consumer decodes some new records to different values: ' +
            '"LOST" is decoded as "OPEN", the reader\'s default',
        }),
        change({ path: 'status', kind: 'default', before: 'OPEN', after: 'LOST', effect: 'safe' }),
      ],
      deployedReadsNew: YES,
      regeneratedReadsOld: YES,
    });
  });

  it('a removed symbol breaks the reading of old records; another order is safe', () => {
    const unknown = "symbol LOST is not in the reader's enum, which has no default";
    expect(compared(status(['OPEN', 'LOST', 'PAID']), status(['PAID', 'OPEN']))).toEqual({
      effect: 'breaks',
      changes: [
        change({
          path: 'status',
          kind: 'values',
          before: 'LOST',
          effect: 'breaks',
          reason: `the regenerated consumer cannot read all old records: ${unknown}`,
        }),
        change({ path: 'status', kind: 'order', before: 'OPEN, PAID', after: 'PAID, OPEN', effect: 'safe' }),
      ],
      deployedReadsNew: YES,
      regeneratedReadsOld: no(`status: ${unknown}`),
    });
  });
});

describe('a change deep inside', () => {
  const card = (number: unknown) => ({ type: 'record', name: 'Card', fields: [field('number', number)] });
  const iban = { type: 'record', name: 'Iban', fields: [field('iban', 'string')] };

  it('of a branch of a union is told in that branch, and of the only one beside null without it', () => {
    const swap =
      "the deployed consumer cannot read all new records: the writer's string is not an int; " +
      "the regenerated consumer cannot read all old records: the writer's int is not a string";
    const told = (path: string) => ({
      effect: 'breaks',
      changes: [change({ path, kind: 'type', before: 'int', after: 'string', effect: 'breaks', reason: swap })],
      deployedReadsNew: no(`${path}: the writer's string is not an int`),
      regeneratedReadsOld: no(`${path}: the writer's int is not a string`),
    });
    const payment = (...branches: readonly unknown[]) => order(field('payment', branches));
    expect(compared(payment(card('int'), iban), payment(iban, card('string')))).toMatchObject({
      changes: [{ path: 'payment', kind: 'order', effect: 'safe' }, told('payment(shop.Card).number').changes[0]],
    });
    expect(compared(payment('null', card('int')), payment('null', card('string')))).toEqual(told('payment.number'));
    const lists = (number: unknown) =>
      order(field('payments', { type: 'array', items: { type: 'map', values: card(number) } }));
    expect(compared(lists('int'), lists('string'))).toEqual(told('payments[]{}.number'));
    expect(compared([card('int'), iban], [card('string'), iban])).toMatchObject({
      changes: [{ path: '(Card).number' }],
    });
  });

  it('a branch more breaks the deployed consumer, a branch less the reading of old records', () => {
    const payment = (...branches: readonly unknown[]) => order(field('payment', branches));
    const noBranch =
      "none of the reader's union branches accepts the writer's shop.Iban: " +
      'the writer\'s "shop.Iban" is neither the reader\'s "shop.Card" nor one of its aliases';
    expect(compared(payment(card('int')), payment(card('int'), iban))).toEqual({
      effect: 'breaks',
      changes: [
        change({
          path: 'payment',
          kind: 'type',
          before: 'union of record Card',
          after: 'record Card | record Iban',
          effect: 'breaks',
          reason: `the deployed consumer cannot read all new records: ${noBranch}`,
        }),
      ],
      deployedReadsNew: no(`payment: ${noBranch}`),
      regeneratedReadsOld: YES,
    });
    expect(compared(payment(card('int'), iban), payment(card('int')))).toMatchObject({
      deployedReadsNew: YES,
      regeneratedReadsOld: no(`payment: ${noBranch}`),
    });
  });

  it('of a record that holds itself is told once', () => {
    const tree = (value: string) => ({
      type: 'record',
      name: 'Tree',
      fields: [field('kids', { type: 'array', items: 'Tree' }), field('value', value)],
    });
    expect(compared(tree('int'), tree('long')).changes.map(({ path }) => path)).toEqual(['value']);
  });

  it('of a record that is used twice is told at both places', () => {
    const twice = (number: string) => order(field('first', card(number)), field('second', 'Card'));
    expect(compared(twice('int'), twice('long')).changes.map(({ path }) => path)).toEqual([
      'first.number',
      'second.number',
    ]);
  });
});

describe('what the schemas do not tell', () => {
  const after = { ...order(id), doc: 'An order' };
  const note =
    "The deployed consumer does not know the newer schema's id and has no registry to fetch it from: " +
    'it rejects new records until it is regenerated and deployed.';

  it('a consumer without a registry refuses ids that it does not know, whatever changed', () => {
    expect(compared(order(id), after, { fetches: false }).note).toBe(note);
    expect(compared(order(id), order(id), { fetches: false }).note).toBe(undefined);
    expect(compared(order(id), after, { fetches: true }).note).toBe(undefined);
    expect(compared(order(id), after, { fetches: false, reading: 'layout' }).note).toBe(undefined);
    expect(compared(order(id), after, { fetches: false, reading: 'names' }).note).toBe(undefined);
  });

  it('a fingerprint stays the same where only docs change', () => {
    const options = { fetches: false, reading: 'fingerprint' } as const;
    expect(compared(order(id), after, options).note).toBe(undefined);
    expect(compared(order(id), order(field('id', 'long')), options).note).toBe(note);
  });
});

it('of more than 500 changes those that do the least are left out', () => {
  const wide = (doc: string, last: string) =>
    order(...Array.from({ length: 600 }, (_, index) => field(`f${index}`, 'int', { doc })), field('last', last));
  const { effect, changes } = compared(wide('a', 'int'), wide('b', 'long'));
  expect(effect).toBe('breaks');
  expect(changes).toHaveLength(500);
  expect(changes.at(-1)).toMatchObject({ path: 'last', kind: 'type', effect: 'breaks' });
});
