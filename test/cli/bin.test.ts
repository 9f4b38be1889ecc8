import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { shop } from './run.js';
import { temporaryProject } from './temporary-project.js';

const bin = inject('cli');

test('the program exits with the code of the run, results on stdout and problems on stderr', async () => {
  const root = temporaryProject(shop);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [bin, 'generate', '--dry-run'], {
    cwd: root,
  });
  expect(stdout).toMatch(/\d+ to create, 0 unchanged\.\n$/);
  expect(stderr).toBe('');
  await expect(
    promisify(execFile)(process.execPath, [bin, 'check', '--format', 'json'], { cwd: root }),
  ).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('"exitCode": 1') as string,
    stderr: '',
  });
});

test('a reader that stops reading is no failure', async () => {
  const child = spawn(process.execPath, [bin, '--dry-run'], {
    cwd: temporaryProject(shop),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (data) => (stderr += String(data)));
  expect([await once(child, 'exit'), stderr]).toEqual([[0, null], '']);
});

test('without a terminal nothing is asked, even when stdin stays open', async () => {
  const root = temporaryProject({ 'orders.avsc': shop['schemas/order.avsc'] });
  const child = spawn(process.execPath, [bin, 'init'], { cwd: root, stdio: 'pipe' });
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('nothing but the result reaches stdout, and no variable that is not documented changes what is printed', async () => {
  const config = shop['gen-msk-consumer.config.json'];
  const root = temporaryProject({
    'schemas/order.avsc': shop['schemas/order.avsc'],
    'gen.mjs': `console.log('a'); process.stdout.write('b\\n'); export default ${config};`,
    'json.json': '{ "output": "j", "topics": { "j": { "value": "j.schema.json" } } }',
    'j.schema.json': '{ "type": "object", "properties": { "a": { "type": "string" } } }',
  });
  const result = async (file: string, env: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const call = [bin, 'generate', '--dry-run', '--format', 'json', '--config', file];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, call, {
      cwd: root,
      env: { ...process.env, ...env },
    });
    return [stdout, stderr];
  };
  const [stdout = '', stderr] = await result('gen.mjs', {});
  expect(JSON.parse(stdout)).toMatchObject({ command: 'generate', exitCode: 0 });
  expect(stderr).toBe('a\nb\n');
  expect(await result('json.json', { VERBOSE: '1', DEBUG: '*' })).toEqual(await result('json.json', {}));
});
