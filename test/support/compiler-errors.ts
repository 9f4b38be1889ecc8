import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { isFullRun } from './day-share.js';
import { tempFolder } from './temp-folder.js';

const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Both are as strict, and the newer one takes an eighth of the time: the older one has its turn in the full run. */
const compiler = join(packages, isFullRun ? 'typescript' : 'typescript-7', 'bin/tsc');

/** Options of `tsconfig.json`, as it spells them. */
export type CompilerOptions = Readonly<Record<string, unknown>>;

export interface CompilerError {
  /** The file, relative to the project's folder; empty where it is none's. */
  readonly path: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** What the compiler has against files of a project, by their absolute paths. */
export function compilerErrors(
  project: string,
  files: readonly string[],
  options: CompilerOptions,
): readonly CompilerError[] {
  const config = join(tempFolder(), 'tsconfig.json');
  const compilerOptions = { typeRoots: [join(packages, '@types')], ...options, noEmit: true, skipLibCheck: true };
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const { stdout, error, stderr } = spawnSync(process.execPath, [compiler, '-p', config, '--pretty', 'false'], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error !== undefined || stderr !== '') throw new Error(`${compiler} failed: ${stderr}`, { cause: error });
  return stdout
    .split(/\r?\n(?!\s|$)/)
    .filter((text) => text.trim() !== '')
    .map((text) => errorOf(text.trimEnd()));
}

function errorOf(text: string): CompilerError {
  const [, path = '', line = '0', code, message] = /^(?:(.*?)\((\d+),\d+\): )?error (TS\d+): ([^]*)$/.exec(text) ?? [];
  if (code === undefined || message === undefined) throw new Error(`unexpected output of the compiler: ${text}`);
  return { path, line: Number(line), code, message };
}
