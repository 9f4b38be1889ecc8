import type { Change } from './change.js';
import { errorCode, errorReason } from '../diagnostics/error-code.js';

/** The change that stands for a disk that refused; any error that is not the disk's is a bug and goes on its way. */
export function unreadable(path: string, error: unknown): Change {
  const code = errorCode(error);
  if (code === undefined) throw error;
  return { kind: 'unreadable', path, reason: errorReason(code) };
}
