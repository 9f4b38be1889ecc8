import { readHeader, sealOfJson, sealOfText, type Header } from '../plan/header.js';
import { linesAbove } from '../plan/lines-above.js';
import { withUnixLines } from '../plan/unix-lines.js';
import { parsedJson } from '../diagnostics/parsed-json.js';

/** A generated file as it is on the disk, its body unedited. */
export interface SealedFile {
  readonly path: string;
  readonly kind: 'unchanged' | 'line-endings' | 'formatted';
}

/** A generated file with a header: undefined where the tool would not leave it as it is. */
export function sealedCode(
  path: string,
  text: string,
  banner: string | undefined,
): { readonly file: SealedFile; readonly header: Header } | undefined {
  const header = readHeader(text);
  if (header === undefined || header.state === 'edited' || header.state === 'damaged') return undefined;
  const { above, bannerHash, state } = header;
  const expected = linesAbove({ above, writtenHash: bannerHash, banner: banner === undefined ? '' : `${banner}\n` });
  if (expected !== above) return undefined;
  const unix = withUnixLines(text);
  const { lines, sealLines, body } = header;
  // Of the header's lines white space at the end is not read.
  const isWritten = above.length + lines.length + sealLines.length + body.length === unix.length;
  const isFormatted = state === 'formatted' || !isWritten || !body.startsWith('\n\n');
  const kind = isFormatted ? 'formatted' : unix === text ? 'unchanged' : 'line-endings';
  return { file: { path, kind }, header };
}

/** An `event.json` with the hashes of its tokens and of its bytes; undefined where it says something else. */
export function sealedEvent(path: string, text: string, [hash, bytes]: readonly string[]): SealedFile | undefined {
  if (sealOfText(text) === bytes) return { path, kind: 'unchanged' };
  const unix = withUnixLines(text);
  const isWritten = unix === `${JSON.stringify(parsedJson(unix), null, 2)}\n`;
  if (sealOfJson(isWritten ? unix : text) !== hash) return undefined;
  return { path, kind: isWritten ? 'line-endings' : 'formatted' };
}
