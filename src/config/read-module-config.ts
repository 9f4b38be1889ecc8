import { basename, dirname } from 'node:path';
import { firstLine } from '../diagnostics/first-line.js';
import type { Location } from '../diagnostics/diagnostic.js';
import { isSource, packageFile } from '../paths/package-file.js';
import { valueAt, type ConfigSource } from './config-source.js';
import type { ReadConfig } from './read-json-config.js';

/** The configs that this process has run before. */
const loaded = new Set<string>();

/**
 * Runs a module. Node keeps ES modules for as long as the process lives, so from the second time on jiti compiles them and
 * what they import: that shows changes, but cannot await at the top level, for which Node's own way is taken again.
 */
async function loadModule(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    // The project gets no cache files, and a config changed between two runs in one process is seen.
    fsCache: false,
    moduleCache: false,
    // A config may import defineConfig even where the tool runs through npx and is not installed: that alone, as all that
    // jiti loads for it, it compiles.
    alias: { 'gen-msk-consumer': packageFile(isSource() ? 'src/config/define-config.ts' : 'dist/define-config.js') },
  });
  if (loaded.has(path)) {
    try {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- The other way has Node load ES modules, and keep them.
      const fresh: unknown = jiti(path);
      return fresh;
    } catch {
      // The fallback below reports the error.
    }
  }
  loaded.add(path);
  return jiti.import(path);
}

/** Runs a `.js`, `.mjs` or `.ts` config and takes its default export; a module that fails to load is a problem. */
export async function readModuleConfig(path: string): Promise<ReadConfig> {
  const file = basename(path);
  let value: unknown;
  try {
    const module = await loadModule(path);
    value = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  } catch (error) {
    // The lines after the first are a stack or a code frame.
    const reason = firstLine(error instanceof Error ? error.message : String(error));
    return {
      ok: false,
      problems: [
        {
          code: 'config-syntax',
          severity: 'error',
          message: `cannot be loaded: ${reason}`,
          location: { file, ...lineInStack(error, file) },
        },
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

/** The line of the config that threw an error, as its stack shows; nothing where another file threw it. */
function lineInStack(error: unknown, file: string): Pick<Location, 'line'> {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const [frame = ''] = stack.split('\n').filter((line) => /^\s+at /.test(line));
  // The column is that of the compiled text.
  const [, name, line] = /([^/\\(]+):(\d+):\d+\)?$/.exec(frame) ?? [];
  return name === file ? { line: Number(line) } : {};
}
