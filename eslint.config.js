import { readFileSync } from 'node:fs';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What each folder of `src` may import of the others; the table of docs/architecture.md is the same. `diagnostics` is open to all but the runtime. */
const folders = JSON.parse(readFileSync(new URL('./eslint.folders.json', import.meta.url), 'utf8'));

const privateNames = {
  selector: ':matches(PropertyDefinition, MethodDefinition, AccessorProperty) > PrivateIdentifier.key',
  message: 'Write `private`: older compile targets turn a #name into a WeakMap.',
};

/** The rules for the files of a folder that lie `depth` folders below `src`. */
function importRules([folder, { imports, types = [] }], depth) {
  const open = [folder, ...imports, ...types, ...(folder === 'runtime' ? [] : ['diagnostics'])];
  const closed = [...Object.keys(folders).filter((other) => !open.includes(other)), '[^/]+\\.js$'].join('|');
  const up = depth === 0 ? '\\./' : '\\.\\./'.repeat(depth);
  const not = `^${up}(?:${closed})`;
  const message = `src/${folder} may not import this: see the table in docs/architecture.md.`;
  const typesOnly = { regex: `^${up}(?:${types.join('|')})/`, allowTypeImports: true, message };
  return {
    files: [depth === 0 ? `src/${folder}` : `src/${folder}/${'*/'.repeat(depth - 1)}*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: not, message }, ...(types.length === 0 ? [] : [typesOnly])] },
      ],
      'no-restricted-syntax': [
        'error',
        privateNames,
        { selector: `ImportExpression > Literal[value=/${not.replaceAll('/', '\\u002f')}/]`, message },
      ],
    },
  };
}

export default defineConfig(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'generated-example/',
      'test/corpus/',
      'bench/node_modules/',
      'demo/',
      'test/**/golden/',
      '.tmp/',
      '**/*.d.ts', '**/*.d.mts',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'prettier.config.js', 'scripts/*.mjs'] },
      },
    },
    rules: {
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
    },
  },
  ...Object.entries(folders).flatMap((entry) =>
    (entry[0] === 'index.ts' ? [0] : [1, 2, 3]).map((depth) => importRules(entry, depth)),
  ),
  {
    // Projects that it is copied into may have `isolatedDeclarations`, which asks for these types.
    files: ['src/runtime/**/*.ts'],
    rules: { '@typescript-eslint/no-inferrable-types': 'off' },
  },
  {
    // They import what the build makes, and a lint must not depend on a build.
    files: ['eslint.config.js', 'scripts/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
