import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../cli/run.js';
import { isFullRun } from '../support/day-share.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));

const example = join(repository, 'generated-example');

/** The team's own files are the scaffolds here: of two test runners, and of both ways to parse JSON. */
const projects = [
  {
    settings: { testRunner: 'vitest' },
    jsonParser: 'generated',
    topics: ['return-events', 'loyalty-points', 'orders'],
  },
  { settings: { testRunner: 'node' }, jsonParser: 'native', topics: ['return-events', 'stock-movements'] },
] as const;

interface ExampleConfig {
  readonly defaults: object;
  readonly topics: Readonly<Record<string, object>>;
}

const roots: string[] = [];

beforeAll(async () => {
  const config = JSON.parse(readFileSync(join(example, 'gen-msk-consumer.config.json'), 'utf8')) as ExampleConfig;
  for (const { settings, jsonParser, topics } of projects) {
    const root = tempFolder();
    for (const name of ['package.json', 'tsconfig.json', 'schemas'])
      cpSync(join(example, name), join(root, name), { recursive: true });
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
    const all = Object.entries(config.topics);
    const project = {
      ...config,
      ...settings,
      defaults: { ...config.defaults, jsonParser },
      topics: Object.fromEntries(isFullRun ? all : all.filter(([name]) => topics.some((topic) => topic === name))),
    };
    writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(project));
    await run(['--quiet'], { cwd: root });
    roots.push(root);
  }
});

afterAll(removeTempFolders);

test("generated files and scaffolds pass Biome's recommended rules, as does all that may be copied", () => {
  const [root = ''] = roots;
  const rules = { linter: { rules: { recommended: true } }, formatter: { enabled: false } };
  writeFileSync(join(root, 'biome.json'), JSON.stringify(rules));
  cpSync(join(repository, 'src/runtime'), join(root, 'runtime'), { recursive: true });
  const folders = ['runtime', ...roots.map((each) => join(each, 'src'))];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(repository, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '--error-on-warnings', ...folders],
    { cwd: root, encoding: 'utf8' },
  );
  expect({ status, findings: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, findings: '' });
});

test.each(projects.map(({ settings, ...rest }, index) => ({ ...settings, ...rest, index })))(
  "generated files and scaffolds pass typescript-eslint's strict and stylistic rules: $testRunner, $jsonParser parsers",
  async ({ index, topics }) => {
    const root = roots[index] ?? '';
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: true,
      overrideConfig: [
        ...(tseslint.configs.strictTypeChecked as []),
        ...(tseslint.configs.stylisticTypeChecked as []),
        { languageOptions: { parserOptions: { project: ['tsconfig.json'], tsconfigRootDir: root } } },
      ],
    });
    const results = await eslint.lintFiles(
      isFullRun ? ['src/**/*.ts'] : topics.map((topic) => `src/consumers/${topic}/*.ts`),
    );
    const found = results.flatMap(({ filePath, messages }) =>
      messages.map(
        ({ line, ruleId, message }) => `${filePath.slice(root.length + 1)}:${String(line)} ${ruleId ?? ''} ${message}`,
      ),
    );
    expect(results.length).toBeGreaterThan(10);
    expect(found).toEqual([]);
  },
);
