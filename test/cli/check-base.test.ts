import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { avroRecord, configOf, gitProject } from '../diff/git-project.js';
import { run } from './run.js';

const schema = 'schemas/order.avsc';
const types = 'gen/orders/types.ts';

/** A project whose types were generated, committed, and then edited by hand. */
async function editedProject(): Promise<ReturnType<typeof gitProject>> {
  const project = gitProject({
    'gen-msk-consumer.config.json': configOf({ orders: { value: schema } }),
    [schema]: avroRecord('Order', { id: 'string', total: 'int' }),
  });
  await run(['generate', '--quiet'], { cwd: project.root });
  project.commit({});
  const text = readFileSync(join(project.root, types), 'utf8');
  project.write({ [types]: text.replace('id: string;', 'id: `ORD-${string}`;') });
  return project;
}

test('an edited file is shown as it changed since the revision, by hand and by the generator', async () => {
  const { root, write } = await editedProject();
  write({ [schema]: avroRecord('Order', { id: 'string', total: 'int', note: 'string' }) });
  const { exitCode, stdout } = await run(['check', '--base', 'HEAD'], { cwd: root });
  const start = stdout.indexOf(`edited by hand: ${types}\n`);
  expect(exitCode).toBe(1);
  expect(
    stdout.slice(start, stdout.indexOf('\n\n', start)).replaceAll(/^ {2}@@.*\n|^.*\/\/ Body hash: .*\n/gm, ''),
  ).toBe(
    [
      `edited by hand: ${types}`,
      '  edited since HEAD:',
      '   ',
      '   export interface Order {',
      '  -  id: string;',
      '  +  id: `ORD-${string}`;',
      '     total: number;',
      '   }',
      '   ',
      '  generate would change since HEAD:',
      '   export interface Order {',
      '     id: string;',
      '     total: number;',
      '  +  note: string;',
      '   }',
      '   ',
      "   /** The key of a record of the topic 'orders'. Raw bytes. */",
    ].join('\n'),
  );
});

test('where the generator has changed nothing, that is said', async () => {
  const { root } = await editedProject();
  const { stdout } = await run(['check', '--base', 'HEAD'], { cwd: root });
  expect(stdout).toContain('  generate would change since HEAD:\n  (nothing)\n');
});

test('an unknown revision is an error', async () => {
  const { root } = await editedProject();
  const { exitCode, stderr } = await run(['check', '--base', 'nowhere'], { cwd: root });
  expect({ exitCode, stderr: stderr.split('\n')[0] }).toEqual({
    exitCode: 2,
    stderr: 'error revision-unknown: the commit "nowhere" was not found',
  });
});
