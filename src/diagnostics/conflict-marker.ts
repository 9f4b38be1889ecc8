/** What to do about the markers of an unfinished merge. */
export const RESOLVE_CONFLICT = 'Resolve the conflict, and delete the lines with <<<<<<<, ======= and >>>>>>>.';

/** The offset of the first merge conflict marker in a text; undefined if there is none. */
export function conflictMarkerAt(text: string): number | undefined {
  const marker = /^<{7} .*$/m.exec(text);
  return marker === null || !/^>{7} /m.test(text.slice(marker.index)) ? undefined : marker.index;
}

/** The text without the lines that a merge put in; both versions stay. */
export function withoutConflictMarkers(text: string): string {
  return text.replaceAll(/^(?:[<>|]{7} .*|={7})(?:\r?\n|$)/gm, '');
}
