import { fileURLToPath } from 'node:url';
import ts from 'typescript';

import { strictOptions } from '../pipeline/type-check.js';

/** What the compiler has against modules that import the runtime; each is a file of its own, and nowhere but in memory. */
export function typeErrors(...modules: readonly string[]): readonly string[] {
  const files = new Map(
    modules.map((text, index) => [fileURLToPath(new URL(`generated-module-${index}.ts`, import.meta.url)), text]),
  );
  const options: ts.CompilerOptions = {
    ...strictOptions,
    types: ['node'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options, true);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, languageVersion, ...rest) => {
    const text = files.get(file);
    return text === undefined
      ? read(file, languageVersion, ...rest)
      : ts.createSourceFile(file, text, languageVersion, true);
  };
  const program = ts.createProgram({ rootNames: [...files.keys()], options, host });
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, start = 0, code, messageText }) =>
        `TS${code} ${ts.flattenDiagnosticMessageText(messageText, '\n')}: ${file?.text.slice(start, start + 80) ?? ''}`,
    );
}
