import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';

/** Two revisions, or one and the working tree. */
interface RevisionRange {
  readonly older: string;
  /** Null for the working tree. */
  readonly newer: string | null;
}

/** Reads "main" or "v1.0..v1.1"; as with git, an end of a range that is left out is HEAD. */
export function parseRange(range: string): Result<RevisionRange> {
  if (range.trim() === '' || range.includes('\0')) return wrong('expected a revision, such as HEAD~1 or main..HEAD');
  if (range.includes('...')) {
    const [left = '', right = ''] = range.split('...', 2);
    return wrong(
      `${JSON.stringify(range)}: expected two dots between the revisions`,
      `To compare with the point where a branch forked, pass the output of: git merge-base ${left || 'HEAD'} ${right || 'HEAD'}`,
    );
  }
  const at = range.indexOf('..');
  const value =
    at < 0
      ? { older: range, newer: null }
      : { older: range.slice(0, at) || 'HEAD', newer: range.slice(at + 2) || 'HEAD' };
  return { ok: true, value, warnings: [] };
}

function wrong(message: string, help?: string): Result<RevisionRange> {
  const problem: Diagnostic = { code: 'revision-unknown', severity: 'error', message };
  return { ok: false, problems: [help === undefined ? problem : { ...problem, help }] };
}
