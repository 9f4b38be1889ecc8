import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Change, ChangeList } from './change.js';

/** What is to be said about the differences after `generate` has dealt with them, or before `check` judges them. */
export function changeDiagnostics(list: ChangeList, command: 'generate' | 'check'): readonly Diagnostic[] {
  return list.changes.flatMap((change) => changeDiagnostic(change, command) ?? []);
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
        message: 'a symbolic link leads out of the folder of the config',
        location,
      };
    case 'shared':
      return {
        code: 'output-shared',
        severity: 'error',
        message: `${change.config} generates into this folder too, so each config would delete what the other one generates`,
        location,
      };
    case 'unreadable':
      return { code: 'unreadable', severity: 'error', message: change.reason, location };
    case 'edited':
      return {
        code: 'edited-by-hand',
        severity: isCheck ? 'error' : 'warning',
        message: `edited since it was generated; generate ${isCheck ? 'would overwrite' : 'overwrites'} it`,
        location,
      };
    case 'stale-edited':
      return {
        code: 'stale-file-kept',
        severity: isCheck ? 'error' : 'warning',
        message: 'nothing generates it any longer, but it is not as it was generated, so it is kept',
        location,
      };
    case 'orphan':
      return {
        code: 'orphaned-user-file',
        severity: 'warning',
        message: 'its topic is not in the config any more',
        location,
      };
    case 'missing':
      return isCheck ? { code: 'drift', severity: 'error', message: 'not there', location } : undefined;
    case 'changed':
      return isCheck ? { code: 'drift', severity: 'error', message: 'not what the schemas give', location } : undefined;
    case 'stale':
      return isCheck
        ? { code: 'drift', severity: 'error', message: 'nothing generates it any more', location }
        : undefined;
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
  file: 'there is a file that was not generated',
  folder: 'there is a folder where a file belongs',
  link: 'there is a symbolic link that leads nowhere',
  other: 'there is something that is no file',
} as const;
