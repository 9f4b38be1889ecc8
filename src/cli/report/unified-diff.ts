import { structuredPatch } from 'diff';

/** More lines than this say less than the file itself. */
const lineLimit = 200;

/** Maximum number of changed lines: beyond it, the shortest diff takes too long. */
const editLimit = 2000;

/** The lines of a unified diff from one text to another, without file names; long ones are cut, and say so. */
export function unifiedDiff(before: string, after: string): readonly string[] {
  const patch = structuredPatch('', '', before, after, '', '', { context: 3, maxEditLength: editLimit });
  if (patch === undefined)
    return [`(too different for a diff: ${countLines(before)} lines become ${countLines(after)})`];
  const lines = patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: hunkLines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...hunkLines,
  ]);
  if (lines.length <= lineLimit) return lines;
  return [...lines.slice(0, lineLimit), `(${lines.length - lineLimit} more lines of this diff omitted)`];
}

/** The first line, counted from 1, in which a text differs from another; its last one where the other only goes on. */
export function firstDifference(text: string, other: string): number {
  const lines = text.replace(/\n$/, '').split('\n');
  const others = other.split('\n');
  const index = lines.findIndex((line, at) => line !== others[at]);
  return index === -1 ? lines.length : index + 1;
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
