import { expect, test } from 'vitest';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { orderSchema, run } from '../cli/run.js';

const file = 'gen-msk-consumer.config.json';

/** What is installed, as far as `init` looks. */
function installed(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [`node_modules/${name}/package.json`, '{ "version": "5.9.3" }']));
}

const everything = installed('typescript', '@types/node', '@jest/globals', 'jest', 'vitest');

interface Kind {
  readonly packageJson: object;
  readonly compilerOptions: object;
  readonly others?: Readonly<Record<string, string>>;
}

/** Runs `init` in a project of a kind; returns the settings in the config, and what was found and lacking. */
async function initIn({ packageJson, compilerOptions, others = everything }: Kind) {
  const root = temporaryProject({
    'orders.avsc': orderSchema,
    'package.json': JSON.stringify(packageJson),
    'tsconfig.json': JSON.stringify({ compilerOptions }),
    ...others,
  });
  const { stdout, stderr } = await run(['init'], { cwd: root });
  // Written by the line above.
  const { testRunner, importExtension = '.js' } = JSON.parse(filesIn(root)[file] ?? '') as Record<string, string>;
  return {
    chosen: [testRunner, importExtension],
    found: stdout.split('\n').filter((line) => line.startsWith('found ')),
    lacking: stderr.split('\n').filter((line) => line.startsWith('warning ') || line.startsWith('  ')),
  };
}

const tsJest = { scripts: { test: 'jest' }, devDependencies: { jest: '30', 'ts-jest': '29' } };

test.each<readonly [string, Kind, readonly string[], readonly string[]]>([
  [
    'CommonJS, ts-jest',
    {
      packageJson: { ...tsJest, jest: { preset: 'ts-jest' } },
      compilerOptions: { module: 'commonjs', target: 'es2022' },
    },
    ['jest', ''],
    ['CommonJS, tests with jest and ts-jest', 'module commonjs, moduleResolution node10, target es2022'],
  ],
  [
    'CommonJS, node10, compiled and then tested',
    {
      packageJson: { scripts: { test: 'tsc && node --test build/' } },
      compilerOptions: { module: 'commonjs', moduleResolution: 'node10', target: 'es2022' },
    },
    ['node', ''],
    ['CommonJS, tests with node:test', 'module commonjs, moduleResolution node10, target es2022'],
  ],
  [
    'ES modules, vitest',
    {
      packageJson: { type: 'module', devDependencies: { vitest: '4' } },
      compilerOptions: { module: 'esnext', moduleResolution: 'bundler', target: 'es2022' },
    },
    ['vitest', '.js'],
    ['ES modules, tests with vitest', 'module esnext, moduleResolution bundler, target es2022'],
  ],
  [
    'NodeNext, node:test through tsx',
    {
      packageJson: { type: 'module', scripts: { test: 'node --import tsx --test src/**/*.test.ts' } },
      compilerOptions: { module: 'nodenext' },
    },
    ['node', '.js'],
    ['ES modules, tests with node:test', 'module nodenext, moduleResolution nodenext, target esnext'],
  ],
  [
    'NodeNext, node:test on TypeScript itself',
    {
      packageJson: { type: 'module', scripts: { test: 'node --test' } },
      compilerOptions: { module: 'nodenext', rewriteRelativeImportExtensions: true },
    },
    ['node', '.ts'],
    ['ES modules, tests with node:test', 'module nodenext, moduleResolution nodenext, target esnext'],
  ],
  [
    'NodeNext in a CommonJS package, jest with swc',
    {
      packageJson: { devDependencies: { jest: '30', '@swc/jest': '1' } },
      compilerOptions: { module: 'nodenext' },
    },
    ['jest', ''],
    ['CommonJS, tests with jest and @swc/jest', 'module nodenext, moduleResolution nodenext, target esnext'],
  ],
  [
    'bundler resolution without "type"',
    {
      packageJson: { devDependencies: { vitest: '4' } },
      compilerOptions: { module: 'preserve', target: 'es2022' },
    },
    ['vitest', ''],
    ['CommonJS, tests with vitest', 'module preserve, moduleResolution bundler, target es2022'],
  ],
  [
    'SAM with esbuild and jest',
    {
      packageJson: tsJest,
      compilerOptions: { module: 'es2015', moduleResolution: 'node', target: 'es2020' },
      others: {
        ...everything,
        'jest.config.ts': "export default { transform: { '^.+\\\\.ts?$': 'ts-jest' } };",
        'template.yaml': "Transform: 'AWS::Serverless-2016-10-31'\n  BuildMethod: esbuild\n",
      },
    },
    ['jest', ''],
    [
      'CommonJS, tests with jest and ts-jest',
      'module es2015, moduleResolution node10, target es2020',
      'AWS SAM, bundled with esbuild',
    ],
  ],
])('%s: what is found decides the test runner and the end of imports', async (_, kind, chosen, found) => {
  const files = ['package.json', 'tsconfig.json', 'template.yaml'];
  expect(await initIn(kind)).toEqual({
    chosen,
    found: found.map((line, index) => `found ${files[index] ?? ''}: ${line}`),
    lacking: [],
  });
});

test('settings that a tsconfig.json extends count', async () => {
  const { found } = await initIn({
    packageJson: {},
    compilerOptions: {},
    others: {
      ...everything,
      'tsconfig.json': '{ "extends": ["@tsconfig/node22", "./base.json"] } // comment',
      'base.json': '{ "compilerOptions": { "target": "es2023", }, }',
      'node_modules/@tsconfig/node22/tsconfig.json':
        '{ "compilerOptions": { "module": "node16", "target": "es2022" } }',
    },
  });
  expect(found[1]).toBe('found tsconfig.json: module node16, moduleResolution node16, target es2023');
});

const nodeModule = { module: 'nodenext', types: ['node'] };

test.each<readonly [string, Kind, readonly string[]]>([
  [
    'the target lacks bigint literals',
    { packageJson: tsJest, compilerOptions: { module: 'commonjs', target: 'es2016' } },
    [
      'warning project-setup: generated code has bigint literals, which target es2016 lacks',
      '  at tsconfig.json',
      '  Set "target": "es2022".',
    ],
  ],
  [
    'nothing is installed',
    { packageJson: { type: 'module' }, compilerOptions: nodeModule, others: installed('typescript') },
    [
      'warning project-setup: the types of Node are not installed',
      '  at package.json',
      '  Run `npm install --save-dev @types/node`.',
      'warning project-setup: vitest is not installed',
      '  at package.json',
      '  Run `npm install --save-dev vitest`.',
    ],
  ],
  [
    'TypeScript 6 includes no types that are not listed',
    {
      packageJson: tsJest,
      compilerOptions: { module: 'commonjs', target: 'es2022' },
      others: { ...everything, 'node_modules/typescript/package.json': '{ "version": "6.0.3" }' },
    },
    ['warning project-setup: "types" does not list "node"', '  at tsconfig.json', '  Add "node" to "types".'],
  ],
  [
    'jest as ES modules does not find TypeScript files',
    { packageJson: { ...tsJest, type: 'module' }, compilerOptions: nodeModule },
    [
      'warning project-setup: jest does not resolve imports that end in ".js" to ".ts" files',
      '  at package.json',
      String.raw`  Add to jest's configuration: "moduleNameMapper": { "^(\\.{1,2}/.*)\\.js$": "$1" }`,
    ],
  ],
  [
    'jest as ES modules with a mapper',
    {
      packageJson: { ...tsJest, type: 'module', jest: { moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' } } },
      compilerOptions: nodeModule,
    },
    [],
  ],
  [
    'jest looks for tests elsewhere',
    {
      packageJson: { ...tsJest, jest: { testMatch: ['<rootDir>/tests/unit/*.test.ts'] } },
      compilerOptions: { module: 'commonjs', target: 'es2022' },
    },
    [
      `warning project-setup: jest's "testMatch" does not match src/consumers/*/handler.test.ts`,
      '  at package.json',
      '  Add "**/src/consumers/**/*.test.ts" to it.',
    ],
  ],
  [
    'jest looks for tests everywhere',
    {
      packageJson: { ...tsJest, jest: { testMatch: ['**/*.test.ts'] } },
      compilerOptions: { module: 'commonjs', target: 'es2022' },
    },
    [],
  ],
  [
    'Node strips types, but the compiler allows no ".ts"',
    {
      packageJson: { type: 'module', scripts: { test: 'node --test src/**/*.test.ts' } },
      compilerOptions: nodeModule,
    },
    [
      'warning project-setup: imports that end in ".ts" are not allowed',
      '  at tsconfig.json',
      '  Set "allowImportingTsExtensions": true (with "noEmit"), or "rewriteRelativeImportExtensions": true.',
    ],
  ],
])('%s: what the project lacks is said, with what to do', async (_, kind, lacking) => {
  expect((await initIn(kind)).lacking).toEqual(lacking);
});

test.each([
  ['{ "devDependencies": { "@aws-sdk/client-glue": "3" } }', '', 'glue (package.json names @aws-sdk/client-glue)'],
  ['{}', 'EventRecordFormat: SOURCE', 'lambda (template.yaml has EventRecordFormat SOURCE)'],
  ['{}', 'EventRecordFormat: "JSON"', 'lambda-json (template.yaml has EventRecordFormat JSON)'],
])('the framing is that which the files show: %s %s', async (packageJson, line, expected) => {
  const root = temporaryProject({
    'orders.avsc': orderSchema,
    'package.json': packageJson,
    'template.yaml': `Transform: AWS::Serverless-2016-10-31\n${line}\n`,
  });
  const { stdout } = await run(['init', '--yes'], { cwd: root });
  expect(stdout).toContain(
    `chose framing: ${expected}; to change it: npx gen-msk-consumer init --force --framing confluent\n`,
  );
});
