import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

import { MAX_GIVEN_UP, WARM_UP_RECORDS } from '../../src/runtime/json-parser/generated-parser.js';
import { generateProject } from '../pipeline/temp-project.js';

const closed = {
  title: 'Order',
  type: 'object',
  properties: { id: { type: 'string' }, quantity: { type: 'integer', minimum: 1 } },
  required: ['id'],
  additionalProperties: false,
};

async function decoderOf(schema: object, settings: object): Promise<{ readonly text: string; readonly file: string }> {
  const { root } = await generateProject({
    config: { topics: { orders: { key: 'string', value: 'order.json', framing: 'none', ...settings } } },
    schemas: { 'order.json': schema },
  });
  const file = join(root, 'src/consumers/orders/decoder.ts');
  return { text: readFileSync(file, 'utf8'), file };
}

it('a decoder has a parser only where the config asks for one', async () => {
  expect((await decoderOf(closed, {})).text).not.toContain('json-parser');
  expect((await decoderOf(closed, { jsonParser: 'native' })).text).not.toContain('json-parser');
});

it('a parser reads as the shape of its schema', async () => {
  const { text } = await decoderOf(closed, { jsonParser: 'generated' });
  expect(text).toContain('const ordersValueParser = new GeneratedParser(parseOrder, readOrdersValueJson);');
  expect(text).toContain(`export function readValue(r: ByteReader): OrdersValue {
  return ordersValueParser.read(r);
}`);
  expect(text).toContain(`function parseOrder(r: ByteReader): unknown {
  const object = new OrderObject();
  const isShuffled = orderNames.isShuffled;
  let member = orderNames.first(r);
  while (member !== undefined) {
    switch (member.text) {
      case 'id': {
        const value = parseText(r);
        if (isShuffled) setMember(object, 'id', value);
        else object.id = value;
        break;
      }
      case 'quantity': {
        const orderQuantity = parseNumber(r);
        if (!isInteger(orderQuantity)) giveUp();
        if (orderQuantity < 1) giveUp();
        if (isShuffled) setMember(object, 'quantity', orderQuantity);
        else object.quantity = orderQuantity;
        break;
      }
      default:
        giveUp();
    }
    member = orderNames.next(r, member);
  }
  if (object.id === undefined) giveUp();
  return object;
}`);
});

it('a topic whose schema no parser is made for keeps JSON.parse, and says why', async () => {
  const { text } = await decoderOf({ ...closed, title: 'X', minProperties: 1 }, { jsonParser: 'generated' });
  expect(text).not.toContain('json-parser');
  expect(text).toContain('// No parser is generated: the schema combines schemas');
});

it('the run says so in a note, with the file', async () => {
  const config = {
    topics: { orders: { key: 'string', value: 'order.json', framing: 'none', jsonParser: 'generated' } },
  };
  const notesFor = async (schema: object) => {
    const { result } = await generateProject({ config, schemas: { 'order.json': schema } });
    return result.diagnostics.filter(({ code }) => code === 'json-parser-missing');
  };

  expect(await notesFor(closed)).toEqual([]);
  expect(await notesFor({ ...closed, title: 'X', minProperties: 1 })).toMatchObject([
    {
      severity: 'note',
      location: { file: 'order.json' },
      message: expect.stringContaining(
        'no parser is generated, though "jsonParser" asks for one: the schema combines',
      ) as string,
    },
  ]);
});

interface Decoder {
  readonly decodeValueBase64: (base64: string) => unknown;
}

it('the parser starts after some thousand records and stops after many given up in a row', async () => {
  const { file } = await decoderOf(closed, { jsonParser: 'generated' });
  // What the files above declare.
  const { decodeValueBase64 } = (await import(pathToFileURL(file).href)) as Decoder;
  const counts = (await import(pathToFileURL(join(file, '../../_runtime/json-parser/generated-parser.ts')).href)) as {
    readonly parserCounts: { readonly tried: number; readonly givenUp: number };
  };
  const decode = (json: string, times: number): void => {
    for (let i = 0; i < times; i++) decodeValueBase64(Buffer.from(json).toString('base64'));
  };
  decode('{"id":"a"}', WARM_UP_RECORDS);
  expect(counts.parserCounts).toEqual({ tried: 0, givenUp: 0 });
  decode('{"id":"a","quantity":2}', 10);
  expect(counts.parserCounts).toEqual({ tried: 10, givenUp: 0 });
  decode('\uFEFF{"id":"a"}', MAX_GIVEN_UP - 1);
  decode('{"id":"a"}', 1);
  decode('\uFEFF{"id":"a"}', MAX_GIVEN_UP);
  const atEnd = { tried: 10 + 2 * MAX_GIVEN_UP, givenUp: 2 * MAX_GIVEN_UP - 1 };
  expect(counts.parserCounts).toEqual(atEnd);
  decode('{"id":"a"}', 5);
  expect(counts.parserCounts).toEqual(atEnd);
});
