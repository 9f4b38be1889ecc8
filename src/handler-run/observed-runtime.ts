import type { OnLoadArgs, OnLoadResult, Plugin } from 'esbuild';
import { dirname } from 'node:path';

/** What the process of the handler calls in place of functions of the generated runtime. */
export const OBSERVER = 'gen-msk-consumer.observer';

/** The functions of the runtime that are observed, by the file that exports each. */
const OBSERVED = {
  'consume-records': 'consumeRecords',
  'handle-record': 'handleRecord',
  'in-batches': 'inBatches',
} as const;

/** The name of an observed function. */
export type ObservedName = (typeof OBSERVED)[keyof typeof OBSERVED];

const FILE = new RegExp(`/consume/(${Object.keys(OBSERVED).join('|')})\\.[jt]s$`);

/**
 * Has the modules of a bundle import functions of the generated runtime by way of the observer, so that neither the team's
 * code nor the runtime needs to know of it.
 */
export const observedRuntime: Plugin = {
  name: 'observed-runtime',
  setup(build) {
    build.onResolve({ filter: new RegExp(`(?:${Object.keys(OBSERVED).join('|')})(?:\\.[jt]s)?$`) }, async (args) => {
      // What the module itself is imported by, which stands in for it.
      if (args.namespace === 'observed' || args.pluginData === 'observed') return undefined;
      const { importer, namespace, kind, resolveDir } = args;
      const resolved = await build.resolve(args.path, {
        importer,
        namespace,
        kind,
        resolveDir,
        pluginData: 'observed',
      });
      const isRuntime = FILE.test(resolved.path.replaceAll('\\', '/')) && resolved.errors.length === 0;
      return isRuntime ? { path: resolved.path, namespace: 'observed' } : undefined;
    });
    build.onLoad({ filter: FILE, namespace: 'observed' }, standIn);
  },
};

function standIn({ path }: OnLoadArgs): OnLoadResult | undefined {
  const [, file] = FILE.exec(path.replaceAll('\\', '/')) ?? [];
  const name = Object.entries(OBSERVED).find(([known]) => known === file)?.[1];
  if (name === undefined) return undefined;
  const from = JSON.stringify(path);
  const contents = [
    `import { ${name} as original } from ${from};`,
    `export * from ${from};`,
    `const observe = globalThis[Symbol.for(${JSON.stringify(OBSERVER)})].${name};`,
    `export const ${name} = (...given) => observe(original, ...given);`,
  ];
  return { contents: contents.join('\n'), resolveDir: dirname(path), loader: 'js' };
}
