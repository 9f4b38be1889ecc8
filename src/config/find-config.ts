import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { isFile } from '../paths/is-file.js';

/** The names that a config file may have, but for package.json. */
export const configNames = ['json', 'js', 'mjs', 'ts'].map((extension) => `gen-msk-consumer.config.${extension}`);

/** The key of a package.json that may hold the config. */
export const packageKey = 'gen-msk-consumer';

type FoundConfig =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly problems: readonly Diagnostic[] };

/**
 * The config file to use, absolute: `file` (relative to `cwd`), or else the first one found in `cwd` or a folder above it.
 * Two configs in one folder are a problem: which of them counts should not be left to a rule that few know.
 */
export function findConfig(cwd: string, file?: string): FoundConfig {
  if (file !== undefined) {
    const path = resolve(cwd, file);
    if (isFile(path)) return { ok: true, path };
    const message = existsSync(path) ? `${file} is a folder, not a config file` : `the file ${file} does not exist`;
    return notFound(message, insteadOf(resolve(cwd)));
  }
  const start = resolve(cwd);
  if (!existsSync(start)) {
    return notFound(
      `the folder ${cwd} does not exist`,
      'Correct --cwd, or run the command in the folder of the config.',
    );
  }
  for (let folder = start; ; folder = dirname(folder)) {
    const [first, ...others] = configsIn(folder);
    if (first !== undefined) {
      if (others.length === 0) return { ok: true, path: join(folder, first) };
      const message = `more than one config in one folder: ${[first, ...others].join(', ')}`;
      return {
        ok: false,
        problems: [{ code: 'config-ambiguous', severity: 'error', message, location: { file: first } }],
      };
    }
    if (dirname(folder) === folder) break;
  }
  const message = `no gen-msk-consumer.config.json, .js, .mjs or .ts in this folder or above it, and no "${packageKey}" in a package.json`;
  return notFound(
    message,
    isWorkspace(start) ? OF_WORKSPACE : 'Run `npx gen-msk-consumer init`, or name the file with --config.',
  );
}

const OF_WORKSPACE =
  'This is a workspace: check, diff, generate and pull take the configs of its packages with --workspaces. For one of them, name the file with --config.';

function isWorkspace(folder: string): boolean {
  return existsSync(join(folder, 'pnpm-workspace.yaml')) || hasMember(join(folder, 'package.json'), 'workspaces');
}

function notFound(message: string, help: string): FoundConfig {
  return { ok: false, problems: [{ code: 'config-not-found', severity: 'error', message, help }] };
}

/** What to do where --config names a file that is not there. */
function insteadOf(folder: string): string {
  const [name] = existsSync(folder) ? configsIn(folder) : [];
  return name === undefined
    ? 'Correct the path after --config: it is relative to the current folder, or to --cwd.'
    : `Leave out --config to use ${name} of this folder, or correct the path after it.`;
}

/** The names of the config files in a folder; a package.json counts when it holds the key. */
export function configsIn(folder: string): readonly string[] {
  const found = configNames.filter((name) => existsSync(join(folder, name)));
  return hasMember(join(folder, 'package.json'), packageKey) ? [...found, 'package.json'] : found;
}

function hasMember(path: string, key: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  } catch {
    // There is none, or it is one that npm itself cannot read: no config either way.
    return false;
  }
}
