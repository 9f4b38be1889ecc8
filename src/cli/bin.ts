#!/usr/bin/env node
import * as module from 'node:module';
import { bugReport } from './bug-report.js';
import { claimStdout } from './claim-stdout.js';
import { unsupportedNode } from './unsupported-node.js';

const unsupported = unsupportedNode(process.versions.node);
if (unsupported !== undefined) {
  process.stderr.write(unsupported);
  process.exit(2);
}

process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) is not a failure.
  if (code === 'EPIPE') return;
  process.stderr.write(`error: the result could not be printed: ${message}\n`);
  process.exit(2);
});
// Node would exit with 1, which here means a negative result.
process.on('uncaughtException', (error) => {
  process.stderr.write(bugReport(error));
  process.exit(70);
});

const env = { ...process.env };
// json-schema-to-typescript prints its workings where this is set, for whatever other program it was meant.
delete process.env['VERBOSE'];
const writeResult = claimStdout();
// Node 22 and later keep compiled code between runs, of what is imported from here on.
if ('enableCompileCache' in module) (module.enableCompileCache as () => void)();
const { main } = await import('./main.js');

process.exitCode = await main(process.argv.slice(2), {
  stdout: { write: writeResult, isTTY: process.stdout.isTTY },
  stderr: { write: (text) => process.stderr.write(text), isTTY: process.stderr.isTTY },
  stdin: {
    // Asked for by few commands: it is opened then.
    get isTTY() {
      return process.stdin.isTTY;
    },
    read: readStdin,
  },
  env,
  cwd: process.cwd(),
  untilStopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    }),
});

async function readStdin(): Promise<Buffer> {
  const { buffer } = await import('node:stream/consumers');
  return buffer(process.stdin);
}
