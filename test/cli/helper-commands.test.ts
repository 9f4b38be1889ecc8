import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { diagnosticKinds } from '../../src/diagnostics/diagnostic-codes.js';
import { run } from './run.js';

const cwd = '/';

test('explain says of a code what it means, what to do, and what follows', async () => {
  expect(await run(['explain', 'drift'], { cwd })).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `drift: Generated code is out of sync with the schemas

A schema, the config or the file has changed since the last \`generate\`.

What to do: Run \`npx gen-msk-consumer generate\` and commit the result.
As an error, the exit code is 1.
`,
  });
});

test('explain knows every code, and lists them', async () => {
  const listed = (await run(['explain'], { cwd })).stdout.split('\n').map((line) => line.split(' ')[0]);
  expect(listed).toEqual([...Object.keys(diagnosticKinds), '']);
  for (const code of Object.keys(diagnosticKinds))
    expect(JSON.parse((await run(['explain', code, '--format', 'json'], { cwd })).stdout)).toMatchObject({ code });
});

test('explain suggests the code that was meant', async () => {
  expect(await run(['explain', 'drfit'], { cwd })).toEqual({
    exitCode: 2,
    stdout: '',
    stderr:
      'error usage: unknown code "drfit", did you mean "drift"?\n' +
      '  Run `npx gen-msk-consumer explain` for a list of all codes.\n',
  });
});

test('bash completes commands, their flags, and the values of those', async () => {
  const { stdout: script } = await run(['completion', 'bash'], { cwd });
  const complete = (...words: readonly string[]): readonly string[] => {
    const quoted = ['gen-msk-consumer', ...words].map((word) => `'${word}'`).join(' ');
    const ask = `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length}; _gen_msk_consumer; echo "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', `${script}${ask}`], { encoding: 'utf8' })
      .trim()
      .split(' ');
  };
  expect(complete('ch')).toEqual(['check']);
  expect(complete('init', '--fr')).toEqual(['--framing']);
  expect(complete('init', '--framing', 'conf')).toEqual(['confluent', 'confluent-guid']);
  expect(complete('--quiet', 'check', '--str')).toEqual(['--strict']);
  expect(complete('explain', 'edited')).toEqual(['edited-by-hand']);
  expect(complete('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh']));
  expect(complete('--config', '/et')).toEqual(['/etc']);
});

test('zsh takes the same script; another shell is refused', async () => {
  const { stdout: bash } = await run(['completion', 'bash'], { cwd });
  const zsh = await run(['completion', 'zsh'], { cwd });
  expect(zsh.stdout).toBe(`autoload -U +X bashcompinit && bashcompinit\n${bash}`);
  const { exitCode, stderr } = await run(['completion', 'fish'], { cwd });
  expect({ exitCode, isNamed: stderr.includes('Allowed choices are bash, zsh.') }).toEqual({
    exitCode: 2,
    isNamed: true,
  });
});
