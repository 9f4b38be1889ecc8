import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { versionRemarks } from '../../src/compat/version-remarks.js';
import { resolve } from '../../src/runtime/resolution/resolve.js';
import { unreadableParts } from '../../src/runtime/resolution/unreadable.js';
import { avroDatum } from '../arbitrary/avro-value.js';
import { avscDecode, avscType } from '../oracle/avsc-oracle.js';
import { canonicalShape } from '../oracle/canonical-shape.js';
import { decoded, difference } from '../oracle/decoded.js';
import { outcomeOf } from '../oracle/outcome.js';
import { generatedDecoder, interpretedDecoder, planSchemas, plannedTopic } from '../oracle/generated-decoder.js';
import { generateProject } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';
import { shapeFor, typeOf } from './interpreted.js';

const record = (name: string, ...fields: readonly object[]) => ({ type: 'record', name, fields });
const enumOf = (name: string, symbols: readonly string[], more: object = {}) => ({
  type: 'enum',
  name,
  symbols,
  ...more,
});
const arrayOf = (items: unknown) => ({ type: 'array', items });
const mapOf = (values: unknown) => ({ type: 'map', values });

const line = record('Line', { name: 'sku', type: 'string' });
const longerLine = record('Line', { name: 'sku', type: 'string' }, { name: 'qty', type: 'int' });
const cart = (type: unknown) => record('Cart', { name: 'lines', type });

const noQty = 'Line.qty: the writer\'s "Line" has no such field, and the reader\'s field has no default';

/** Decodes by generated code and by the interpreter, which have to agree. */
async function readBy(writer: unknown, reader: unknown): Promise<(hex: string) => unknown> {
  const topic = plannedTopic({
    versions: [
      { id: '1', schema: writer },
      { id: '2', schema: reader },
    ],
  });
  const { decode } = await generatedDecoder(topic);
  const interpret = interpretedDecoder(topic, topic.part.versions[0]);
  return (hex) => {
    const bytes = Buffer.from(hex, 'hex');
    const result = decoded((all) => decode(all, '1'), bytes);
    expect(difference(result, decoded(interpret, bytes))).toBe(undefined);
    return 'value' in result ? result.value : `${result.at}: ${result.reason}`;
  };
}

/** What is said of the writer's version at generation: errors, or warnings. */
function remarks(writer: unknown, reader: unknown): readonly string[] {
  const planned = planSchemas({
    versions: [
      { id: '1', schema: writer },
      { id: '2', schema: reader },
    ],
  });
  const found = 'problems' in planned ? planned.problems : versionRemarks([planned.plan.topic]);
  return found.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

const partly = (text: string) =>
  `warning version-partly-readable: the value of "topic": not every record of v1.avsc can be read with v2.avsc: ${text}`;
const never = (text: string) =>
  `error schema-incompatible: the value of "topic": no record of v1.avsc can be read with v2.avsc: ${text}`;

describe('an array or map whose items cannot be resolved', () => {
  it.each([
    ['array', ['null', arrayOf(line)], ['null', arrayOf(longerLine)], '0200', { lines: [] }, '02020261' + '00'],
    ['array of no union', arrayOf(line), arrayOf(longerLine), '00', { lines: [] }, '02026100'],
    ['map', mapOf(line), mapOf(longerLine), '00', { lines: {} }, '020261026200'],
    [
      'array of arrays',
      arrayOf(arrayOf(line)),
      arrayOf(arrayOf(longerLine)),
      '020000',
      { lines: [[]] },
      '020202610000',
    ],
    [
      'map of arrays',
      mapOf(arrayOf(line)),
      mapOf(arrayOf(longerLine)),
      '0202610000',
      { lines: { a: [] } },
      '02026102026100',
    ],
  ])('is read where it is empty, and fails at an item: %s', async (_, writer, reader, empty, value, full) => {
    const read = await readBy(cart(writer), cart(reader));
    expect(read(empty)).toEqual(value);
    expect(read(full)).toContain(noQty);
  });

  it('fails for items of another type too', async () => {
    const read = await readBy(cart(arrayOf('int')), cart(arrayOf('string')));
    expect(read('00')).toEqual({ lines: [] });
    expect(read('020200')).toBe("Cart.lines[]: the writer's int is not a string");
  });

  it('does not keep a union from choosing the branch that reads every item', async () => {
    const box = (name: string, items: unknown) => record(name, { name: 'items', type: arrayOf(items) });
    const reader = [box('b.Box', 'string'), box('c.Box', 'long')];
    const read = await readBy(box('a.Box', 'int'), reader);
    expect(read('020200')).toEqual({ $type: 'c.Box', items: [1n] });
  });

  it('compiles', async () => {
    const { root, files } = await generateProject({
      config: {
        topics: {
          carts: { framing: 'confluent', value: { versions: { 1: 'v1.avsc', 2: 'v2.avsc', 3: 'v3.avsc' } } },
        },
      },
      schemas: {
        'v1.avsc': record(
          'Cart',
          { name: 'lines', type: arrayOf(line) },
          { name: 'more', type: mapOf(['null', 'Line']) },
        ),
        'v2.avsc': record('Cart', { name: 'lines', type: arrayOf('int') }, { name: 'more', type: mapOf('int') }),
        'v3.avsc': record(
          'Cart',
          { name: 'lines', type: arrayOf(longerLine) },
          { name: 'more', type: mapOf(['null', 'Line']) },
        ),
      },
    });
    expect(typeErrors(root, sources(files))).toEqual([]);
  });

  it('is read as Avro 1.12 for Java reads it, and refused by avsc for the type alone', () => {
    const [writer, reader] = [avscType(arrayOf(line)), avscType(arrayOf(longerLine))];
    expect(outcomeOf(() => reader.createResolver(writer))).toHaveProperty('error');
    const topic = plannedTopic({ versions: [{ id: '1', schema: cart(arrayOf(line)) }] });
    const empty = decoded(interpretedDecoder(topic), Buffer.from('00', 'hex'));
    expect('value' in empty && canonicalShape(topic.part.shape, empty.value)).toEqual(
      avscDecode(avscType(cart(arrayOf(line))), Buffer.from('00', 'hex')),
    );
  });
});

describe('what cannot be read of a writer version is a warning that names field and reason', () => {
  const order = (symbols: readonly string[], more: object = {}) =>
    record('Order', { name: 'status', type: enumOf('Status', symbols, more) });
  const nullable = (symbols: readonly string[]) =>
    record('Order', { name: 'status', type: ['null', enumOf('Status', symbols)] });
  const tree = (symbols: readonly string[]) =>
    record('Node', { name: 'next', type: ['null', 'Node'] }, { name: 'kind', type: ['null', enumOf('Kind', symbols)] });

  it.each([
    ['some symbols', order(['new', 'done']), order(['new']), 'Order.status: symbol done is not'],
    ['several symbols', order(['a', 'b', 'c']), order(['a']), 'Order.status: symbols b, c are not'],
    [
      'all symbols, inside a union',
      nullable(['new', 'done']),
      nullable(['NEW', 'DONE']),
      "Order.status: the writer's Status cannot be read: symbols new, done are not",
    ],
    [
      'inside an array',
      cart(arrayOf(enumOf('E', ['a']))),
      cart(arrayOf(enumOf('E', ['A']))),
      'Cart.lines[]: symbol a is not',
    ],
    [
      'inside a map',
      cart(mapOf(enumOf('E', ['a', 'b']))),
      cart(mapOf(enumOf('E', ['A', 'b']))),
      'Cart.lines{}: symbol a is not',
    ],
    [
      'inside a record that holds itself',
      tree(['a']),
      tree(['A']),
      "Node.kind: the writer's Kind cannot be read: symbol a is not",
    ],
  ])('%s', (_, writer, reader, reason) => {
    expect(remarks(writer, reader)).toEqual([partly(`${reason} in the reader's enum, which has no default`)]);
  });

  it('a branch names the field that fails within it', () => {
    expect(remarks(cart(['null', line]), cart(['null', longerLine]))).toEqual([
      partly(`Cart.lines: the writer's Line cannot be read: ${noQty}`),
    ]);
    expect(remarks(cart(['null', arrayOf(line)]), cart(['null', arrayOf(longerLine)]))).toEqual([
      partly(`Cart.lines[]: ${noQty}`),
    ]);
  });

  it('nothing is said of a version that is read as a whole, nor of a symbol that becomes the default', () => {
    expect(remarks(order(['a']), order(['b', 'a']))).toEqual([]);
    expect(remarks(order(['a', 'z']), order(['a'], { default: 'a' }))).toEqual([]);
  });
});

describe('a version of which no record can be read is an error', () => {
  const order = (symbols: readonly string[]) => record('Order', { name: 'status', type: enumOf('Status', symbols) });
  const never2 = "symbols new, done are not in the reader's enum, which has no default";

  it('for a field that every record has', () => {
    expect(remarks(order(['new', 'done']), order(['NEW', 'DONE']))).toEqual([never(`Order.status: ${never2}`)]);
    expect(remarks(line, longerLine)).toEqual([never(noQty)]);
  });

  it('that gives every reason, the first five of them in words', () => {
    const wide = (count: number) =>
      record('Line', ...Array.from({ length: count }, (_, index) => ({ name: `f${index + 1}`, type: 'int' })));
    const reason = (field: string) => noQty.replace('qty', field);
    expect(remarks(wide(1), wide(3))).toEqual([never(['f2', 'f3'].map(reason).join('; '))]);
    const listed = ['f1', 'f2', 'f3', 'f4', 'f5'].map(reason);
    expect(remarks(wide(0), wide(7))).toEqual([never([...listed, '2 more'].join('; '))]);
  });

  it('for a record that ends only where it cannot be read', () => {
    const list = (symbols: readonly string[]) =>
      record('Node', { name: 'next', type: ['Node', enumOf('End', symbols)] });
    expect(remarks(list(['end']), list(['END']))).toEqual([
      never("Node.next: the writer's End cannot be read: symbol end is not in the reader's enum, which has no default"),
    ]);
  });

  it('but not for one that reads itself, whatever it holds', () => {
    const endless = record('Node', { name: 'next', type: 'Node' }, { name: 'none', type: enumOf('E', []) });
    expect(remarks(endless, endless)).toEqual([]);
  });
});

it('of random schemas and readers that differ from them, what is read or not is as the warnings say', () => {
  const kinds = ['int', 'string', 'boolean', 'double', 'long'];
  let [refused, partial, whole] = [0, 0, 0];
  fc.assert(
    fc.property(avroDatum(), fc.nat(), fc.constantFrom(...kinds), ({ schema, bytes }, at, kind) => {
      const tokens = JSON.stringify(schema).split(/(?<=[[:,])("(?:int|string|boolean|double|long)")(?=[\],}])/);
      const index = tokens.length < 3 ? 0 : 1 + 2 * (at % ((tokens.length - 1) / 2));
      const text = tokens
        .map((token, number) => (number === index && index > 0 ? JSON.stringify(kind) : token))
        .join('');
      const changed = outcomeOf(() => shapeFor(JSON.parse(text)));
      if (!('ok' in changed)) return;
      const result = resolve(typeOf(schema), changed.ok);
      if (!result.ok) {
        refused++;
        return;
      }
      const topic = outcomeOf(() =>
        plannedTopic({
          versions: [
            { id: '1', schema },
            { id: '2', schema: JSON.parse(text) },
          ],
        }),
      );
      if (!('ok' in topic)) return;
      const outcome = decoded(interpretedDecoder(topic.ok, topic.ok.part.versions[0]), bytes);
      const parts = unreadableParts({ resolution: result.resolution, writer: typeOf(schema), at: 'value' });
      if (parts.length > 0) partial++;
      else whole++;
      if (!('value' in outcome) && outcome.reason.includes("the writer's")) expect(parts).not.toEqual([]);
    }),
    { seed: 77, numRuns: 400 },
  );
  expect([refused, partial, whole].every((count) => count > 10)).toBe(true);
});
