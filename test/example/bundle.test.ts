import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KafkaEvent } from '../../src/runtime/kafka/kafka-event.js';
import { outsideVitest } from './outside-vitest.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const example = join(root, 'generated-example');
const bundles = realpathSync(mkdtempSync(join(tmpdir(), 'gen-msk-consumer-')));

// The example's own command, into another folder: of a flag that is given twice, esbuild takes the second.
beforeAll(() => {
  const env = outsideVitest();
  const path = [join(root, 'node_modules', '.bin'), env.PATH].join(delimiter);
  const { status, stderr } = spawnSync(`${bundleCommand()} --outdir=${bundles} --log-level=warning`, {
    cwd: example,
    env: { ...env, PATH: path },
    shell: true,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}, 60_000);

afterAll(() => rmSync(bundles, { recursive: true, force: true }));

test.each([
  ['categories', null],
  ['customers', null],
  ['loyalty-points', null],
  ['orders', null],
  ['payment-events', { batchItemFailures: [] }],
  ['return-events', { batchItemFailures: [] }],
  ['shipments', null],
  ['stock-movements', null],
])('the bundled handler of %s takes its sample event', (topic, answer) => {
  expect(invoke(topic, readFileSync(eventFile(topic), 'utf8'))).toEqual({ answer });
});

test('a bundled handler without batch responses throws at a record that it cannot decode', () => {
  expect(invoke('categories', cutShort('categories'))).toEqual({
    error:
      'BatchError: 1 record failed\n' +
      'categories-0 offset 0: failed to decode the value (schema 5f0c1f9e-7d5b-4a55-9a3e-2b1c3d4e5f60): ' +
      'the bytes end too early (Category.children, byte 59)',
  });
});

test('a bundled handler with batch responses names the record that it cannot decode', () => {
  expect(invoke('payment-events', cutShort('payment-events'))).toEqual({
    answer: { batchItemFailures: [{ itemIdentifier: { partition: 'payment-events-0', offset: 0 } }] },
  });
});

test('a bundled handler of JSON records names the record that it cannot decode', () => {
  expect(invoke('return-events', cutShort('return-events'))).toEqual({
    answer: { batchItemFailures: [{ itemIdentifier: { partition: 'return-events-0', offset: 0 } }] },
  });
});

function bundleCommand(): string {
  // The example's package.json, of which this test is the check.
  const manifest = JSON.parse(readFileSync(join(example, 'package.json'), 'utf8')) as { scripts: { bundle: string } };
  return manifest.scripts.bundle;
}

function eventFile(topic: string): string {
  return join(example, 'src', 'consumers', topic, 'event.json');
}

/** The sample event of a topic without the last byte of its value. */
function cutShort(topic: string): string {
  // As generated: one record, which has a value.
  const event = JSON.parse(readFileSync(eventFile(topic), 'utf8')) as KafkaEvent;
  const withoutLastByte = (base64: string) => Buffer.from(base64, 'base64').subarray(0, -1).toString('base64');
  const records = Object.entries(event.records).map(
    ([partition, batch]) =>
      [partition, batch.map((record) => ({ ...record, value: withoutLastByte(record.value ?? '') }))] as const,
  );
  return JSON.stringify({ ...event, records: Object.fromEntries(records) });
}

/** What a new process that loads the bundle as Lambda does answers, or the error that it throws. */
function invoke(topic: string, event: string): unknown {
  const url = pathToFileURL(join(bundles, 'consumers', topic, 'handler.mjs')).href;
  const script = `
    import { readFileSync } from 'node:fs';
    const { handler } = await import(${JSON.stringify(url)});
    const context = { awsRequestId: '1', getRemainingTimeInMillis: () => 3000 };
    const outcome = await handler(JSON.parse(readFileSync(0, 'utf8')), context).then(
      (answer) => ({ answer: answer ?? null }),
      (error) => ({ error: String(error) }),
    );
    process.stdout.write(JSON.stringify(outcome));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: outsideVitest(),
    input: event,
    encoding: 'utf8',
  });
  return stdout === '' ? stderr : JSON.parse(stdout);
}
