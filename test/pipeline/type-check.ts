import { join } from 'node:path';
import ts from 'typescript';

/** The options that generated code has to compile with, and those that tell of code that nothing needs. */
export const strictOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
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
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  skipLibCheck: true,
  noEmit: true,
};

/** The declarations of the library and of packages, read once: they take longer than all generated code. */
const declarations = new Map<string, ts.SourceFile>();

/** What the compiler has against the files of a project, each as `path(line): code message`. */
export function typeErrors(
  root: string,
  paths: readonly string[],
  options: ts.CompilerOptions = {},
): readonly string[] {
  const all = { ...strictOptions, ...options };
  const host = ts.createCompilerHost(all, true);
  const read = host.getSourceFile.bind(host);
  host.getCurrentDirectory = () => root;
  host.getSourceFile = (file, ...rest) => {
    const isDeclaration = file.includes('node_modules') || /\blib\.[\w.]*d\.ts$/.test(file);
    const known = isDeclaration ? declarations.get(file) : undefined;
    const source = known ?? read(file, ...rest);
    if (isDeclaration && source !== undefined) declarations.set(file, source);
    return source;
  };
  const program = ts.createProgram({ rootNames: paths.map((path) => join(root, path)), options: all, host });
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, code, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    const path = file === undefined ? '' : file.fileName.slice(root.length + 1);
    return `${path}(${line}): TS${code} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

/** The generated files of a project to check, without the tests: the types of a test runner take long to read. */
export function sources(files: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(files)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => `src/consumers/${path}`);
}
