import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { valueAt, type ConfigSource } from './config-source.js';
import type { ReadConfig } from './read-json-config.js';

/** Runs a `.js`, `.mjs` or `.ts` config and takes its default export; a module that fails to load is a problem. */
export async function readModuleConfig(path: string): Promise<ReadConfig> {
  const file = basename(path);
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    // The project gets no cache files, and a config changed between two runs in one process is seen.
    fsCache: false,
    moduleCache: false,
    // A config may import defineConfig even where the tool runs through npx and is not installed.
    alias: { 'gen-msk-consumer': fileURLToPath(new URL('../index', import.meta.url)) },
  });
  let value: unknown;
  try {
    const module: unknown = await jiti.import(path);
    value = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  } catch (error) {
    // The lines after the first are a stack or a code frame.
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return {
      ok: false,
      problems: [
        { code: 'config-syntax', severity: 'error', message: `cannot be loaded: ${reason ?? ''}`, location: { file } },
      ],
    };
  }
  if (value === undefined) {
    const message = 'has no default export';
    const help = 'Write `export default defineConfig({ … })`.';
    return { ok: false, problems: [{ code: 'config-syntax', severity: 'error', message, location: { file }, help }] };
  }
  const source: ConfigSource = {
    root: dirname(path),
    file,
    base: [],
    value,
    keys: (keysPath) => {
      const at = valueAt(value, keysPath);
      return typeof at === 'object' && at !== null ? Object.keys(at) : [];
    },
    position: () => undefined,
  };
  return { ok: true, source };
}
