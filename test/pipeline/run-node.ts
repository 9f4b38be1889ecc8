import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

// A child must not take itself for part of this run.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_OPTIONS|NODE_ENV|TEST)/.test(name)),
);

/** Runs Node with these arguments in a folder; what it wrote to stdout, and its exit code. */
export async function runNode(
  cwd: string,
  args: readonly string[],
): Promise<{ readonly stdout: string; readonly status: number | null }> {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  // Events have no types: `close` brings the exit code.
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [stdout, [status]] = await Promise.all([text(child.stdout), closed]);
  return { stdout, status };
}
