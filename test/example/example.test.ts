import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { check } from '../../src/index.js';
import { outsideVitest } from './outside-vitest.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const example = join(root, 'generated-example');

test('the generated code is what config and schemas give', async () => {
  const { changes, diagnostics } = await check({ cwd: example });

  // The warnings that the config acknowledges are notes.
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(Array(3).fill('note infra-stalls'));
  expect(changes.filter(({ kind }) => kind !== 'unchanged')).toEqual([]);
  expect(changes).not.toEqual([]);
});

test('the schemas are the sample schemas, byte for byte', () => {
  expect(bytesBelow(join(example, 'schemas'))).toEqual(bytesBelow(join(root, 'schemas')));
});

test('everything passes the compiler with the options of its tsconfig', () => {
  expect(runInExample('typescript/bin/tsc', '-p', '.')).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('its own tests pass, all of them', () => {
  const { status, stdout, stderr } = runInExample('vitest/vitest.mjs', 'run', '--no-isolate', '--reporter=json');

  expect(status, `${stdout}\n${stderr}`).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ success: true, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 });
});

function runInExample(tool: string, ...args: readonly string[]) {
  const options = { cwd: example, env: outsideVitest(), encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], options);
  return { status, stdout, stderr };
}

/** The content of each file in a folder and below it, in Latin-1 so that no byte is lost. */
function bytesBelow(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]));
}
