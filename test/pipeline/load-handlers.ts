import { importBundle } from '../support/import-bundle.js';

export type LoadedHandler = (event: unknown) => Promise<unknown>;

/** The handlers of topics, as generated, by the topics' folders below `output`: bundled into one module, in memory. */
export async function loadHandlers(
  output: string,
  folders: readonly string[],
): Promise<Readonly<Record<string, LoadedHandler>>> {
  const lines = folders.map(
    (folder, index) => `export { handler as handler${index} } from './${folder}/handler.js';\n`,
  );
  // What the lines above export are handlers.
  const loaded = (await importBundle({
    stdin: { contents: lines.join(''), resolveDir: output, loader: 'ts' },
  })) as Readonly<Record<string, LoadedHandler>>;
  return Object.fromEntries(
    folders.flatMap((folder, index) => {
      const handler = loaded[`handler${index}`];
      return handler === undefined ? [] : [[folder, handler] as const];
    }),
  );
}
