import { Project, ts } from 'ts-morph';

/** Texts that stand in for files on the disk, by their absolute path with `/`; null for one that is not there. */
export type Overlay = ReadonlyMap<string, string | null>;

/** The user's files as they are on the disk, each read and parsed once. Writes nothing. */
export interface SourceTree {
  readonly root: string;
  /** The tree with `overlay` in place of what is on the disk, as a compiler sees it. */
  readonly host: (options: ts.CompilerOptions, overlay: Overlay) => ts.CompilerHost;
}

/** Reads the source files of a project as a compiler asks for them. */
export function sourceTree(root: string): SourceTree {
  const libraries = new Project({ useInMemoryFileSystem: true }).getModuleResolutionHost();
  const parsed = new Map<string, ts.SourceFile | undefined>();

  function host(options: ts.CompilerOptions, overlay: Overlay): ts.CompilerHost {
    const folders = foldersOf(overlay);
    const readFile = (path: string): string | undefined => read(path, overlay);
    return {
      fileExists: (path) => {
        const text = overlay.get(path);
        return text === undefined ? ts.sys.fileExists(path) || libraries.fileExists(path) : text !== null;
      },
      readFile,
      directoryExists: (path) => folders.has(path.replace(/\/$/, '')) || ts.sys.directoryExists(path),
      getDirectories: (path) => ts.sys.getDirectories(path),
      realpath: (path) => (overlay.has(path) ? path : (ts.sys.realpath?.(path) ?? path)),
      getSourceFile: (path, version) => {
        if (overlay.has(path)) return parse(path, readFile(path), version);
        const key = `${JSON.stringify(version)} ${path}`;
        if (!parsed.has(key)) parsed.set(key, parse(path, readFile(path), version));
        return parsed.get(key);
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: () => `${LIBRARIES}/${ts.getDefaultLibFileName(options)}`,
      getDefaultLibLocation: () => LIBRARIES,
      getCanonicalFileName: (path) => (ts.sys.useCaseSensitiveFileNames ? path : path.toLowerCase()),
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
      getNewLine: () => '\n',
      jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors,
      // The compiler only answers questions here.
      writeFile: () => undefined,
    };
  }

  function read(path: string, overlay: Overlay): string | undefined {
    const text = overlay.get(path);
    if (text !== undefined) return text ?? undefined;
    return path.startsWith(LIBRARIES) ? libraries.readFile(path) : ts.sys.readFile(path);
  }

  return { root, host };
}

/** Where ts-morph keeps the declarations of its own compiler's libraries, in memory. */
const LIBRARIES = '/node_modules/typescript/lib';

function parse(
  path: string,
  text: string | undefined,
  version: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  return text === undefined ? undefined : ts.createSourceFile(path, text, version);
}

/** Every folder that the overlay's files lie in: the disk may not have it yet, or any more. */
function foldersOf(overlay: Overlay): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const [path, text] of overlay) {
    if (text === null) continue;
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      folders.add(path.slice(0, end));
  }
  return folders;
}
