import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import avsc from 'avsc';
import { describe, expect, it } from 'vitest';
import { article, flatReading, order } from '../../../bench/payloads.js';
import { Random } from '../../../bench/random.js';
import { avroDecoder } from '../../avro/avro-decoder.js';
import { tempFolder } from '../../support/temp-folder.js';
import { confluentFrame } from '../../../src/runtime/simulate/frame-encode.js';

// Guards the time that decoding takes by what can be counted, so that it does not depend on the machine.

const RECORDS = 200;
/** How much more there may be than when the counts below were taken. */
const MARGIN = 1.2;

/** For 200 records: the functions, branches and turns of loops run, the calls of Node, and the bytes of memory asked of it. */
interface Work {
  readonly steps: number;
  readonly calls: number;
  readonly slabBytes: number;
}

/** To be taken down again when decoding takes less. */
const TAKEN_DOWN: Readonly<Record<string, Work>> = {
  flat: { steps: 16_511, calls: 4, slabBytes: 0 },
  order: { steps: 102_022, calls: 43, slabBytes: 0 },
  article: { steps: 100_955, calls: 357, slabBytes: 0 },
};

const workloads = {
  flat: { file: 'flat.avsc', value: flatReading },
  order: { file: 'order.v2.avsc', value: order },
  article: { file: 'article.avsc', value: article },
};

function workOf({ file, value }: (typeof workloads)[keyof typeof workloads]): Work {
  const path = fileURLToPath(new URL(`../../../bench/schemas/${file}`, import.meta.url));
  const schema: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const type = avsc.Type.forSchema(schema as avsc.Schema);
  const random = new Random(1);
  const records = Array.from({ length: RECORDS }, (_, offset) => ({
    offset,
    key: Buffer.from(random.uuid()).toString('base64'),
    value: Buffer.from(confluentFrame(1, type.toBuffer(value(random)))).toString('base64'),
  }));
  const { text, folder } = avroDecoder({
    versions: [{ id: '1', schema }],
    framing: 'confluent',
    values: { long: 'number' },
  });
  const [output] = buildSync({
    stdin: { contents: `${text}\n${PROGRAM}`, loader: 'ts', resolveDir: folder },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  }).outputFiles;
  const program = join(tempFolder(), 'program.mjs');
  writeFileSync(program, output?.text ?? '');
  const { stdout, stderr } = spawnSync(process.execPath, [program], {
    input: JSON.stringify(records),
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  // The program below writes nothing else.
  return JSON.parse(stdout) as Work;
}

const PROGRAM = `
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { readText } from './kafka/plain-read.js';
import { laneDecoder } from './consume/lane-decoder.js';

const records = JSON.parse(readFileSync(0, 'utf8'));
const work = { steps: 0, calls: 0, slabBytes: 0 };

function counted(holder, names, count) {
  for (const name of names) {
    const original = holder[name];
    if (original === undefined) continue;
    holder[name] = function (...args) {
      count(args);
      return Reflect.apply(original, this, args);
    };
  }
}
counted(Buffer.prototype, ['base64Write', 'latin1Slice', 'utf8Slice', 'write', 'toString', 'subarray'], () => work.calls++);
counted(Buffer, ['from', 'alloc', 'allocUnsafe', 'allocUnsafeSlow'], ([size]) => {
  work.calls++;
  if (typeof size === 'number') work.slabBytes += size;
});

const binding = {
  topic: 'orders',
  key: { read: (r) => readText(r, 'key') },
  value: { read: readValue },
  reportBatchItemFailures: false,
};
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const take = () => {
  let steps = 0;
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    const own = result.filter(({ url }) => url.startsWith('file:'));
    for (const { ranges } of own.flatMap((script) => script.functions))
      for (const { count } of ranges) steps += count;
  });
  return steps;
};
const decode = () => {
  const decoder = laneDecoder(binding, records);
  for (let index = 0; index < records.length; index++) {
    if (decoder.decode(index).kind !== 'value') throw new Error('a record is invalid');
  }
};
// Until strings are cut from the text of a chunk, as they are after the first thousands.
for (let pass = 0; pass < 20; pass++) decode();
take();
work.calls = work.slabBytes = 0;
decode();
work.steps = take();
process.stdout.write(JSON.stringify(work));
`;

describe('what decoding 200 records takes is no more than it was', () => {
  it.each(Object.entries(workloads))('%s', (name, workload) => {
    const { steps, calls, slabBytes } = TAKEN_DOWN[name] ?? { steps: 0, calls: 0, slabBytes: 0 };
    const work = workOf(workload);
    expect(work.steps).toBeLessThan(steps * MARGIN);
    expect(work.calls).toBeLessThan(calls * MARGIN);
    expect(work.slabBytes).toBeLessThanOrEqual(slabBytes * MARGIN);
  });
});
