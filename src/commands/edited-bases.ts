import { posix } from 'node:path';
import type { Result } from '../diagnostics/diagnostic.js';
import { findCommit, openRepository } from '../history/git-repository.js';
import { runGit } from '../history/run-git.js';
import type { Change } from '../plan/change.js';

export interface BaseOptions {
  /** The config's folder, absolute. */
  readonly root: string;
  readonly revision: string;
}

/** The changes, in which each edited file has its text at a git revision, if it was there. */
export async function withBases(
  changes: readonly Change[],
  { root, revision }: BaseOptions,
): Promise<Result<readonly Change[]>> {
  const repository = await openRepository(root);
  if (!repository.ok) return { ok: false, problems: [repository.problem] };
  const commit = await findCommit(repository.value, revision);
  if (!commit.ok) return { ok: false, problems: [commit.problem] };
  const { prefix } = repository.value;
  const value = await Promise.all(
    changes.map(async (change): Promise<Change> => {
      if (change.kind !== 'edited') return change;
      const object = `${commit.value}:${posix.join(prefix, change.path)}`;
      const blob = await runGit({ cwd: root, args: ['cat-file', 'blob', object] });
      return blob.ok ? { ...change, base: { revision, text: blob.stdout.toString() } } : change;
    }),
  );
  return { ok: true, value, warnings: [] };
}
