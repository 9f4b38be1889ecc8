import { describe, expect, it } from 'vitest';

import { interpreter, shapeFor } from './interpreted.js';

/** Reads bytes, in hexadecimal, that were written with one schema as another has them. */
function readAs({ writer, reader, hex }: { writer: unknown; reader: unknown; hex: string }): unknown {
  return interpreter(writer, shapeFor(reader))(Buffer.from(hex, 'hex'));
}

function record(...fields: readonly object[]): object {
  return { type: 'record', name: 'R', fields };
}

describe('a field that the writer lacks', () => {
  const point = {
    type: 'record',
    name: 'Point',
    fields: [
      { name: 'x', type: 'int' },
      { name: 'y', type: 'int', default: 7 },
    ],
  };
  const defaults: readonly (readonly [what: string, type: unknown, json: unknown, value: unknown])[] = [
    ['null', 'null', null, null],
    ['boolean', 'boolean', true, true],
    ['int', 'int', -1, -1],
    ['long', 'long', 9_007_199_254_740_991, 9_007_199_254_740_991n],
    ['float, rounded', 'float', 0.1, Math.fround(0.1)],
    ['double', 'double', 0.1, 0.1],
    ['double NaN', 'double', 'NaN', NaN],
    ['string', 'string', 'é', 'é'],
    ['bytes', 'bytes', '\u00ff\u0000', Uint8Array.of(255, 0)],
    ['fixed', { type: 'fixed', name: 'F', size: 2 }, '\u00ff\u0000', Uint8Array.of(255, 0)],
    ['enum', { type: 'enum', name: 'E', symbols: ['A', 'B'], default: 'A' }, 'B', 'B'],
    ['array', { type: 'array', items: 'long' }, [1, 2], [1n, 2n]],
    ['map', { type: 'map', values: 'boolean' }, { a: true }, { a: true }],
    ['record', point, { x: 1, y: 2 }, { x: 1, y: 2 }],
    ['record with a default inside', point, { x: 1 }, { x: 1, y: 7 }],
    ['null of a union', ['null', 'string'], null, null],
    ['second branch of a union', ['null', 'string'], 'x', 'x'],
    ['union whose branches come wrapped', ['int', 'double'], 1.5, { $type: 'double', value: 1.5 }],
    ['record of a union of records', [point, record()], { x: 1 }, { $type: 'Point', x: 1, y: 7 }],
    ['record of a union of records, the second', [point, record()], {}, { $type: 'R' }],
    ['decimal', { type: 'bytes', logicalType: 'decimal', precision: 4, scale: 2 }, '\u0001\u0000', '2.56'],
    ['date', { type: 'int', logicalType: 'date' }, -1, '1969-12-31'],
    ['timestamp', { type: 'long', logicalType: 'timestamp-millis' }, 0, new Date(0)],
  ];

  it.each(defaults)('takes its default: %s', (_, type, json, value) => {
    const reader = { type: 'record', name: 'Reader', aliases: ['R'], fields: [{ name: 'added', type, default: json }] };
    expect(readAs({ writer: record(), reader, hex: '' })).toStrictEqual({ added: value });
  });

  it('takes a default of its own in each record', () => {
    const reader = record({ name: 'tags', type: { type: 'array', items: 'string' }, default: [] });
    const read = interpreter(record(), shapeFor(reader));
    const first = read(Buffer.alloc(0));
    expect(first).toStrictEqual({ tags: [] });
    expect(read(Buffer.alloc(0))).not.toBe(first);
    Object.assign(first ?? {}, { tags: ['changed'] });
    expect(read(Buffer.alloc(0))).toStrictEqual({ tags: [] });
  });

  it('is refused without a default', () => {
    const read = () => readAs({ writer: record(), reader: record({ name: 'added', type: 'int' }), hex: '' });
    expect(read).toThrow(`R.added: the writer's "R" has no such field, and the reader's field has no default`);
  });

  it.each([
    [
      'a date past the last Date',
      { type: 'int', logicalType: 'date' },
      2_147_483_647,
      'a date is out of the range of Date',
    ],
    [
      'a decimal too long to be read',
      { type: 'bytes', logicalType: 'decimal', precision: 4 },
      'x'.repeat(5_000),
      'a decimal of 5000 bytes',
    ],
  ])('is refused with a default that its form cannot hold: %s', (_, type, json, reason) => {
    const read = () => readAs({ writer: record(), reader: record({ name: 'added', type, default: json }), hex: '' });
    expect(read).toThrow(
      `R.added: the writer's "R" has no such field, and the reader's default cannot be read: ${reason}`,
    );
  });
});

describe('promotion', () => {
  it.each([
    ['int', 'long', '01', -1n],
    ['int', 'float', '01', -1],
    ['int', 'double', 'feffffff0f', 2_147_483_647],
    ['long', 'float', '02', 1],
    ['long', 'double', '8280808080808020', 9_007_199_254_740_992],
    ['float', 'double', 'cdcccc3d', Math.fround(0.1)],
    ['string', 'bytes', '04c3a9', Uint8Array.of(0xc3, 0xa9)],
    ['bytes', 'string', '04c3a9', 'é'],
  ])('of %s to %s', (writer, reader, hex, value) => {
    expect(readAs({ writer, reader, hex })).toStrictEqual(value);
  });

  it('reaches into arrays, maps and unions', () => {
    const of = (number: string) =>
      record(
        { name: 'array', type: { type: 'array', items: number } },
        { name: 'map', type: { type: 'map', values: number } },
        { name: 'union', type: ['null', number] },
      );
    expect(readAs({ writer: of('int'), reader: of('long'), hex: '020200' + '0202610400' + '0206' })).toStrictEqual({
      array: [1n],
      map: { a: 2n },
      union: 3n,
    });
  });

  it.each([
    ['long', 'int', "int: the writer's long is not an int"],
    ['double', 'float', "float: the writer's double is not a float"],
    ['string', 'int', "int: the writer's string is not an int"],
    ['boolean', 'int', "int: the writer's boolean is not an int"],
    ['int', 'string', "string: the writer's int is not a string"],
  ])('of %s to %s is refused', (writer, reader, message) => {
    expect(() => readAs({ writer, reader, hex: '00' })).toThrow(message);
  });
});

describe('fields', () => {
  const one = { name: 'one', type: 'int' };
  const two = { name: 'two', type: 'string' };
  const removed = [
    { name: 'a', type: { type: 'array', items: { type: 'map', values: 'string' } } },
    { name: 'f', type: { type: 'fixed', name: 'F', size: 3 } },
    {
      name: 'u',
      type: ['null', 'double', { type: 'record', name: 'Inner', fields: [{ name: 'b', type: 'boolean' }] }],
    },
  ];

  it('come in the order of the reader', () => {
    const value = readAs({ writer: record(one, two), reader: record(two, one), hex: '020278' });
    expect(Object.entries(value ?? {})).toStrictEqual([
      ['two', 'x'],
      ['one', 1],
    ]);
  });

  it('that the reader lacks are passed over, whatever they hold', () => {
    // An array of one map, in blocks with a count alone; a fixed; the record of the union.
    const hex = '02' + '02' + '0261' + '0262' + '00' + '00' + '010203' + '0401' + '0e';
    expect(readAs({ writer: record(...removed, one), reader: record(one), hex })).toStrictEqual({ one: 7 });
  });

  it('that the reader lacks are passed over by the size of their blocks', () => {
    // A block of one item in three bytes, which are not even looked at.
    const hex = '01' + '06' + 'ffffff' + '00' + '010203' + '00' + '0e';
    expect(readAs({ writer: record(...removed, one), reader: record(one), hex })).toStrictEqual({ one: 7 });
  });

  it('are found by their aliases', () => {
    const reader = record({ name: 'uno', type: 'int', aliases: ['eins', 'one'] }, two);
    expect(readAs({ writer: record(one, two), reader, hex: '020278' })).toStrictEqual({ uno: 1, two: 'x' });
  });

  it('are found by their own name before an alias', () => {
    const reader = record({ name: 'two', type: 'int', aliases: ['one'] });
    expect(readAs({ writer: record(one, { name: 'two', type: 'int' }), reader, hex: '0204' })).toStrictEqual({
      two: 2,
    });
  });

  it('named like members of an object are own properties', () => {
    const schema = record(...['__proto__', 'constructor', 'toString'].map((name) => ({ name, type: 'int' })));
    const value = readAs({ writer: schema, reader: schema, hex: '020406' });
    expect(Object.entries(value ?? {})).toStrictEqual([
      ['__proto__', 1],
      ['constructor', 2],
      ['toString', 3],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe('named types', () => {
  it.each([
    ['of the same name in another namespace are read', { name: 'E', namespace: 'a' }, { name: 'E', namespace: 'b' }],
    ['are read by an alias', { name: 'a.Old' }, { name: 'b.New', aliases: ['a.Old'] }],
    [
      'are read by an alias that takes its namespace from the type',
      { name: 'b.Old' },
      { name: 'b.New', aliases: ['Old'] },
    ],
  ])('%s', (_, writer, reader) => {
    const symbols = { type: 'enum', symbols: ['X', 'Y'] };
    expect(readAs({ writer: { ...symbols, ...writer }, reader: { ...symbols, ...reader }, hex: '02' })).toBe('Y');
  });

  it('of another name are refused', () => {
    const fixed = { type: 'fixed', size: 1 };
    const read = () => readAs({ writer: { ...fixed, name: 'a.A' }, reader: { ...fixed, name: 'a.B' }, hex: '00' });
    expect(read).toThrow(`fixed: the writer's "a.A" is neither the reader's "a.B" nor one of its aliases`);
  });

  it('may hold themselves', () => {
    const node = record({ name: 'value', type: 'int' }, { name: 'next', type: ['null', 'R'] });
    const twin = record({ name: 'next', type: ['null', 'R'] }, { name: 'value', type: 'long' });
    expect(readAs({ writer: node, reader: twin, hex: '0202040206' + '00' })).toStrictEqual({
      next: { next: { next: null, value: 3n }, value: 2n },
      value: 1n,
    });
  });
});

describe('an enum', () => {
  const writer = { type: 'enum', name: 'E', symbols: ['A', 'B', 'C'], default: 'A' };

  it('is read by symbol, whatever its index', () => {
    expect(readAs({ writer, reader: { ...writer, symbols: ['C', 'B', 'A'] }, hex: '00' })).toBe('A');
  });

  it("has the reader's default for a symbol that the reader lacks", () => {
    expect(readAs({ writer, reader: { ...writer, symbols: ['B', 'X'], default: 'X' }, hex: '04' })).toBe('X');
  });

  it('without a default fails only when such a symbol comes', () => {
    const reader = { type: 'enum', name: 'E', symbols: ['B'] };
    expect(readAs({ writer, reader, hex: '02' })).toBe('B');
    expect(() => readAs({ writer, reader, hex: '04' })).toThrow(
      "the writer's symbol is not one of the reader's symbols, and the reader has no default (value, byte 0)",
    );
  });
});

describe('a union', () => {
  const one = { type: 'record', name: 'One', fields: [{ name: 'a', type: 'int' }] };
  const two = { type: 'record', name: 'Two', fields: [{ name: 'a', type: 'int' }] };

  it.each([
    ['of null and one other is that or null', ['null', 'int'], '0202', 1],
    ['that JavaScript can tell apart is plain', ['int', 'string', 'null'], '020278', 'x'],
    [
      'that JavaScript cannot tell apart is wrapped',
      ['null', 'string', 'bytes', two, 'int', 'double'],
      '0802',
      { $type: 'int', value: 1 },
    ],
    ['of records is tagged', [one, two], '0202', { $type: 'Two', a: 1 }],
    ['of one branch is that', ['int'], '0002', 1],
  ])('%s', (_, union, hex, value) => {
    expect(readAs({ writer: union, reader: union, hex })).toStrictEqual(value);
  });

  it.each([
    ['a branch of its own type before one that only matches', 'int', ['long', 'int'], '02', 1],
    ['the first branch that matches', 'int', ['string', 'double', 'long'], '02', 1],
    [
      'a record by its full name before its short one',
      { ...one, name: 'a.One' },
      [
        { ...one, name: 'b.One' },
        { ...one, name: 'a.One' },
      ],
      '02',
      { $type: 'a.One', a: 1 },
    ],
    ['a record by its short name', { ...one, name: 'a.One' }, ['null', { ...one, name: 'b.One' }], '02', { a: 1 }],
  ])('of the reader takes %s', (_, writer, reader, hex, value) => {
    expect(readAs({ writer, reader, hex })).toStrictEqual(value);
  });

  it('of the writer is read as the type that the reader has in its place', () => {
    expect(readAs({ writer: ['null', 'int', 'long'], reader: 'double', hex: '0202' })).toBe(1);
    expect(readAs({ writer: ['null', 'int', 'long'], reader: 'double', hex: '0404' })).toBe(2);
  });

  it('of the writer fails only when a branch comes that cannot be read', () => {
    expect(() => readAs({ writer: ['null', 'int'], reader: 'int', hex: '00' })).toThrow(
      "the writer's null cannot be read: the writer's null is not an int (value, byte 1)",
    );
  });

  it('none of whose branches can be read is refused', () => {
    expect(() => readAs({ writer: ['null', 'string'], reader: 'int', hex: '00' })).toThrow(
      "int: the writer's null cannot be read: the writer's null is not an int; " +
        "the writer's string cannot be read: the writer's string is not an int",
    );
    expect(() => readAs({ writer: 'string', reader: ['null', 'int'], hex: '00' })).toThrow(
      "union: none of the reader's union branches accepts the writer's string: the writer's string is not null; the writer's string is not an int",
    );
  });
});

describe('arrays and maps', () => {
  it('come in blocks, with or without their size', () => {
    expect(
      readAs({
        writer: { type: 'array', items: 'int' },
        reader: { type: 'array', items: 'int' },
        hex: '04' + '0204' + '01' + '02' + '06' + '00',
      }),
    ).toStrictEqual([1, 2, 3]);
  });

  it('keep the last value of a key that comes twice', () => {
    const map = { type: 'map', values: 'int' };
    expect(readAs({ writer: map, reader: map, hex: '04' + '026102' + '026104' + '00' })).toStrictEqual({ a: 2 });
  });

  it('have the key __proto__ like any other', () => {
    const map = { type: 'map', values: 'int' };
    const hex = `02${Buffer.from('\u0012__proto__').toString('hex')}0200`;
    const value = readAs({ writer: map, reader: map, hex });
    expect(Object.entries(value ?? {})).toStrictEqual([['__proto__', 1]]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe('logical types', () => {
  it.each([
    [
      'decimals of different scales',
      { type: 'bytes', logicalType: 'decimal', precision: 5, scale: 2 },
      { type: 'bytes', logicalType: 'decimal', precision: 5, scale: 3 },
      "bytes: the writer's decimals have scale 2, the reader's have 3",
    ],
    [
      'timestamps of different units',
      { type: 'long', logicalType: 'timestamp-millis' },
      { type: 'long', logicalType: 'timestamp-micros' },
      "long: the writer's timestamp-millis is not a timestamp-micros",
    ],
  ])('do not match: %s', (_, writer, reader, message) => {
    expect(() => readAs({ writer, reader, hex: '00' })).toThrow(message);
  });

  it("are the reader's where the writer has none", () => {
    const reader = { type: 'long', logicalType: 'timestamp-millis' };
    expect(readAs({ writer: 'long', reader, hex: '02' })).toStrictEqual(new Date(1));
    expect(readAs({ writer: 'int', reader, hex: '02' })).toStrictEqual(new Date(1));
  });
});
