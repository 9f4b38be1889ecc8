import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Change, ChangeList } from './change.js';

/** What is to be said about the differences after `generate` has dealt with them, or before `check` judges them. */
export function changeDiagnostics(list: ChangeList, command: 'generate' | 'check'): readonly Diagnostic[] {
  // Of most changes there is nothing to say.
  return list.changes
    .filter(({ kind }) => kind !== 'unchanged')
    .flatMap((change) => changeDiagnostic(change, command) ?? []);
}

/** The changes that keep `generate` from writing anything. */
export function isBlocking({ kind }: Change): boolean {
  return kind === 'foreign' || kind === 'outside' || kind === 'shared' || kind === 'unreadable';
}

function changeDiagnostic(change: Change, command: 'generate' | 'check'): Diagnostic | undefined {
  const location = { file: change.path };
  const isCheck = command === 'check';
  switch (change.kind) {
    case 'foreign':
      return { code: 'foreign-file', severity: 'error', message: foreignMessages[change.found], location };
    case 'outside':
      return {
        code: 'path-outside',
        severity: 'error',
        message: "a symbolic link leads outside the config's folder",
        location,
      };
    case 'shared':
      return {
        code: 'output-shared',
        severity: 'error',
        message: `${change.config} also generates into this folder, so each config would delete the other's files`,
        location,
      };
    case 'unreadable':
      return { code: 'unreadable', severity: 'error', message: change.reason, location };
    case 'edited':
      return {
        code: 'edited-by-hand',
        severity: isCheck ? 'error' : 'warning',
        message: `generate ${isCheck ? 'would overwrite' : 'overwrites'} the edit`,
        location,
      };
    case 'stale-edited':
      return {
        code: 'stale-file-kept',
        severity: isCheck ? 'error' : 'warning',
        message: 'no longer generated, but it was edited by hand, so it is kept',
        location,
      };
    case 'orphan':
      return {
        code: 'orphaned-user-file',
        severity: 'warning',
        message: 'its topic is no longer in the config',
        location,
      };
    case 'missing':
      return isCheck ? { code: 'drift', severity: 'error', message: 'not there', location } : undefined;
    case 'changed':
      return isCheck
        ? { code: 'drift', severity: 'error', message: 'out of sync with the schemas', location }
        : undefined;
    case 'stale':
      return isCheck ? { code: 'drift', severity: 'error', message: 'no longer generated', location } : undefined;
    case 'user-missing':
      return isCheck ? { code: 'user-file-missing', severity: 'error', message: 'not there', location } : undefined;
    case 'user-edit':
      return isCheck
        ? { code: 'drift', severity: 'error', message: `generate would edit it: ${change.edits.join(', ')}`, location }
        : undefined;
    case 'user-moved':
    case 'unchanged':
    case 'line-endings':
    case 'formatted':
      return undefined;
  }
}

const foreignMessages = {
  file: 'a file that was not generated is in the way',
  folder: 'a folder is in the way',
  link: 'a broken symbolic link is in the way',
  other: 'something that is not a file is in the way',
} as const;
