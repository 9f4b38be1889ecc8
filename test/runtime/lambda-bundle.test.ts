import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));

test('a bundled handler holds the loop and what its framing needs: no encoder, no fixture, no zlib', async () => {
  const { metafile, outputFiles } = await build({
    entryPoints: [path.join(here, 'golden', 'orders', 'handler.ts')],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
  });

  const [output] = Object.values(metafile.outputs);
  const modules = Object.entries(output?.inputs ?? {}).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 && file.includes('src/runtime/') ? [path.basename(file, '.ts')] : [],
  );
  expect(modules.sort()).toEqual([
    'assert-kafka-event',
    'byte-reader',
    'consume-records',
    'decode-record',
    'errors',
    'framing',
    'framing-hint',
    'kafka-headers',
    'map-bounded',
    'plain-read',
    'record-error',
    'thrown-reason',
    'utf8',
  ]);
  expect(output?.imports.map((imported) => imported.path)).toEqual(['node:buffer']);
  expect(outputFiles[0]?.contents.length).toBeLessThan(9600);
});
