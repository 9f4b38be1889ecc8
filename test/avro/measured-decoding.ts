import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

import { decoderFile } from '../../src/emit/decoder-file.js';
import { filled } from '../emit/filled.js';
import { tempFolder } from '../support/temp-folder.js';
import { plannedTopic, type TopicSchemas } from '../oracle/generated-decoder.js';

const RUNTIME = fileURLToPath(new URL('../../src/runtime/', import.meta.url));

/** What one decoding took, in a process of its own. */
export interface Measured {
  readonly outcome: 'value' | 'DecodeError';
  /** How many functions, branches and turns of loops were run: V8 counts them, however busy the machine is. */
  readonly steps: number;
  /** By how much the process grew at its largest, in bytes. */
  readonly grown: number;
}

/** Decodes bytes twice with the topic's generated decoder: once for the memory, once for the steps. */
export function measuredDecoding(schemas: TopicSchemas, bytes: Uint8Array, schemaId: string): Measured {
  const decoder = filled(decoderFile(plannedTopic(schemas).plan)).replaceAll("'../_runtime/", `'${RUNTIME}`);
  const [output] = buildSync({
    stdin: { contents: `${decoder}\n${PROGRAM}`, loader: 'ts', resolveDir: RUNTIME },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    logLevel: 'silent',
  }).outputFiles;
  const program = join(tempFolder(), 'program.mjs');
  writeFileSync(program, output?.text ?? '');
  const run = (mode: 'memory' | 'steps'): Pick<Measured, 'outcome'> & { readonly amount: number } => {
    const { stdout, stderr } = spawnSync(process.execPath, [program, mode, schemaId], {
      input: Buffer.from(bytes).toString('base64'),
      encoding: 'utf8',
      timeout: 60_000,
    });
    if (stdout === '') throw new Error(stderr);
    // The program below writes nothing else.
    return JSON.parse(stdout) as ReturnType<typeof run>;
  };
  const { outcome, amount: grown } = run('memory');
  return { outcome, grown, steps: run('steps').amount };
}

const PROGRAM = `
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';

const bytes = Buffer.from(readFileSync(0, 'utf8'), 'base64');
const [mode, schemaId] = process.argv.slice(2);
const session = new Session();
if (mode === 'steps') {
  // Before anything is compiled: only what is compiled later is counted.
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}

function decode(message) {
  try {
    decodeValue(message, schemaId);
    return 'value';
  } catch (error) {
    if (error.name !== 'DecodeError') throw error;
    return error.name;
  }
}

// What the first call compiles is not the input's.
decode(Buffer.alloc(1));
const before = process.resourceUsage().maxRSS;
const outcome = decode(bytes);
let amount = (process.resourceUsage().maxRSS - before) * 1024;
if (mode === 'steps') {
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    const functions = result.flatMap((script) => script.functions);
    const ranges = functions.flatMap((one) => one.ranges);
    amount = ranges.reduce((sum, { count }) => sum + count, 0);
  });
}
process.stdout.write(JSON.stringify({ outcome, amount }));
`;
