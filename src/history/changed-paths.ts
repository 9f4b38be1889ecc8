import { posix } from 'node:path';
import { findCommit, unavailable, type GitRepository, type GitResult } from './git-repository.js';
import { runGit } from './run-git.js';

/** The files that differ from a revision, those that git does not know among them; relative to the repository's folder. */
export async function changedPaths(
  repository: GitRepository,
  revision: string,
): Promise<GitResult<ReadonlySet<string>>> {
  const commit = await findCommit(repository, revision);
  if (!commit.ok) return commit;
  const { top, prefix } = repository;
  const answers = await Promise.all([
    runGit({ cwd: top, args: ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', commit.value, '--'] }),
    runGit({ cwd: top, args: ['ls-files', '--others', '--exclude-standard', '-z'] }),
  ]);
  const paths = new Set<string>();
  for (const answer of answers) {
    if (!answer.ok) return { ok: false, problem: unavailable(answer) };
    for (const path of answer.stdout.toString().split('\0'))
      if (path !== '') paths.add(prefix === '' ? path : posix.relative(prefix, path));
  }
  return { ok: true, value: paths };
}
