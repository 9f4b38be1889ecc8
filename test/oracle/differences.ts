import type { CanonicalValue } from './canonical-value.js';

/** A schema that implementations judge differently. */
export interface SchemaDifference {
  readonly what: string;
  readonly schema: unknown;
  readonly avsc: 'accepts' | 'refuses';
  /** Apache Avro's Python implementation, 1.11. */
  readonly apache: 'accepts' | 'refuses';
}

/** Stands where there is no value, because the implementation refuses. */
export const REFUSES: unique symbol = Symbol('refuses');

/** Bytes that implementations read differently. */
export interface ReadingDifference {
  readonly what: string;
  readonly writer: unknown;
  /** The writer's schema, where there is none. */
  readonly reader?: unknown;
  readonly hex: string;
  readonly avsc: CanonicalValue | typeof REFUSES;
  readonly apache: CanonicalValue | typeof REFUSES;
}

const record = (name: string, fields: readonly unknown[] = [], more: object = {}): object => ({
  type: 'record',
  name,
  fields,
  ...more,
});
const field = (name: string, type: unknown, more: object = {}): object => ({ name, type, ...more });
const enumOf = (name: string, symbols: readonly string[], more: object = {}): object => ({
  type: 'enum',
  name,
  symbols,
  ...more,
});
const fixed = (name: string, size: number): object => ({ type: 'fixed', name, size });
const withDefault = (type: unknown, value: unknown): object => record('R', [field('x', type, { default: value })]);
const valueOf = (name: string, ...fields: [string, CanonicalValue][]): CanonicalValue => ({ record: name, fields });

/** docs/avro-differences.md, "Which schemas are accepted". */
export const SCHEMA_DIFFERENCES: readonly SchemaDifference[] = [
  {
    what: 'a field name with a hyphen',
    schema: record('R', [field('x-y', 'int')]),
    avsc: 'refuses',
    apache: 'accepts',
  },
  { what: 'a field name with $', schema: record('R', [field('x$', 'int')]), avsc: 'refuses', apache: 'accepts' },
  { what: 'a symbol with a dot', schema: enumOf('E', ['a.B']), avsc: 'refuses', apache: 'accepts' },
  {
    what: 'a namespace with a hyphen',
    schema: record('R', [], { namespace: 'a-b' }),
    avsc: 'refuses',
    apache: 'refuses',
  },
  { what: 'a name that begins with a dot', schema: record('.R'), avsc: 'accepts', apache: 'refuses' },
  { what: 'a record without a name', schema: { type: 'record', fields: [] }, avsc: 'accepts', apache: 'refuses' },
  { what: 'a primitive name in a namespace', schema: record('a.int'), avsc: 'refuses', apache: 'accepts' },
  {
    what: 'an alias that is no name',
    schema: record('R', [], { aliases: ['x-y'] }),
    avsc: 'refuses',
    apache: 'accepts',
  },
  {
    what: 'symbols that JavaScript objects have as members',
    schema: enumOf('E', ['constructor']),
    avsc: 'refuses',
    apache: 'accepts',
  },
  { what: 'an enum without symbols', schema: enumOf('E', []), avsc: 'refuses', apache: 'accepts' },
  { what: 'an empty union', schema: [], avsc: 'refuses', apache: 'accepts' },
  { what: 'one named type twice in a union', schema: [record('R'), 'R'], avsc: 'refuses', apache: 'accepts' },
  {
    what: 'a reference from a namespace to a type of the null namespace',
    schema: record('R', [field('x', record('n.S', [field('y', ['null', 'R'])]))]),
    avsc: 'refuses',
    apache: 'refuses',
  },
  {
    what: 'a return to the null namespace, and a reference that does not follow',
    schema: record('n.R', [field('x', record('S', [], { namespace: '' })), field('y', 'S')]),
    avsc: 'refuses',
    apache: 'accepts',
  },
  { what: 'a default of the wrong type', schema: withDefault('int', 'a'), avsc: 'refuses', apache: 'accepts' },
  {
    what: 'a default of a later branch',
    schema: withDefault(['int', 'null'], null),
    avsc: 'refuses',
    apache: 'accepts',
  },
  {
    what: 'a default that is no symbol',
    schema: withDefault(enumOf('E', ['A']), 'B'),
    avsc: 'refuses',
    apache: 'accepts',
  },
  { what: 'a default of "NaN"', schema: withDefault('float', 'NaN'), avsc: 'refuses', apache: 'accepts' },
  { what: 'a default of the wrong size', schema: withDefault(fixed('F', 2), 'a'), avsc: 'refuses', apache: 'accepts' },
  {
    what: 'a default with a character beyond U+00FF for bytes',
    schema: withDefault('bytes', '\u0100'),
    avsc: 'accepts',
    apache: 'accepts',
  },
  {
    what: 'a default that holds the record around it',
    schema: record('R', [field('x', [{ type: 'array', items: 'R' }, 'null'], { default: [{ x: [] }] })]),
    avsc: 'refuses',
    apache: 'accepts',
  },
  {
    what: 'a default that leaves out a member whose own default is bytes',
    schema: withDefault(record('S', [field('y', 'bytes', { default: '' })]), {}),
    avsc: 'refuses',
    apache: 'accepts',
  },
];

/** docs/avro-differences.md, "What is read". */
export const READING_DIFFERENCES: readonly ReadingDifference[] = [
  {
    what: 'a field renamed, with an alias',
    writer: record('R', [field('x', 'int')]),
    reader: record('R', [field('y', 'int', { aliases: ['x'] })]),
    hex: '06',
    avsc: valueOf('R', ['y', { int: '3' }]),
    apache: REFUSES,
  },
  {
    what: 'an enum renamed, with an alias',
    writer: enumOf('E', ['A']),
    reader: enumOf('F', ['A'], { aliases: ['E'] }),
    hex: '00',
    avsc: { enum: 'A' },
    apache: REFUSES,
  },
  {
    what: 'a field whose name and alias are both written',
    writer: record('R', [field('x', 'int'), field('y', 'int')]),
    reader: record('R', [field('y', 'int', { aliases: ['x'] })]),
    hex: '0608',
    avsc: REFUSES,
    apache: valueOf('R', ['y', { int: '4' }]),
  },
  {
    what: 'the same name in another namespace',
    writer: record('a.R'),
    reader: record('b.R'),
    hex: '',
    avsc: REFUSES,
    apache: REFUSES,
  },
  {
    what: 'a field renamed, with an alias, in a record of another namespace',
    writer: record('a.R', [field('x', 'int')]),
    reader: record('b.R', [field('y', 'int', { aliases: ['x'] })]),
    hex: '06',
    avsc: REFUSES,
    apache: REFUSES,
  },
  {
    what: 'an int into a union that has int behind long',
    writer: 'int',
    reader: ['long', 'int'],
    hex: '06',
    avsc: { union: 'long', value: { long: '3' } },
    apache: { union: 'long', value: { long: '3' } },
  },
  {
    what: 'a union read with itself',
    writer: ['long', 'int'],
    reader: ['long', 'int'],
    hex: '0206',
    avsc: { union: 'long', value: { long: '3' } },
    apache: { union: 'long', value: { long: '3' } },
  },
  {
    what: 'bytes in a union that has string before',
    writer: ['string', 'bytes'],
    reader: ['string', 'bytes', 'null'],
    hex: '0202ff',
    avsc: { union: 'string', value: '\ufffd' },
    apache: { union: 'bytes', value: { bytes: 'ff' } },
  },
  {
    what: 'a union into one of its branches',
    writer: ['null', 'int'],
    reader: 'long',
    hex: '0206',
    avsc: REFUSES,
    apache: REFUSES,
  },
  {
    what: 'a branch that the reader lacks, not written',
    writer: ['null', 'int'],
    reader: ['null', 'string'],
    hex: '00',
    avsc: REFUSES,
    apache: { union: 'null', value: null },
  },
  {
    what: 'a symbol that the reader lacks, not written',
    writer: enumOf('E', ['A', 'B']),
    reader: enumOf('E', ['A']),
    hex: '00',
    avsc: REFUSES,
    apache: { enum: 'A' },
  },
  {
    what: 'a symbol that the reader lacks and has a default for',
    writer: enumOf('E', ['A', 'B']),
    reader: enumOf('E', ['A'], { default: 'A' }),
    hex: '02',
    avsc: { enum: 'A' },
    apache: REFUSES,
  },
  {
    what: 'an empty array of records with a field more',
    writer: { type: 'array', items: record('R', [field('a', 'int')]) },
    reader: { type: 'array', items: record('R', [field('a', 'int'), field('b', 'int')]) },
    hex: '00',
    avsc: REFUSES,
    apache: { array: [] },
  },
  {
    what: 'an empty map of another type',
    writer: { type: 'map', values: 'int' },
    reader: { type: 'map', values: 'string' },
    hex: '00',
    avsc: REFUSES,
    apache: REFUSES,
  },
  {
    what: 'promotion in an array',
    writer: { type: 'array', items: 'int' },
    reader: { type: 'array', items: 'long' },
    hex: '020600',
    avsc: { array: [{ long: '3' }] },
    apache: REFUSES,
  },
  {
    what: 'a string as bytes',
    writer: 'string',
    reader: 'bytes',
    hex: '0241',
    avsc: { bytes: '41' },
    apache: REFUSES,
  },
  {
    what: 'a large negative long as a double',
    writer: 'long',
    reader: 'double',
    hex: '81808080808080' + '20',
    avsc: { double: '4340000000000000' },
    apache: { double: 'c340000000000000' },
  },
  {
    what: 'decimals of another scale',
    writer: { type: 'bytes', logicalType: 'decimal', precision: 4, scale: 2 },
    reader: { type: 'bytes', logicalType: 'decimal', precision: 5, scale: 3 },
    hex: '0210',
    avsc: { bytes: '10' },
    apache: { bytes: '10' },
  },
  {
    what: 'a default of bytes',
    writer: record('R'),
    reader: withDefault('bytes', '\u00ff'),
    hex: '',
    avsc: valueOf('R', ['x', { bytes: 'ff' }]),
    apache: valueOf('R', ['x', { bytes: 'c3bf' }]),
  },
  {
    what: 'a whole number as the default of a double',
    writer: record('R'),
    reader: withDefault('double', 0),
    hex: '',
    avsc: valueOf('R', ['x', { double: '0000000000000000' }]),
    apache: REFUSES,
  },
  {
    what: 'the namespace of a type in a record with a dotted name and a namespace',
    writer: record('a.R', [field('x', ['null', fixed('F', 1)])], { namespace: 'ignored' }),
    hex: '0241',
    avsc: valueOf('a.R', ['x', { union: 'ignored.F', value: { fixed: '41' } }]),
    apache: valueOf('a.R', ['x', { union: 'a.F', value: { fixed: '41' } }]),
  },
  {
    what: 'a map key that JavaScript objects have as a member',
    writer: { type: 'map', values: 'int' },
    hex: '02125f5f70726f746f5f5f0600',
    avsc: { map: [] },
    apache: { map: [['__proto__', { int: '3' }]] },
  },
  {
    what: 'an int beyond 32 bits',
    writer: 'int',
    hex: '80808080808001',
    avsc: { int: '2199023255552' },
    apache: { int: '2199023255552' },
  },
  {
    what: 'a long of more than ten bytes',
    writer: 'long',
    hex: '8080808080808080808001',
    avsc: { long: '0' },
    apache: { long: '590295810358705651712' },
  },
  { what: 'a boolean that is neither 0 nor 1', writer: 'boolean', hex: '02', avsc: true, apache: false },
  { what: 'an enum index of -1', writer: enumOf('E', ['A', 'B']), hex: '01', avsc: REFUSES, apache: { enum: 'B' } },
  { what: 'a string that is not UTF-8', writer: 'string', hex: '02ff', avsc: '\ufffd', apache: REFUSES },
  { what: 'bytes after the value', writer: 'int', hex: '0607', avsc: REFUSES, apache: { int: '3' } },
];
