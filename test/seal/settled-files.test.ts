import { readFileSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { agreed, sealProject, type SealProject } from './seal-project.js';

let project: SealProject;
let handler = '';
const path = 'src/consumers/orders/handler.ts';

beforeAll(async () => {
  project = await sealProject();
  handler = readFileSync(join(project.root, path), 'utf8');
});

/** What `check` says of the handler of a sealed topic, with and without trust in the seal. */
async function remarksOn(text: string): Promise<readonly string[]> {
  project.write(path, text);
  const { diagnostics } = await agreed(project.root);
  return diagnostics.filter(({ location }) => location?.file === path).map(({ message }) => message);
}

test.each([
  ['nothing but its consumer', ''],
  ['its own modules', "import type { Order } from './types.js';\nimport { helper } from './helper.js';\n"],
  ['code outside the output', "import { shop } from '../../shop.js';\nimport type { A } from 'a';\n"],
  ['what another topic exports', "import { consumeTexts } from '../texts/consumer.js';\n"],
])('a handler that imports %s calls for nothing', async (_, added) => {
  expect(await remarksOn(added + handler)).toEqual([]);
});

test.each([
  ["import type { Gone } from './types.js';", "Gone is no longer exported by './types.js'"],
  [
    "import { consumeGone } from '../texts/consumer.js';",
    "consumeGone is no longer exported by '../texts/consumer.js'",
  ],
  ["import { consumeGone } from '../index.js';", "consumeGone is no longer exported by '../index.js'"],
  ["import type { Order } from './types';", "generate would edit it: changed the import of './types' to './types.js'"],
])('a handler with %s', async (added, message) => {
  expect(await remarksOn(`${added}\n${handler}`)).toEqual([message]);
});

test('a handler that is a link is judged as ever', async () => {
  project.write('src/shared.ts', "import { consumeGone } from './consumer.js';\n");
  unlinkSync(join(project.root, path));
  symlinkSync(join(project.root, 'src/shared.ts'), join(project.root, path));
  const { changes } = await agreed(project.root);
  expect(changes.filter(({ kind }) => kind !== 'unchanged')).toEqual([]);
});
