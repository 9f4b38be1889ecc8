import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe } from 'vitest';

import { startLambda } from '../runtime/lambda/lambda-process.js';
import { testWrapped } from '../runtime/lambda/test-wrapped.js';

const folder = process.env['REAL_LAMBDA'];
const runtime = fileURLToPath(new URL('../runtime/', import.meta.url));
const task = fileURLToPath(new URL(`../../.tmp/real-lambda-${process.pid}/`, import.meta.url));

beforeAll(async () => {
  mkdirSync(task, { recursive: true });
  const bundle = (entry: string, outfile: string, format: 'esm' | 'cjs') =>
    build({
      entryPoints: [path.join(runtime, entry)],
      outfile: path.join(task, outfile),
      format,
      bundle: true,
      platform: 'node',
      target: 'node22',
      logLevel: 'error',
    });
  await bundle('lambda/rapid-client.ts', 'preload.cjs', 'cjs');
  await bundle('lambda/wrapped-handlers.ts', 'wrapped.mjs', 'esm');
});

afterAll(() => rmSync(task, { recursive: true, force: true }));

// Node 20 has no client of this release; the tests of `npm test` run the one before it.
describe.skipIf(folder === undefined).each(['node-22', 'node-24'])("run by Lambda's runtime client 4 on %s", (node) => {
  const modules = path.join(folder ?? '', 'node_modules');

  testWrapped((exported) =>
    startLambda({
      program: path.join(modules, node, 'bin', 'node'),
      client: path.join(modules, 'aws-lambda-ric', 'index.mjs'),
      task,
      handler: `wrapped.${exported}`,
    }),
  );
});
