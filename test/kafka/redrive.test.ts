import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { produce } from '../../src/commands/produce.js';
import { redrive, type RedriveResult } from '../../src/commands/redrive.js';
import type { KafkaEvent, RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';
import { writeDeadLetter } from '../../src/runtime/dead-letter/envelope.js';
import { run } from '../cli/run.js';
import { generateProject, record } from '../pipeline/temp-project.js';
import { localS3 } from '../runtime/dead-letter/local-s3.js';

/** Notes each order that it handles, and fails for those whose id is in the file `failing`. */
const HANDLER = `import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { consumeOrders } from './consumer.js';
export const handler = consumeOrders(async ({ offset, headers }) => {
  const failing = existsSync('failing') ? readFileSync('failing', 'utf8').split(',') : [];
  if (failing.includes(String(offset))) throw new Error('the shop is closed');
  appendFileSync('handled', \`\${offset}:\${headers.text('gen-msk-redrive-count')} \`);
});
`;

let root = '';
let records: readonly RawKafkaRecord[] = [];

beforeAll(async () => {
  ({ root } = await generateProject({
    config: {
      defaults: { framing: 'confluent' },
      topics: { orders: { key: 'string', value: { versions: { '4': 'order.avsc' } } } },
    },
    schemas: { 'order.avsc': record('Order', [['id', 'string']]) },
  }));
  writeFileSync(join(root, 'src/consumers/orders/handler.ts'), HANDLER);
  await produce('orders', { cwd: root, to: 'events.json', count: 4, seed: 'a', poison: 1 });
  const event = JSON.parse(readFileSync(join(root, 'events.json'), 'utf8')) as KafkaEvent;
  records = Object.values(event.records).flat();
});

beforeEach(() => {
  for (const file of ['handled', 'failing']) writeFileSync(join(root, file), '');
});

const letter = (of: RawKafkaRecord, reason = 'the shop is closed'): string =>
  writeDeadLetter({
    record: of,
    code: 'attempts-exhausted',
    reason,
    stage: 'handle the record',
    schemaId: '4',
    key: `orders/0/${of.offset}`,
    cluster: undefined,
    attempts: 3,
    failedAt: 0,
  });

const outcomes = ({ records: all }: RedriveResult) =>
  all.map(({ offset, outcome, isLeft }) => [offset, outcome, isLeft]);
const handled = () => readFileSync(join(root, 'handled'), 'utf8').trim();
const fail = (...offsets: readonly number[]) => writeFileSync(join(root, 'failing'), offsets.join());

function letterFolder(name: string): string {
  mkdirSync(join(root, name), { recursive: true });
  for (const one of records) writeFileSync(join(root, name, `${one.offset}.json`), letter(one));
  return name;
}

describe('redrive', () => {
  it('counts reasons and schemas in a dry run, and handles nothing', async () => {
    const result = await redrive(letterFolder('dry'), { cwd: root, dryRun: true });
    expect(result.counts).toEqual({
      letters: 4,
      reasons: [{ code: 'attempts-exhausted', reason: 'the shop is closed', count: 4 }],
      schemas: [{ topic: 'orders', schemaId: '4', count: 4 }],
    });
    expect([handled(), result.progress, result.diagnostics]).toEqual(['', null, []]);
  });

  it('handles nothing of a source with a broken letter, or with progress that cannot be kept', async () => {
    const folder = letterFolder('broken');
    const [first, second] = records;
    if (first === undefined || second === undefined) throw new Error('four records were made');
    writeFileSync(join(root, folder, '9.jsonl'), `${letter(first)}\n${letter(second).slice(0, 90)}`);
    const { diagnostics, records: redriven } = await redrive(folder, { cwd: root });
    expect(diagnostics).toMatchObject([{ code: 'input-unusable', message: '9.jsonl: line 2 is not JSON' }]);
    expect([redriven, handled()]).toEqual([[], '']);
    const unwritable = await redrive(letterFolder('whole'), { cwd: root, progress: 'src' });
    expect(unwritable.diagnostics).toMatchObject([{ code: 'write-failed', location: { file: 'src' } }]);
    expect(handled()).toBe('');
  });

  it('handles each letter once, with its count, and goes on with what is left after a fix', async () => {
    const folder = letterFolder('letters');
    fail(1);
    const first = await redrive(folder, { cwd: root });
    expect(outcomes(first)).toEqual([
      [0, 'handled', false],
      [1, 'failed', true],
      [2, 'invalid', true],
      [3, 'handled', false],
    ]);
    expect(first.records[1]?.error?.message).toContain('the shop is closed');
    expect(first.diagnostics.map(({ code }) => code)).toEqual(['records-left']);
    // A line that a killed process did not finish.
    writeFileSync(first.progress ?? '', `${readFileSync(first.progress ?? '', 'utf8')}{"id":"ord`);
    fail();
    const second = await redrive(folder, { cwd: root });
    expect(outcomes(second).map(([, outcome]) => outcome)).toEqual([
      'settled-before',
      'handled',
      'invalid',
      'settled-before',
    ]);
    expect(handled()).toBe('0:1 3:1 1:2');
    expect(existsSync(join(root, folder, '1.json'))).toBe(true);
  });

  it('gives a record up after three redrives, or as many as it is told', async () => {
    const folder = letterFolder('stubborn');
    fail(0, 1, 3);
    for (let count = 0; count < 3; count++) await redrive(folder, { cwd: root });
    expect((await redrive(folder, { cwd: root })).records.map(({ outcome }) => outcome)).toEqual(
      Array(4).fill('too-often'),
    );
    fail();
    const more = await redrive(folder, { cwd: root, maxRedrives: 4 });
    expect(more.records.map(({ outcome }) => outcome)).toEqual(['handled', 'handled', 'invalid', 'handled']);
  });

  it('keeps to a rate, and ends after the record at hand when it is stopped', async () => {
    const stop = new AbortController();
    const begun = performance.now();
    const result = await redrive(letterFolder('slow'), {
      cwd: root,
      rate: 10,
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(50)]),
    });
    expect(performance.now() - begun).toBeGreaterThan(50);
    expect(result.records.at(-1)?.outcome).toBe('not-attempted');
  });

  it('reads objects of S3, and leaves them there', async () => {
    const s3 = await localS3('letters');
    onTestFinished(() => s3.close());
    for (const one of records.slice(0, 2))
      await s3.client.putObject({ Bucket: 'letters', Key: `dead/orders/${one.offset}.json`, Body: letter(one) });
    const { endpoint } = s3.client.config;
    const { hostname, port } = (await endpoint?.()) ?? { hostname: '', port: 0 };
    vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://${hostname}:${port}`);
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(outcomes(await redrive('s3://letters/dead/', { cwd: root }))).toEqual([
      [0, 'handled', false],
      [1, 'handled', false],
    ]);
    expect((await s3.client.listObjectsV2({ Bucket: 'letters' })).KeyCount).toBe(2);
  });

  it('deletes a message of SQS after its record is handled, and gives the others back', async () => {
    const queue = await loopbackQueue(records.map((one) => letter(one)));
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    onTestFinished(() => void vi.unstubAllEnvs());
    await redrive(queue.url, { cwd: root, dryRun: true });
    expect(queue.calls.filter((call) => call !== 'ReceiveMessage')).toEqual([]);
    const result = await redrive(queue.url, { cwd: root });
    expect(outcomes(result).map(([, outcome]) => outcome)).toEqual(['handled', 'handled', 'invalid', 'handled']);
    expect([queue.left(), queue.released]).toEqual([1, ['2']]);
  });

  it('exits with 1 when a record is left, 2 for a source that is not there, and 0 otherwise', async () => {
    writeFileSync(join(root, 'one.json'), letter(records[0] ?? ({} as RawKafkaRecord)));
    const done = await run(['redrive', 'one.json'], { cwd: root });
    expect([done.exitCode, done.stdout.split('\n')[3], done.stderr]).toEqual([0, '', '']);
    expect(done.stdout).toContain(
      'orders, partition 0, offset 0: handled\n\n1 handled, 0 left. Progress: .gen-msk-redrive/',
    );
    writeFileSync(join(root, 'poison.json'), letter(records[2] ?? ({} as RawKafkaRecord)));
    expect((await run(['redrive', 'poison.json', '--format', 'json'], { cwd: root })).exitCode).toBe(1);
    writeFileSync(join(root, 'other.json'), letter({ ...(records[0] ?? ({} as RawKafkaRecord)), topic: 'returns' }));
    expect((await run(['redrive', 'other.json'], { cwd: root })).stdout).toContain(
      'returns, partition 0, offset 0: no handler: the config has no topic returns\n',
    );
    expect((await run(['redrive', 'nothing.json'], { cwd: root })).exitCode).toBe(2);
    expect((await run(['redrive', 'orders', '--brokers', 'localhost:1'], { cwd: root })).exitCode).toBe(3);
  });
});

/** A queue that gives all of its messages, and those that were given back once more. */
async function loopbackQueue(bodies: readonly string[]) {
  const messages = new Map(bodies.map((body, index) => [String(index), body]));
  const calls: string[] = [];
  const released: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const call = (String(request.headers['x-amz-target']).split('.')[1] ?? '').trim();
      const { ReceiptHandle = '' } = JSON.parse(body) as { ReceiptHandle?: string };
      calls.push(call);
      if (call === 'DeleteMessage') messages.delete(ReceiptHandle);
      if (call === 'ChangeMessageVisibility') released.push(ReceiptHandle);
      const Messages = [...messages].map(([id, Body]) => ({
        MessageId: id,
        ReceiptHandle: id,
        Body,
        MD5OfBody: createHash('md5').update(Body).digest('hex'),
      }));
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify(call === 'ReceiveMessage' ? { Messages } : {}));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/123456789012/dead`, calls, released, left: () => messages.size };
}
