import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { needsCompiler } from '../../src/impact/needs-compiler.js';
import { nodeFileSystem } from '../../src/plan/node-file-system.js';
import type { OutputFile } from '../../src/plan/output-file.js';
import { temporaryProject } from '../cli/temporary-project.js';

const SCAFFOLD =
  "import { consumeOrders } from './consumer.js';\n\nexport const handler = consumeOrders(() => undefined);\n";

/** What is planned for one topic whose types change. */
const planned: readonly OutputFile[] = [
  { path: 'out/orders/types.ts', owner: 'tool', content: 'export type Order = string;\n' },
  { path: 'out/orders/consumer.ts', owner: 'tool', content: "import type { Order } from './types.js';\n" },
  { path: 'out/index.ts', owner: 'tool', content: "export * from './orders/consumer.js';\n" },
  { path: 'out/orders/handler.ts', owner: 'user', content: SCAFFOLD },
];

type Files = Readonly<Record<string, string>>;

function isNeeded(files: Files, link?: readonly [from: string, to: string]): boolean {
  const generated = Object.fromEntries(planned.map(({ path, content }) => [path, content]));
  const root = temporaryProject({ ...generated, 'tsconfig.json': '{}', ...files });
  if (link !== undefined) symlinkSync(join(root, link[0]), join(root, link[1]));
  return needsCompiler({ root, changed: ['out/orders/types.ts'], files: planned, fileSystem: nodeFileSystem(root) });
}

const unaffected: Readonly<Record<string, Files>> = {
  'the scaffold': {},
  'the scaffold in another layout': {
    'out/orders/handler.ts':
      '\uFEFFimport { consumeOrders } from "./consumer.js"\r\nexport const handler = consumeOrders(\r\n  () => undefined,\r\n)\r\n',
  },
  'the scaffold with other comments': { 'out/orders/handler.ts': `// Ours.\n${SCAFFOLD}/* The end. */\n` },
  'code of the team’s that has nothing to do with the topic': {
    'src/app.ts': "import { listen } from './server.js';\nimport 'node:fs';\nlisten();\n",
    'src/server.ts': 'export const listen = () => undefined;\n',
  },
  'code in packages and hidden folders': {
    'node_modules/shop/a.ts': "import '../../out/orders/types.js';\n",
    '.cache/a.ts': "import '../out/orders/types.js';\n",
  },
  'a config that extends others and has aliases for other code': {
    'tsconfig.json': `{
      // Comments are allowed, and "baseUrl" in one is none.
      "extends": ["./base.json", "@tsconfig/node20/tsconfig.json"],
      "include": ["src/**/*", "out"],
    }`,
    'base.json': '{ "compilerOptions": { "paths": { "@app/*": ["src/*"] } } }',
    'node_modules/@tsconfig/node20/tsconfig.json': '{ "compilerOptions": { "strict": true } }',
    'src/app.ts': "import { z } from 'zod';\n",
  },
};

for (const [name, files] of Object.entries(unaffected)) {
  test(`the compiler is not needed: ${name}`, () => {
    expect(isNeeded(files)).toBe(false);
  });
}

const uses = "import type { Order } from '../out/orders/types.js';\n";

const affected: Readonly<Record<string, Files>> = {
  'a handler that is more than the scaffold': { 'out/orders/handler.ts': SCAFFOLD.replace('undefined', 'null') },
  'an import of the types': { 'src/a.ts': uses },
  'an import in JavaScript, and in a comment': {
    'src/a.js': "/** @param {import('../out/orders/types.js').Order} order */\nexport const f = (order) => order;\n",
  },
  'an import in another case': { 'src/a.ts': uses.replace('out/orders', 'Out/Orders') },
  'an import of the topic’s folder': { 'src/a.ts': "import '../out/orders';\n" },
  'an import of the index': { 'src/a.ts': "import { consumeOrders } from '../out/index.js';\n" },
  'an import of the index’s folder': { 'src/a.ts': "export * from '../out/';\n" },
  'an import that is put together': { 'src/a.ts': 'await import(`../out/${name}/types.js`);\n' },
  'an import that is spelled by escapes': { 'src/a.ts': "import '\\x2e./out/orders/types.js';\n" },
  'an import through the team’s own index': {
    'src/a.ts': "import './lib';\n",
    'src/lib/index.ts': uses.replace('../', '../../'),
  },
  'an alias': {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@shop/*": ["./out/*"] } } }',
    'src/a.ts': "import '@shop/orders/types';\n",
  },
  'an alias of the config that is extended': {
    'tsconfig.json': '{ "extends": "./base" }',
    'base.json': '{ "compilerOptions": { "paths": { "orders": ["./out/orders/types"] } } }',
    'src/a.ts': 'import "orders";\n',
  },
  'an alias of the topic’s own config': {
    'out/orders/tsconfig.json': '{ "compilerOptions": { "paths": { "~*": ["./*"] } } }',
    'out/orders/more.ts': 'import "~types";\n',
  },
  'a config that refers to another with an alias': {
    'tsconfig.json': '{ "files": [], "references": [{ "path": "./src" }] }',
    'src/tsconfig.json': '{ "compilerOptions": { "paths": { "orders": ["../out/orders/types"] } } }',
    'src/a.ts': 'import "orders";\n',
  },
  'a base folder for all imports': { 'tsconfig.json': '{ "compilerOptions": { "baseUrl": "." } }' },
  'code outside the root': { 'tsconfig.json': '{ "include": ["../shared"] }' },
  'code in a hidden folder': { 'tsconfig.json': '{ "include": [".storybook/*"] }' },
  'code that imports code outside the root': { 'src/a.ts': "import '../../shared/b.js';\n" },
  'a config that extends what is not there': { 'tsconfig.json': '{ "extends": "@tsconfig/none" }' },
  'a config that is not JSON': { 'tsconfig.json': '{ "compilerOptions": ' },
  'a config with a setting of another type': { 'tsconfig.json': '{ "include": "src" }' },
};

for (const [name, files] of Object.entries(affected)) {
  test(`the compiler is needed: ${name}`, () => {
    expect(isNeeded({ 'src/uninvolved.ts': 'export const one = 1;\n', ...files })).toBe(true);
  });
}

test('the compiler is needed where a link leads to a folder of code', () => {
  expect(isNeeded({}, ['out', 'linked'])).toBe(true);
});
