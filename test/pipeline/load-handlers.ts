import { build } from 'esbuild';

export type LoadedHandler = (event: unknown) => Promise<unknown>;

/** The handlers of topics, as generated, by the topics' folders below `output`: bundled into one module, in memory. */
export async function loadHandlers(
  output: string,
  folders: readonly string[],
): Promise<Readonly<Record<string, LoadedHandler>>> {
  const lines = folders.map(
    (folder, index) => `export { handler as handler${index} } from './${folder}/handler.js';\n`,
  );
  const { outputFiles } = await build({
    stdin: { contents: lines.join(''), resolveDir: output, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  const bundle = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
  // What the lines above export are handlers.
  const loaded = (await import(`data:text/javascript;base64,${bundle}`)) as Readonly<Record<string, LoadedHandler>>;
  return Object.fromEntries(
    folders.flatMap((folder, index) => {
      const handler = loaded[`handler${index}`];
      return handler === undefined ? [] : [[folder, handler] as const];
    }),
  );
}
