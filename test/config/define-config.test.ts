import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../src/config/', import.meta.url));

const text = `import { defineConfig } from './define-config.js';
export default defineConfig({
  defaults: { framing: '/*framing*/' },
  topics: {
    orders: { value: { file: 'a.avsc', /*part*/ }, /*topic*/ },
    refunds: { value: 'b.avsc', long: '/*long*/' },
  },
});
`;

test('defineConfig completes the settings of topics, and their values, by type', () => {
  const file = `${folder}completed.config.ts`;
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const source = name === file ? text : ts.sys.readFile(name);
      return source === undefined ? undefined : ts.ScriptSnapshot.fromString(source);
    },
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => ({
      strict: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      types: ['node'],
    }),
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => (name === file ? text : ts.sys.readFile(name)),
  });
  const completed = (mark: string): readonly string[] => {
    const entries = service.getCompletionsAtPosition(file, text.indexOf(`/*${mark}*/`), undefined)?.entries ?? [];
    return entries.map(({ name }) => name);
  };
  expect(completed('topic')).toEqual(expect.arrayContaining(['key', 'as', 'framing', 'fields', 'long', 'acknowledge']));
  expect(completed('part')).toEqual(expect.arrayContaining(['include', 'framing', 'sample', 'timestampMillis']));
  expect(completed('framing')).toEqual(expect.arrayContaining(['confluent', 'glue', 'none']));
  expect([...completed('long')].sort()).toEqual(['bigint', 'number', 'string']);
});
