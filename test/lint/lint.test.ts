import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../cli/run.js';
import { isFullRun } from '../support/day-share.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The topics that the slow linter looks at each time: an Avro one with a union, and a JSON Schema. */
const topics = ['return-events', 'loyalty-points', 'orders'];

let root: string;

beforeAll(async () => {
  root = tempFolder();
  const example = join(repository, 'generated-example');
  for (const name of ['package.json', 'tsconfig.json', 'gen-msk-consumer.config.json', 'schemas'])
    cpSync(join(example, name), join(root, name), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  // The team's own files are the scaffolds here.
  await run(['--quiet'], { cwd: root });
});

afterAll(removeTempFolders);

test("generated files and scaffolds pass Biome's recommended rules", () => {
  writeFileSync(
    join(root, 'biome.json'),
    JSON.stringify({ linter: { rules: { recommended: true } }, formatter: { enabled: false } }),
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(repository, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '--error-on-warnings', 'src'],
    { cwd: root, encoding: 'utf8' },
  );
  expect({ status, findings: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, findings: '' });
});

test("generated files and scaffolds pass typescript-eslint's strict and stylistic rules", async () => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      ...(tseslint.configs.strictTypeChecked as []),
      ...(tseslint.configs.stylisticTypeChecked as []),
      { languageOptions: { parserOptions: { project: ['tsconfig.json'], tsconfigRootDir: root } } },
      // A scaffold is an async function that waits for nothing until the team's code is in it.
      { files: ['**/handler.ts'], rules: { '@typescript-eslint/require-await': 'off' } },
    ],
  });
  const files = isFullRun ? ['src/**/*.ts'] : topics.map((topic) => `src/consumers/${topic}/*.ts`);
  const results = await eslint.lintFiles(files);
  const found = results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, ruleId, message }) => `${filePath.slice(root.length + 1)}:${line} ${ruleId ?? ''} ${message}`,
    ),
  );
  expect(results.length).toBeGreaterThan(10);
  expect(found).toEqual([]);
});
