import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { findCommit, openRepository, revisionFile } from '../history/git-repository.js';
import type { Change } from '../plan/change.js';

export interface BasedChanges {
  readonly changes: readonly Change[];
  /** Why the revision cannot be read; the changes are then as they were given. */
  readonly problem?: Diagnostic;
}

/** The changes with the text that each file that was edited by hand had at a revision, if it was there. */
export async function changesWithBase(
  revision: string,
  { root, changes }: { readonly root: string; readonly changes: readonly Change[] },
): Promise<BasedChanges> {
  const repository = await openRepository(root);
  if (!repository.ok) return { changes, problem: repository.problem };
  const commit = await findCommit(repository.value, revision);
  if (!commit.ok) return { changes, problem: commit.problem };
  const based = changes.map(async (change): Promise<Change> => {
    if (change.kind !== 'edited') return change;
    const text = await revisionFile(repository.value, commit.value, change.path);
    return text.ok ? { ...change, base: { name: revision, text: text.value } } : change;
  });
  return { changes: await Promise.all(based) };
}
