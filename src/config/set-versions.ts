import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import type { ConfigPath } from './config-source.js';

/**
 * The text of a JSON config with other `versions` for a key or value; `path` leads to that part. What else the part says stays,
 * and so does every other byte, comments among them.
 */
export function setVersions(text: string, path: ConfigPath, versions: object): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(mark.length);
  const formattingOptions = {
    insertSpaces: !body.includes('\n\t'),
    tabSize: 2,
    eol: body.includes('\r\n') ? '\r\n' : '\n',
  };
  const set = (from: string, at: ConfigPath, value: unknown): string =>
    applyEdits(from, modify(from, [...at], value, { formattingOptions }));
  const tree = parseTree(body, [], { allowTrailingComma: true });
  const part = tree === undefined ? undefined : findNodeAtLocation(tree, [...path]);
  if (part?.type !== 'object') return mark + set(body, path, { versions });
  const hasFile = findNodeAtLocation(part, ['file']) !== undefined;
  return mark + set(hasFile ? set(body, [...path, 'file'], undefined) : body, [...path, 'versions'], versions);
}
