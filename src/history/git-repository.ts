import { posix } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { runGit, type GitAnswer } from './run-git.js';

/** A repository, seen from a folder in it. */
export interface GitRepository {
  /** The folder that git is asked from, absolute: the project's root. */
  readonly cwd: string;
  /** The top of the working tree, absolute. */
  readonly top: string;
  /** The folder as seen from the top: "services/orders"; empty where it is the top. */
  readonly prefix: string;
}

export type GitResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Diagnostic };

/** The repository that a folder lies in. */
export async function openRepository(cwd: string): Promise<GitResult<GitRepository>> {
  const [top, prefix] = await Promise.all([
    runGit({ cwd, args: ['rev-parse', '--show-toplevel'] }),
    runGit({ cwd, args: ['rev-parse', '--show-prefix'] }),
  ]);
  if (!top.ok) return { ok: false, problem: unavailable(top) };
  if (!prefix.ok) return { ok: false, problem: unavailable(prefix) };
  return {
    ok: true,
    value: { cwd, top: lineOf(top.stdout), prefix: lineOf(prefix.stdout).replace(/\/$/, '') },
  };
}

/** The id of the commit that a revision names: a branch, a tag, an id, `HEAD~2`. */
export async function findCommit({ cwd }: GitRepository, revision: string): Promise<GitResult<string>> {
  const commit = revision.startsWith('-') ? undefined : await commitOf(cwd, revision);
  if (commit !== undefined) return { ok: true, value: commit };
  if (revision === 'HEAD') {
    const message = 'the repository has no commits to compare with';
    const help = 'Commit the config and the schemas first.';
    return { ok: false, problem: { code: 'revision-unknown', severity: 'error', message, help } };
  }
  const message = `the commit ${JSON.stringify(revision)} was not found`;
  return { ok: false, problem: { code: 'revision-unknown', severity: 'error', message } };
}

async function commitOf(cwd: string, revision: string): Promise<string | undefined> {
  // In two steps, as what is appended to "HEAD:file" or ":/text" would belong to the path or text.
  const object = await runGit({ cwd, args: ['rev-parse', '--verify', '--quiet', revision] });
  if (!object.ok) return undefined;
  const id = lineOf(object.stdout);
  const commit = await runGit({ cwd, args: ['rev-parse', '--verify', '--quiet', `${id}^{commit}`] });
  return commit.ok ? lineOf(commit.stdout) : undefined;
}

/** The text that a file of the repository's folder had at a commit. */
export async function revisionFile(
  { cwd, prefix }: GitRepository,
  commit: string,
  file: string,
): Promise<GitResult<string>> {
  const shown = await runGit({ cwd, args: ['cat-file', 'blob', `${commit}:${posix.join(prefix, file)}`] });
  return shown.ok ? { ok: true, value: shown.stdout.toString() } : { ok: false, problem: unavailable(shown) };
}

/** What to say where git cannot answer. */
export function unavailable({ isMissing, reason }: Extract<GitAnswer, { ok: false }>): Diagnostic {
  if (isMissing) {
    const message = `git could not be run: ${reason}`;
    return { code: 'git-unavailable', severity: 'error', message };
  }
  return { code: 'git-unavailable', severity: 'error', message: `git failed: ${reason}` };
}

function lineOf(stdout: Buffer): string {
  return stdout.toString().replace(/\r?\n$/, '');
}
