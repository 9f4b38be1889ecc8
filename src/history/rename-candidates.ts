import type { SchemaChange } from '../compat/comparison.js';

/** A field that is gone, and those that are new in the same record with the same type: it may have been renamed. */
export interface RenameCandidate {
  /** Its path: "addr.zip". */
  readonly removed: string;
  /** The paths of the new fields, one of which it may be; at most three. */
  readonly added: readonly string[];
  /** The old name, to be listed in the new field's `aliases`. */
  readonly alias: string;
}

/** With more new fields of one type than this, a name says less than a guess. */
const MAX_CANDIDATES = 3;

/** The fields that may have been renamed. */
export function renameCandidates(changes: readonly SchemaChange[]): readonly RenameCandidate[] {
  const fresh = changes.filter(({ kind }) => kind === 'added');
  const gone = changes.filter(({ kind, before }) => kind === 'removed' && before !== undefined);
  return gone.flatMap(({ path, before }) => {
    const added = fresh.filter((one) => one.after === before && recordOf(one.path) === recordOf(path));
    if (added.length === 0 || added.length > MAX_CANDIDATES) return [];
    return [{ removed: path, added: added.map((one) => one.path), alias: fieldOf(path) }];
  });
}

function recordOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('.'), 0));
}

function fieldOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
