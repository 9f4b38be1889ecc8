/** A kind of project that a team may have before it installs the generator. */
export interface Kind {
  readonly name: string;
  /** Whether `npm run test:kinds` builds it, as each change has to pass; the others are for `TEST_ALL`. */
  readonly isUsual: boolean;
  readonly files: Readonly<Record<string, string>>;
  /** The settings that `init` chooses: the test runner and the end of imports. */
  readonly chosen: { readonly testRunner: string; readonly importExtension: string };
  /** The options with which the team bundles a handler. */
  readonly bundle: readonly string[];
}

const typescript = { typescript: '5.9.3', '@types/node': '22.19.1', esbuild: '0.25.12' };
const jest = { jest: '30.2.0', 'ts-jest': '29.4.5' };

interface ProjectJson {
  readonly type?: 'module';
  readonly test: string;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly jest?: object;
}

function packageJson({ test, devDependencies, ...rest }: ProjectJson): string {
  return JSON.stringify({
    private: true,
    ...rest,
    scripts: { test },
    devDependencies: { ...typescript, ...devDependencies },
  });
}

function tsconfig(compilerOptions: object): string {
  return JSON.stringify({
    compilerOptions: { strict: true, skipLibCheck: true, ...compilerOptions },
    include: ['src'],
  });
}

const commonjs = ['--format=cjs', '--target=node20'];
const modules = ['--format=esm', '--target=node20', '--out-extension:.js=.mjs'];

export const kinds: readonly Kind[] = [
  {
    name: 'CommonJS, ts-jest',
    isUsual: true,
    files: {
      'package.json': packageJson({ test: 'jest', devDependencies: jest, jest: { preset: 'ts-jest', maxWorkers: 1 } }),
      'tsconfig.json': tsconfig({ module: 'commonjs', target: 'es2022', esModuleInterop: true }),
    },
    chosen: { testRunner: 'jest', importExtension: '' },
    bundle: commonjs,
  },
  {
    name: 'NodeNext, node:test',
    isUsual: true,
    files: {
      'package.json': packageJson({
        type: 'module',
        test: 'node --import tsx --test src/consumers/*/*.test.ts',
        devDependencies: { tsx: '4.20.6' },
      }),
      'tsconfig.json': tsconfig({ module: 'nodenext', noEmit: true, types: ['node'] }),
    },
    chosen: { testRunner: 'node', importExtension: '.js' },
    bundle: modules,
  },
  {
    name: 'CommonJS, node10, compiled and then tested',
    isUsual: false,
    files: {
      'package.json': packageJson({
        test: 'tsc --outDir build && node --test build/consumers/*/*.test.js',
        devDependencies: {},
      }),
      'tsconfig.json': tsconfig({ module: 'commonjs', moduleResolution: 'node10', target: 'es2022', rootDir: 'src' }),
    },
    chosen: { testRunner: 'node', importExtension: '' },
    bundle: commonjs,
  },
  {
    name: 'ES modules, vitest',
    isUsual: false,
    files: {
      'package.json': packageJson({ type: 'module', test: 'vitest run', devDependencies: { vitest: '4.0.14' } }),
      'tsconfig.json': tsconfig({ module: 'nodenext', types: ['node'] }),
    },
    chosen: { testRunner: 'vitest', importExtension: '.js' },
    bundle: modules,
  },
  {
    name: 'bundler resolution, vitest',
    isUsual: false,
    files: {
      'package.json': packageJson({ test: 'vitest run', devDependencies: { vitest: '4.0.14' } }),
      'tsconfig.json': tsconfig({ module: 'preserve', target: 'es2022', noEmit: true }),
    },
    chosen: { testRunner: 'vitest', importExtension: '' },
    bundle: modules,
  },
  {
    name: 'SAM, esbuild, jest',
    isUsual: false,
    files: {
      // As `sam init` writes them.
      'package.json': packageJson({ test: 'jest', devDependencies: jest }),
      'tsconfig.json': tsconfig({
        module: 'es2015',
        moduleResolution: 'node',
        target: 'es2020',
        esModuleInterop: true,
      }),
      'jest.config.js': "module.exports = { transform: { '^.+\\\\.ts?$': 'ts-jest' }, clearMocks: true };\n",
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: handler.handler, Runtime: nodejs22.x }
    Metadata:
      BuildMethod: esbuild
      BuildProperties: { Minify: true, Target: es2020, EntryPoints: [src/consumers/orders/handler.ts] }
`,
    },
    chosen: { testRunner: 'jest', importExtension: '' },
    bundle: ['--minify', '--target=es2020', '--format=cjs'],
  },
];
