import { readFileSync } from 'node:fs';
import { basename, dirname, relative, sep } from 'node:path';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { errorCode, errorReason } from '../diagnostics/error-code.js';
import type { Config } from './config.js';
import type { ConfigSource } from './config-source.js';
import { findConfig, packageKey } from './find-config.js';
import { readJsonConfig, type ReadConfig } from './read-json-config.js';
import { resolveConfig, type Service } from './resolve-config.js';
import { foreignEncoding, SAVE_AS_UTF8 } from './text-encoding.js';
import type { Environment } from './resolve-registry.js';

export interface LoadConfigOptions {
  /** Where the search starts; it goes on in the folders above. Default: the current folder. */
  readonly cwd?: string | undefined;
  /** The config file, relative to `cwd`, instead of a search. */
  readonly file?: string | undefined;
  /** Stands in for `${NAME}` in `registry`; without it the registry is left out of the result. */
  readonly env?: Environment;
  /** The settings to fill in from `env`; a variable that only another one needs may be absent. Default: the registry. */
  readonly needs?: readonly Service[];
}

/** Finds, reads and checks the config. All problems come at once, each with its place in the file. */
export async function loadConfig(options: LoadConfigOptions = {}): Promise<Result<Config>> {
  const opened = await openConfig(options);
  return opened.ok ? { ok: true, value: opened.config, warnings: [] } : { ok: false, problems: opened.problems };
}

export type OpenedConfig =
  | {
      readonly ok: true;
      readonly config: Config;
      readonly source: ConfigSource;
      /** The config's file and the modules that it imports, relative to its folder, with `/`. */
      readonly files: readonly string[];
    }
  | {
      readonly ok: false;
      readonly problems: readonly Diagnostic[];
      /** The folder that the problems' files are relative to; null when no config was found. */
      readonly root: string | null;
      /** As above; empty when no config was found. */
      readonly files: readonly string[];
    };

/** As `loadConfig`, with what is needed to point into the file later. */
export async function openConfig({ cwd = process.cwd(), file, env, needs }: LoadConfigOptions): Promise<OpenedConfig> {
  const found = findConfig(cwd, file);
  if (!found.ok) return { ...found, root: null, files: [] };
  const root = dirname(found.path);
  const read = await readConfig(found.path);
  const files = (await filesOf(found.path)).map((path) => relative(root, path).replaceAll(sep, '/'));
  if (!read.ok) return { ...read, root, files };
  const resolved = resolveConfig(read.source, env, needs);
  if (!resolved.ok) return { ...resolved, root, files };
  return { ok: true, config: resolved.config, source: read.source, files };
}

const isModule = /\.[cm]?[jt]s$/;

async function filesOf(path: string): Promise<readonly string[]> {
  if (!isModule.test(path)) return [path];
  const { moduleImports } = await import('./module-imports.js');
  return moduleImports(path);
}

async function readConfig(path: string): Promise<ReadConfig> {
  if (isModule.test(path)) {
    const { readModuleConfig } = await import('./read-module-config.js');
    return readModuleConfig(path);
  }
  const file = basename(path);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    const problem = { code: 'config-syntax', severity: 'error', location: { file } } as const;
    return { ok: false, problems: [{ ...problem, message: `cannot be read: ${errorReason(code)}` }] };
  }
  const encoding = foreignEncoding(bytes);
  if (encoding !== undefined) {
    const message = `${encoding} text, not UTF-8`;
    const location = { file };
    return {
      ok: false,
      problems: [{ code: 'config-syntax', severity: 'error', message, location, help: SAVE_AS_UTF8 }],
    };
  }
  const text = bytes.toString('utf8');
  return readJsonConfig({ root: dirname(path), file, base: file === 'package.json' ? [packageKey] : [], text });
}
