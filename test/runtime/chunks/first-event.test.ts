import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import avsc from 'avsc';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { order } from '../../../bench/payloads.js';
import { Random } from '../../../bench/random.js';
import { confluentFrame } from '../../../src/runtime/simulate/frame-encode.js';
import { avroDecoder } from '../../avro/avro-decoder.js';
import { tempFolder } from '../../support/temp-folder.js';

const PROGRAM = `
import { readFileSync } from 'node:fs';
import { readText } from './kafka/plain-read.js';
import { consumeRecords } from './consume/consume-records.js';

const binding = {
  topic: 'orders',
  key: { read: (r) => readText(r, 'key') },
  value: { read: readValue },
  reportBatchItemFailures: false,
};
await consumeRecords(binding, () => undefined)(JSON.parse(readFileSync(0, 'utf8')));
`;

/** An event of orders, as in the benchmark of cold starts. */
function eventOf(schema: unknown): object {
  const type = avsc.Type.forSchema(schema as avsc.Schema);
  const random = new Random(1);
  const records = Array.from({ length: 100 }, (_, offset) => ({
    topic: 'orders',
    partition: offset % 4,
    offset: Math.floor(offset / 4),
    timestamp: 1_700_000_000_000,
    timestampType: 'CREATE_TIME',
    key: Buffer.from(random.uuid()).toString('base64'),
    value: Buffer.from(confluentFrame(1, type.toBuffer(order(random)))).toString('base64'),
    headers: [],
  }));
  return {
    eventSource: 'aws:kafka',
    eventSourceArn: 'arn:aws:kafka:eu-west-1:123456789012:cluster/shop/0',
    records: Object.fromEntries(
      [0, 1, 2, 3].map((partition) => [
        `orders-${partition}`,
        records.filter((record) => record.partition === partition),
      ]),
    ),
  };
}

// Other versions of Node trace other compilers.
test.runIf(process.versions.node.startsWith('20.'))(
  'a first event of 100 orders wakes no optimizing compiler, which would take longer than the event',
  () => {
    const path = fileURLToPath(new URL('../../../bench/schemas/order.v2.avsc', import.meta.url));
    const schema: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const { text, folder } = avroDecoder({ versions: [{ id: '1', schema }], framing: 'confluent' });
    const [output] = buildSync({
      stdin: { contents: `${text}\n${PROGRAM}`, loader: 'ts', resolveDir: folder },
      bundle: true,
      write: false,
      minify: true,
      keepNames: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'silent',
    }).outputFiles;
    const program = join(tempFolder(), 'program.mjs');
    writeFileSync(program, output?.text ?? '');
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--trace-opt', program], {
      input: JSON.stringify(eventOf(schema)),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.split('\n').filter((line) => line.includes('completed optimizing'))).toEqual([]);
  },
);
