import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../src/commands/inspect.js';
import type { KafkaEvent } from '../../src/runtime/kafka/kafka-event.js';
import { run } from '../cli/run.js';
import { repository, writeProject } from '../pipeline/temp-project.js';
import { brokenValues, project } from './broken-values.js';

const shop = join(repository, 'generated-example');
let root = '';

beforeAll(() => {
  root = writeProject(project);
});

describe('the likely causes of a value', () => {
  it.each(brokenValues)('$topic: $what', async ({ topic, bytes, cause, not }) => {
    const { records, diagnostics } = await inspect({ cwd: root, topics: [topic], input: bytes, encoding: 'raw' });
    const causes = records[0]?.value?.causes.map(({ code }) => code) ?? [];
    expect(causes[0]).toBe(cause);
    if (not !== undefined) expect(causes).not.toContain(not);
    const isBroken = records[0]?.value?.state === 'broken';
    expect(diagnostics.map(({ code }) => code)).toEqual(isBroken ? ['record-unreadable'] : []);
    if (cause !== undefined) expect(isBroken).toBe(true);
  });
});

it('what follows JSON is not blamed on the schema that it was written with', async () => {
  const input = Buffer.from('{"code":"abcd"} tail');
  const { records } = await inspect({ cwd: root, topics: ['notes'], input, encoding: 'raw' });
  expect(records[0]?.value?.causes[0]?.message).toBe('4 bytes follow the JSON value');
});

describe('a fault', () => {
  const { bytes } = brokenValues.find(({ what }) => what === 'a value cut in a string') ?? { bytes: Buffer.alloc(0) };

  it('is located in the bytes of the whole value, with what was read before it', async () => {
    const { records } = await inspect({ cwd: root, topics: ['orders'], input: bytes, encoding: 'raw' });
    expect(records[0]?.value).toMatchObject({
      schemaId: '9',
      schemaFile: 'order.v2.avsc',
      payloadStart: 5,
      fields: [
        { path: 'id', start: 5, end: 16, value: 'order-0001' },
        { path: 'total', start: 16, end: 19, value: 12_345n },
        { path: 'express', start: 19, end: 20, value: true },
      ],
      fault: { byteOffset: 21, at: 'Order.note' },
    });
  });

  it.each([
    ['hex', bytes.toString('hex')],
    ['hex with a prefix', `0x${bytes.toString('hex')}`],
    ['base64', bytes.toString('base64')],
    ['base64 in lines', bytes.toString('base64').replaceAll(/.{10}/g, '$&\n')],
  ])('is the same for a value in %s', async (_, text) => {
    const { records } = await inspect({ cwd: root, topics: ['orders'], input: Buffer.from(text) });
    expect(records[0]?.value?.fault?.byteOffset).toBe(21);
  });
});

describe('the command', () => {
  const event = join(shop, 'src/consumers/orders/event.json');

  it('shows fields, and values only when asked', async () => {
    const hidden = await run(['inspect', event], { cwd: shop });
    expect(hidden).toMatchObject({ exitCode: 0, stderr: '' });
    expect(hidden.stdout).toContain('shippingAddress.city');
    expect(hidden.stdout).not.toContain('Porto');
    const shown = await run(['inspect', event, '--values'], { cwd: shop });
    expect(shown.stdout).toMatch(/ 236–241 +shippingAddress\.city +string +"Porto"\n/);
    const json = await run(['inspect', event, '--format', 'json'], { cwd: shop });
    expect(json.stdout).not.toContain('Porto');
  });

  it('has an entry per record in JSON, whatever form the file has', async () => {
    const text = readFileSync(event, 'utf8');
    const forms = [text, `[${text},${text}]`, `${JSON.stringify(JSON.parse(text))}\n`.repeat(2)];
    const counts = await Promise.all(
      forms.map(async (form) => {
        const { records } = await inspect({ cwd: shop, input: Buffer.from(form) });
        expect(records[0]).toMatchObject({ topic: 'orders', partition: 0, offset: 0, value: { state: 'read' } });
        return records.length;
      }),
    );
    const one = counts[0] ?? 0;
    expect(counts).toEqual([one, 2 * one, 2 * one]);
  });

  it('takes the value last, behind the topics', async () => {
    const { exitCode, stdout } = await run(['inspect', '--topic', 'orders', '--', 'AAAAAAk='], { cwd: shop });
    expect([exitCode, stdout.split('\n')[0]]).toEqual([1, 'orders']);
    const swallowed = await run(['inspect', '--topic', 'orders', 'AAAAAAk='], { cwd: shop });
    expect(swallowed).toMatchObject({ exitCode: 1, stdout });
  });

  it('names the offsets of an on-failure message without records', async () => {
    const recordsInfo = { 'orders-3': { firstRecordOffset: '17', lastRecordOffset: '19' } };
    const body = JSON.stringify({ requestContext: {}, KafkaBatchInfo: { batchSize: 3, recordsInfo } });
    const { ranges, diagnostics } = await inspect({
      cwd: shop,
      input: Buffer.from(JSON.stringify({ Records: [{ body }] })),
    });
    expect(diagnostics).toEqual([]);
    expect(ranges).toEqual([{ topic: 'orders', partition: 3, first: 17, last: 19 }]);
  });

  it('reads the records in an on-failure payload of S3', async () => {
    const payload = readFileSync(event, 'utf8');
    const failure = { requestContext: {}, KafkaBatchInfo: { batchSize: 1 }, payload };
    const { records } = await inspect({ cwd: shop, input: Buffer.from(JSON.stringify(failure)) });
    expect(records[0]).toMatchObject({ topic: 'orders', value: { state: 'read' } });
  });

  it('shows the records of an event, and says which are none', async () => {
    const captured = JSON.parse(readFileSync(event, 'utf8')) as KafkaEvent;
    const [record] = Object.values(captured.records).flat();
    const text = JSON.stringify({ ...captured, records: { 'orders-0': [record, { ...record, partition: '0' }] } });
    const { records, diagnostics } = await inspect({ cwd: shop, input: Buffer.from(text) });
    expect(records).toHaveLength(1);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'records["orders-0"][1] is not a record: "partition" is not a whole number',
    ]);
    const empty = await inspect({ cwd: shop, input: Buffer.from(JSON.stringify({ ...captured, records: {} })) });
    expect(empty.diagnostics.map(({ message }) => message)).toEqual(['there are no records in it']);
  });

  it('refuses text that is not base64, as the consumer does', async () => {
    const captured = readFileSync(event, 'utf8').replace('"value": "', '"value": "!!!');
    const { records } = await inspect({ cwd: shop, input: Buffer.from(captured) });
    expect(records[0]?.value).toMatchObject({ state: 'broken', fault: { reason: 'the text is not base64' } });
  });

  it.each([
    ['no input', ['inspect', 'missing.json'], 'there is no file missing.json'],
    [
      'a topic that is not configured',
      ['inspect', join(shop, 'src/consumers/customers/event.json')],
      'the records are of customers',
    ],
    ['a value of any topic', ['inspect', 'zzzz'], 'the value may be of any of the topics'],
    ['JSON without records', ['inspect', '{"a":1}'], 'there are no records in it, and as a value it may be of any'],
  ])('refuses %s', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await run(argv, { cwd: root });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('genuine sample events', () => {
  it('are read whatever they contain', async () => {
    const folder = join(repository, 'test/events');
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const input = readFileSync(join(folder, name));
      const { diagnostics } = await inspect({ cwd: root, topics: ['orders'], input });
      const codes = new Set(diagnostics.map(({ code }) => code));
      codes.delete('record-unreadable');
      expect([name, [...codes]]).toEqual([name, []]);
    }
  });
});
