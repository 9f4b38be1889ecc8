import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));

const UNNEEDED =
  /^(?:simulate|later|idempotency|dead-letter|observe|json|avro)\/|in-batches|route-topics|by-type|claim/;

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
    bytesInOutput > 0 && file.includes('src/runtime/') ? [file.replace(/^.*src\/runtime\/(.*)\.ts$/, '$1')] : [],
  );
  // Nothing that only tests, the slow path, stores or senders need.
  expect(modules.filter((name) => UNNEEDED.test(name))).toEqual([]);
  expect(output?.imports.map((imported) => imported.path).sort()).toEqual(['node:buffer', 'node:events']);
  expect(outputFiles[0]?.contents.length).toBeLessThan(22_500);
});

/** A topic of the example, consumed without options: the loop, its framing, and what its schema needs. */
test.each([
  ['stock-movements', 'consumeStockMovements', 26_800],
  ['payment-events', 'consumePaymentEvents', 29_700],
  ['shipments', 'consumeShipments', 36_800],
])('the bundle of %s stays small', async (topic, consume, limit) => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${consume} } from './consumer.js'; export const handler = ${consume}(() => undefined);`,
      resolveDir: path.join(here, '../../generated-example/src/consumers', topic),
    },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  expect(outputFiles[0]?.contents.length).toBeLessThan(limit);
});
