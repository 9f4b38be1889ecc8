import { posix } from 'node:path';
import type { FileSystem } from '../plan/file-system.js';
import { readHeader } from '../plan/header.js';
import { formatTokens } from '../plan/only-formatting.js';
import type { OutputFile } from '../plan/output-file.js';
import { codeReaching } from './code-reaching.js';
import { pathAliases } from './path-aliases.js';

interface NeedsCompilerInput {
  /** The project's folder, absolute. */
  readonly root: string;
  /** The generated code that changes: paths relative to the root. */
  readonly changed: readonly string[];
  /** The planned files, at least those of the changed topics; the team's files among them as they are created. */
  readonly files: readonly OutputFile[];
  readonly fileSystem: FileSystem;
}

/**
 * Whether code of the team's that imports the changed files, or their neighbors, may be more than what `generate` creates once, whatever its layout and comments.
 * False is certain; true is worth a look with the compiler, which takes seconds to load. Reads text as text.
 */
export function needsCompiler({ root, changed, files, fileSystem }: NeedsCompilerInput): boolean {
  const place = root.replaceAll('\\', '/');
  const aliases = pathAliases({ root: place, generated: changed.map((path) => posix.join(place, path)) });
  if (aliases === undefined) return true;
  const owners = new Map(files.map(({ path, owner }) => [path, owner]));
  const isIndex = (path: string): boolean => posix.basename(path) === 'index.ts';
  const folders = [...new Set(changed.filter((path) => !isIndex(path)).map((path) => posix.dirname(path)))];
  const reaching = codeReaching({
    folders,
    indexes: [...new Set(folders.map((folder) => posix.join(posix.dirname(folder), 'index')))],
    aliases,
    isGenerated: (path) => owners.get(path) === 'tool',
    fileSystem,
  });
  if (reaching === undefined) return true;
  const scaffolds = new Map(files.flatMap((file) => (file.owner === 'user' ? [[file.path, file.content]] : [])));
  return reaching.some(
    ({ path, text }) => !isScaffold(text, scaffolds.get(path) ?? '') && readHeader(text) === undefined,
  );
}

/** Whether a file is as it is created; an older version of the tool may have created it with other comments. */
function isScaffold(text: string, scaffold: string): boolean {
  const plain = text.replace(/^\uFEFF/, '');
  if (plain === scaffold) return true;
  const [found, created] = [codeTokens(plain), codeTokens(scaffold)];
  return found.length === created.length && found.every((token, index) => token === created[index]);
}

function codeTokens(text: string): readonly string[] {
  return formatTokens(text).filter((token) => !token.startsWith('//') && !token.startsWith('/*'));
}
