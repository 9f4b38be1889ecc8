import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { firstLine } from '../diagnostics/first-line.js';

/** What git printed, or why there is nothing: `missing` where there is no git at all. */
export type GitAnswer =
  | { readonly ok: true; readonly stdout: Buffer }
  | { readonly ok: false; readonly isMissing: boolean; readonly reason: string };

interface GitCall {
  /** Absolute. */
  readonly cwd: string;
  readonly args: readonly string[];
  /** What git reads from its standard input. */
  readonly input?: string;
}

/**
 * Runs git without a shell, so that arguments are data, and without anything that would take a lock or ask a person.
 * Commands that are given here must only read: neither index nor working tree are touched.
 */
export async function runGit({ cwd, args, input = '' }: GitCall): Promise<GitAnswer> {
  const git = spawn('git', args, {
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  git.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  git.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A git that ends before it has read all of its input says why on stderr.
  git.stdin.on('error', () => undefined);
  git.stdin.end(input);
  try {
    const [exitCode] = (await once(git, 'close')) as [number | null];
    if (exitCode === 0) return { ok: true, stdout: Buffer.concat(stdout) };
  } catch (error) {
    return { ok: false, isMissing: true, reason: error instanceof Error ? error.message : String(error) };
  }
  const reason = firstLine(Buffer.concat(stderr).toString());
  return { ok: false, isMissing: false, reason: reason.replace(/^(?:fatal|error): /, '') };
}
