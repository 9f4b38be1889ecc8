import { caseEdits } from './case-edits.js';
import { fileStyle } from './file-style.js';
import { moduleMentions, specifierEdits } from './module-mentions.js';
import { nameEdits } from './name-edits.js';
import { nameIndex } from './name-index.js';
import { parseUserFile } from './parse-user-file.js';
import { sortImportedNames } from './sort-imported-names.js';
import { applySplices, inOrder } from './splice.js';
import { refuseAll } from './refuse-all.js';
import type { MergeResult, UserFile } from './user-file.js';
import { wiringRemarks } from './consumer-usage.js';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Updates one of the team's files to match the generated files next to it, by the smallest splices at nodes of its
 * syntax tree: every other byte stays, and imported names that are sorted stay so. What cannot be edited safely is left as
 * it is, and remarked on.
 */
export function mergeUserFile(file: UserFile, text: string): MergeResult {
  // The parser takes a mark for no text: its places count from behind it.
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const merged = mergeText(file, text.slice(mark.length));
  return { ...merged, text: mark + merged.text };
}

function mergeText(file: UserFile, text: string): MergeResult {
  const parsed = parseUserFile(file.path, text);
  const style = fileStyle(parsed);
  const index = nameIndex(parsed);
  const mentions = moduleMentions(file, parsed);
  const handler = { file, parsed, index, style, mentions };
  const cases = file.branches === undefined ? { edits: [], remarks: [], added: [] } : caseEdits(handler, file.branches);
  const names = nameEdits(mentions, parsed, index);
  const edits = [...specifierEdits(mentions, parsed), ...names.edits, ...cases.edits].sort(
    (a, b) => (inOrder(a.splices)[0]?.start ?? 0) - (inOrder(b.splices)[0]?.start ?? 0),
  );
  const remarks = [...names.remarks, ...cases.remarks, ...wiringRemarks(file, mentions, parsed, index)].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
  const wanted = { edits, remarks, added: cases.added };
  if (parsed.syntaxError !== undefined) return refuseAll(handler, wanted, parsed.syntaxError);
  if (edits.length === 0) return { text, edits: [], remarks };
  const splices = edits.flatMap((edit) => edit.splices);
  const edited = applySplices(text, splices);
  const result = edited === undefined ? undefined : parseUserFile(file.path, edited);
  if (result?.syntaxError !== undefined || result === undefined) return refuseAll(handler, wanted, undefined);
  const sorted = applySplices(result.text, sortImportedNames(parsed, splices, result));
  return { text: sorted ?? result.text, edits: edits.map(({ summary }) => summary), remarks };
}
