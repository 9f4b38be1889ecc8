import { openConfig } from '../config/load-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { GitRepository } from '../history/git-repository.js';
import type { DiffResult } from './diff-result.js';
import { keepVersions, type VersionsToKeep } from './keep-versions.js';

interface Applying {
  /** Absolute. */
  readonly root: string;
  /** The config's file, relative to the root. */
  readonly file: string;
  readonly repository: GitRepository;
  readonly commit: string;
  /** Whether the newer state is the working tree. */
  readonly isWorkingTree: boolean;
  readonly ids: VersionsToKeep['ids'];
}

/** Keeps the older versions; what is in the way is among the diagnostics. */
export async function withKeptVersions(result: DiffResult, applying: Applying): Promise<DiffResult> {
  const { root, file, ids, repository, commit, isWorkingTree } = applying;
  const failedWith = (problems: readonly Diagnostic[]): DiffResult => ({
    ...result,
    diagnostics: [...result.diagnostics, ...problems],
  });
  if (!isWorkingTree) {
    const message = '--apply changes the working tree, so the comparison has to be with it';
    return failedWith([{ code: 'usage', severity: 'error', message, help: 'Name one revision: diff main --apply.' }]);
  }
  const opened = await openConfig({ cwd: root, file });
  if (!opened.ok) return failedWith(opened.problems);
  const { files, diagnostics } = await keepVersions({
    config: opened.config,
    source: opened.source,
    repository,
    commit,
    topics: result.topics,
    ids,
  });
  return { ...failedWith(diagnostics), written: files };
}
