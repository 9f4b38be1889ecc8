import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { dayShare } from '../support/day-share.js';
import { runNode } from './run-node.js';
import { shopProject } from './shop.js';
import { generateProject, repository } from './temp-project.js';

const compilers = {
  '5.5': 'typescript-5.5/bin/tsc',
  '5.9': 'typescript/bin/tsc',
  '6': 'typescript-6/bin/tsc',
  '7': 'typescript-7/bin/tsc',
};

const strict = {
  target: 'ES2022',
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  declaration: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  skipLibCheck: true,
  noEmit: true,
};

const resolutions = {
  NodeNext: { module: 'NodeNext', moduleResolution: 'NodeNext' },
  Bundler: { module: 'ESNext', moduleResolution: 'Bundler' },
};

describe.each([
  {
    importExtension: '.js',
    testRunner: 'vitest',
    extra: {},
    versions: [...dayShare(['5.5', '5.9', '6'] as const, 3), '7'] as const,
  },
  // The extension is one thing, the code another: the oldest and the newest compiler are enough.
  {
    importExtension: '.ts',
    testRunner: 'node',
    extra: { allowImportingTsExtensions: true },
    versions: dayShare(['5.5', '7'] as const, 2),
  },
])('generated code with imports that end in $importExtension', ({ importExtension, testRunner, extra, versions }) => {
  let root = '';

  beforeAll(async () => {
    ({ root } = await generateProject(shopProject({ importExtension, testRunner })));
  });

  // Each compiler is a process of its own: as many run at once as the machine has cores for.
  // The newest compiler and an older one each day, with one resolution today and the other one tomorrow.
  it.concurrent.each(
    versions.flatMap((version) => {
      const bin = compilers[version];
      return dayShare(
        Object.entries(resolutions).map(([name, resolution]) => ({ version, bin, name, resolution })),
        2,
      );
    }),
  )('passes TypeScript $version with $name resolution at its strictest', async ({ bin, resolution, version, name }) => {
    const config = `tsconfig.${version}.${name}.json`;
    writeFileSync(
      join(root, config),
      JSON.stringify({ compilerOptions: { ...strict, ...resolution, ...extra }, include: ['src'] }),
    );
    const compiled = await runNode(root, [join(repository, 'node_modules', bin), '-p', config]);
    expect(compiled).toEqual({ stdout: '', status: 0 });
  });
});

it('generated code without extensions passes the compiler with Bundler resolution, and where the target is ES2020', async () => {
  const { root, files } = await generateProject(shopProject({ importExtension: '' }));
  writeFileSync(
    join(root, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { ...strict, target: 'ES2020', ...resolutions.Bundler, erasableSyntaxOnly: true },
      include: ['src'],
    }),
  );
  expect(await runNode(root, [join(repository, 'node_modules/typescript-7/bin/tsc'), '-p', '.'])).toEqual({
    stdout: '',
    status: 0,
  });
  const withAny = Object.entries(files).filter(([, text]) => /(?:: |<|as )any\b/.test(text));
  expect(withAny.map(([path]) => path)).toEqual([]);
});
