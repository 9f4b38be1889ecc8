import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

import { tempFolder } from '../support/temp-folder.js';

/** What one decoding took, in a process of its own. */
export interface Measured {
  readonly outcome: 'value' | 'DecodeError';
  /** The time of the processor, in milliseconds, with what V8 does not count: regular expressions, `JSON.parse`. */
  readonly milliseconds: number;
  /** How many functions, branches and turns of loops were run: V8 counts them, however busy the machine is. */
  readonly steps: number;
  /** By how much the process grew at its largest, in bytes. */
  readonly grown: number;
}

export interface DecoderModule {
  /** The text of a generated `decoder.ts`. */
  readonly text: string;
  /** The folder that its imports are relative to. */
  readonly folder: string;
}

/** Decodes bytes twice with a generated decoder: once for memory and time, once for the steps. */
export function measuredDecoding({ text, folder }: DecoderModule, bytes: Uint8Array, schemaId = ''): Measured {
  const [output] = buildSync({
    stdin: { contents: `${text}\n${PROGRAM}`, loader: 'ts', resolveDir: folder },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    logLevel: 'silent',
  }).outputFiles;
  const program = join(tempFolder(), 'program.mjs');
  writeFileSync(program, output?.text ?? '');
  const run = (mode: 'memory' | 'steps'): Pick<Measured, 'outcome' | 'milliseconds'> & { readonly amount: number } => {
    const { stdout, stderr } = spawnSync(process.execPath, [program, mode, schemaId], {
      input: Buffer.from(bytes).toString('base64'),
      encoding: 'utf8',
      timeout: 60_000,
    });
    if (stdout === '') throw new Error(stderr);
    // The program below writes nothing else.
    return JSON.parse(stdout) as ReturnType<typeof run>;
  };
  const { outcome, milliseconds, amount: grown } = run('memory');
  return { outcome, milliseconds, grown, steps: run('steps').amount };
}

const PROGRAM = `
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';

const bytes = Buffer.from(readFileSync(0, 'utf8'), 'base64');
const [mode, schemaId = ''] = process.argv.slice(2);
const session = new Session();
if (mode === 'steps') {
  // Before anything is compiled: only what is compiled later is counted.
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}

function decode(message) {
  try {
    schemaId === '' ? decodeValue(message) : decodeValue(message, schemaId);
    return 'value';
  } catch (error) {
    if (error.name !== 'DecodeError') throw error;
    return error.name;
  }
}

// What the first call compiles is not the input's.
decode(Buffer.alloc(1));
const before = process.resourceUsage().maxRSS;
const started = process.cpuUsage();
const outcome = decode(bytes);
const { user, system } = process.cpuUsage(started);
const milliseconds = (user + system) / 1000;
let amount = (process.resourceUsage().maxRSS - before) * 1024;
if (mode === 'steps') {
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    const functions = result.flatMap((script) => script.functions);
    const ranges = functions.flatMap((one) => one.ranges);
    amount = ranges.reduce((sum, { count }) => sum + count, 0);
  });
}
process.stdout.write(JSON.stringify({ outcome, milliseconds, amount }));
`;
