import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import newest from 'typescript';
import oldest from 'typescript-5.5';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The TypeScript of a folder, without tests. */
function filesOf(folder: string, isMeant: (file: string) => boolean): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts(?:\.golden)?$/.test(file) && !file.includes('.test.') && isMeant(file))
    .map((file) => path.join(folder, file));
}

/** What the compiler option `isolatedDeclarations` says of a file. */
function problemsOf(file: string, ts: typeof newest | typeof oldest): readonly string[] {
  const { diagnostics = [] } = ts.transpileDeclaration(readFileSync(path.join(root, file), 'utf8'), {
    fileName: file.replace(/\.golden$/, ''),
    compilerOptions: { isolatedDeclarations: true, declaration: true, strict: true },
    reportDiagnostics: true,
  });
  return diagnostics.map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

test.each([
  ['the runtime', 'src/runtime', () => true],
  // The example's handlers are its team's, and its runtime is the one above.
  ['generated files', 'generated-example/src/consumers', (file: string) => !/^_runtime|handler\.ts$/.test(file)],
  ['scaffolds', 'test/golden', () => true],
])('declarations of %s can be made file by file', (_, folder, isMeant) => {
  const files = filesOf(folder, isMeant);

  expect(files.length).toBeGreaterThan(10);
  for (const compiler of [newest, oldest]) expect(files.flatMap((file) => problemsOf(file, compiler))).toEqual([]);
});
