import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { run, shop } from '../cli/run.js';
import { temporaryProject } from '../cli/temporary-project.js';

/** A repository whose folder `services/shop` holds a generated project, with the tool installed as a package would be. */
export async function ciProject(): Promise<{ readonly repository: string; readonly root: string }> {
  const files = Object.entries(shop).map(([path, text]): [string, string] => [`services/shop/${path}`, text]);
  const repository = temporaryProject({
    ...Object.fromEntries(files),
    'services/shop/package.json': '{"private":true}',
  });
  mkdirSync(join(repository, '.git'));
  const root = join(repository, 'services/shop');
  await run(['--quiet'], { cwd: root });
  const command = `exec '${process.execPath}' '${inject('cli')}' "$@"`;
  writeProgram(join(root, 'node_modules/.bin/gen-msk-consumer'), command);
  return { repository, root };
}

/** Writes a program for the shell. */
export function writeProgram(path: string, script: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

export interface Step {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a script with this shell and nothing of this process's environment but PATH and HOME. */
export function runStep(shell: readonly [string, ...string[]], script: string, { cwd, env }: Step): StepResult {
  const [program, ...options] = shell;
  const { PATH = '', HOME = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(program, [...options, script], {
    cwd,
    // What npm has to say of a machine's settings is no answer of the tool's.
    env: { PATH, HOME, npm_config_loglevel: 'error', npm_config_update_notifier: 'false', ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

export interface StepResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
