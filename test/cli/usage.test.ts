import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from './run.js';
import { temporaryProject } from './temporary-project.js';

test('--help lists commands and options, and shows an example', async () => {
  const { exitCode, stdout, stderr } = await run(['--help'], { cwd: '.' });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  for (const text of [
    'init',
    'generate',
    'check',
    '--config',
    '--cwd',
    '--topic',
    '--quiet',
    '--format',
    '--no-color',
    'Example:',
  ]) {
    expect(stdout).toContain(text);
  }
});

test.each(['init', 'generate', 'check'])(
  '%s --help shows the options of all commands, and an example',
  async (command) => {
    const { exitCode, stdout } = await run([command, '--help'], { cwd: '.' });
    expect(exitCode).toBe(0);
    for (const text of ['--config', '--cwd', '--topic', '--quiet', '--format', 'Example:\n  $ npx gen-msk-consumer']) {
      expect(stdout).toContain(text);
    }
  },
);

test.each([
  ['list'],
  ['eject', 'handler'],
  ['inspect', 'AAAA'],
  ['invoke', 'orders'],
  ['dev', 'orders'],
  ['produce', 'orders', '--to', 'events.json'],
  ['verify', '--from', 'captured.json'],
  ['redrive', 'letters.json'],
  ['size', 'orders', '--rate', '10', '--duration', '5'],
  ['check'],
  ['diff'],
  ['pull'],
  ['generate', '--stdout', '--topic', 'orders'],
])('%s takes --config, and one that is missing is an error of the call', async (...command) => {
  const cwd = temporaryProject({ 'captured.json': '[]', 'letters.json': '[]' });
  const { exitCode, stderr } = await run([...command, '--config', 'absent.config.json'], { cwd });
  expect(stderr).toContain('absent.config.json');
  expect(exitCode).toBe(2);
});

test('--version prints the version of the package', async () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string }; // The package's own file.
  expect(await run(['--version'], { cwd: '.' })).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
});

test.each([
  [['chek'], "error: unknown command 'chek'\n(Did you mean check?)\n"],
  [['nonsense'], "error: unknown command 'nonsense'\n"],
  [['generate', 'orders'], "error: unknown command 'orders'\n"],
  [['--dry-rum'], "error: unknown option '--dry-rum'\n(Did you mean --dry-run?)\n"],
  [['check', '--dry-run'], "error: unknown option '--dry-run'\n"],
  [['check', 'orders'], "error: too many arguments for 'check'. Expected 0 arguments but got 1.\n"],
  [['--config'], "error: option '--config <file>' argument missing\n"],
  [
    ['check', '--format', 'xml'],
    "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, github, gitlab, sarif, junit, markdown.\n",
  ],
  [
    ['--format', 'sarif'],
    "error: option '--format <format>' argument 'sarif' is invalid. Allowed choices are text, json.\n",
  ],
  [
    ['check', '--report', 'sarif'],
    "error: option '--report <format=file>' argument 'sarif' is invalid. Expected <format>=<file> with one of json, github, gitlab, sarif, junit, markdown.\n",
  ],
  [['init', '--framing', 'avro'], "error: option '--framing <framing>' argument 'avro' is invalid. "],
])('%j is a wrong call: exit code 2, and why on stderr', async (argv, message) => {
  const { exitCode, stdout, stderr } = await run(argv, { cwd: temporaryProject() });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/See `gen-msk-consumer (?:(?:check|generate|init) )?--help`\.\n$/);
});

test('an error that is none of the known ones shows its stack, asks for a report and exits with 70', async () => {
  const io = {
    stdout: {
      write: () => {
        throw new TypeError('boom');
      },
      isTTY: false,
    },
  };
  const { main } = await import('../../src/cli/main.js');
  let stderr = '';
  const exitCode = await main(['--cwd', temporaryProject(), '--format', 'json'], {
    ...io,
    stderr: { write: (text) => (stderr += text), isTTY: false },
    stdin: { isTTY: false },
    env: {},
    cwd: '.',
  });
  expect(exitCode).toBe(70);
  expect(stderr).toMatch(/^TypeError: boom\n {4}at /);
  expect(stderr).toMatch(/\nThis is a bug in gen-msk-consumer: please report it with the lines above\.\n$/);
});
