import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A TypeScript source, its path relative to a project's root. */
export interface SourceText {
  readonly path: string;
  readonly content: string;
}

/** Where the sources seem to lie: in this repository, so that they find its node_modules. */
const ROOT = fileURLToPath(new URL('../../.in-memory/', import.meta.url));

/** The options that generated code must pass under, whatever the project's own are. */
const STRICT: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Type-checks sources that exist in memory only, as one project of ECMAScript modules. Returns the errors as `path(line,column): text`. */
export function strictErrors(sources: readonly SourceText[]): string[] {
  const texts = new Map(sources.map(({ path, content }) => [`${ROOT}${path}`, content]));
  texts.set(`${ROOT}package.json`, '{ "type": "module" }');
  const host = ts.createCompilerHost(STRICT);
  const real = {
    fileExists: host.fileExists.bind(host),
    readFile: host.readFile.bind(host),
    getSourceFile: host.getSourceFile.bind(host),
  };
  host.getCurrentDirectory = () => ROOT;
  host.fileExists = (path) => texts.has(path) || real.fileExists(path);
  host.readFile = (path) => texts.get(path) ?? real.readFile(path);
  host.directoryExists = (path) => path.startsWith(ROOT.slice(0, -1)) || ts.sys.directoryExists(path);
  host.getSourceFile = (path, options, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? real.getSourceFile(path, options, ...rest) : ts.createSourceFile(path, text, options);
  };
  const roots = [...texts.keys()].filter((path) => path.endsWith('.ts'));
  return ts.getPreEmitDiagnostics(ts.createProgram(roots, STRICT, host)).map((diagnostic) => {
    const { file, start = 0 } = diagnostic;
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
    if (file === undefined) return text;
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    return `${file.fileName.replace(ROOT, '')}(${line + 1},${character + 1}): ${text}`;
  });
}
