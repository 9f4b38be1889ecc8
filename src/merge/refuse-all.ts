import type { CaseEdits } from './case-edits.js';
import type { ParsedHandler } from './parsed-handler.js';
import { linesToPaste } from './lines-to-paste.js';
import { placeOf, type SyntaxError } from './parse-user-file.js';
import type { MergeResult, MergeRemark } from './user-file.js';

/** A file that is left as it is, with all that would have been edited in it as one remark. */
export function refuseAll(
  handler: ParsedHandler,
  { edits, remarks, added }: CaseEdits,
  syntaxError: SyntaxError | undefined,
): MergeResult {
  const { parsed, file } = handler;
  const why =
    syntaxError === undefined
      ? 'the result would not be valid'
      : `it has a syntax error (${syntaxError.message.replace(/\.$/, '')})`;
  const { branches } = file;
  const refused: MergeRemark = {
    kind: 'manual-edit-needed',
    message: `nothing was edited because ${why}${edits.length === 0 ? '' : `; not done: ${edits.map(({ summary }) => summary).join('; ')}`}`,
    ...placeOf(parsed, syntaxError?.start ?? 0),
    ...(edits.length === 0 ? {} : { isBlocking: true }),
    ...(branches === undefined || added.length === 0 ? {} : { paste: linesToPaste(handler, branches, added, {}) }),
  };
  return {
    text: parsed.text,
    edits: [],
    remarks: [refused, ...remarks.filter(({ kind }) => kind === 'manual-edit-needed')],
  };
}
