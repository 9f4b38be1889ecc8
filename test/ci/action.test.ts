import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { workflowCommands } from '../cli/report/workflow-commands.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { ciProject, runStep, writeProgram, type StepResult } from './ci-project.js';

/** What GitHub documents of a composite action, as far as this one uses it; nothing else may be in it. */
const action = z
  .strictObject({
    name: z.string(),
    description: z.string(),
    author: z.string(),
    branding: z.strictObject({ icon: z.string(), color: z.string() }),
    inputs: z.record(z.string(), z.strictObject({ description: z.string(), default: z.string() })),
    outputs: z.record(z.string(), z.strictObject({ description: z.string(), value: z.string() })),
    runs: z.strictObject({
      using: z.literal('composite'),
      steps: z.array(
        z.strictObject({
          id: z.string().optional(),
          if: z.string().optional(),
          shell: z.literal('bash'),
          'working-directory': z.string().optional(),
          env: z.record(z.string(), z.string()),
          run: z.string(),
        }),
      ),
    }),
  })
  .parse(parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')));

const [checkStep, commentStep] = action.runs.steps;

interface Call {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly pullRequest?: string;
  readonly exitCode?: string;
}

/** The value of the expressions that the action's steps use, as GitHub puts them in. */
function evaluate(text: string, { inputs = {}, pullRequest = '', exitCode = '' }: Call): string {
  return text.replaceAll(/\$\{\{ ([^}]*) \}\}/g, (_, expression: string) => {
    const [, input] = /^inputs\.([\w-]+)$/.exec(expression) ?? [];
    if (input !== undefined) return inputs[input] ?? evaluate(action.inputs[input]?.default ?? '', {});
    const values = new Map([
      ['github.token', 'a-token'],
      ['github.event.pull_request.number', pullRequest],
      ['steps.check.outputs.exit-code', exitCode],
    ]);
    const value = values.get(expression);
    if (value === undefined) throw new Error(`unknown expression ${expression}`);
    return value;
  });
}

interface Ran extends StepResult {
  /** What the step wrote to GITHUB_OUTPUT and to GITHUB_STEP_SUMMARY. */
  readonly output: string;
  readonly summary: string;
}

/** Runs a step as the runner does: in its folder, with its environment and that of the job. */
function runOf(step: typeof checkStep, repository: string, runner: string, call: Call, path = ''): Ran {
  if (step === undefined) throw new Error('there is no such step');
  const env = Object.entries(step.env).map(([name, value]): [string, string] => [name, evaluate(value, call)]);
  const script = join(runner, 'step.sh');
  writeFileSync(script, step.run);
  for (const name of ['output', 'summary']) writeFileSync(join(runner, name), '');
  const result = runStep(['bash', '--noprofile', '--norc', '-eo', 'pipefail'], script, {
    cwd: join(repository, evaluate(step['working-directory'] ?? '.', call)),
    env: {
      ...Object.fromEntries(env),
      ...(path === '' ? {} : { PATH: `${path}:${process.env['PATH'] ?? ''}` }),
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: join(runner, 'output'),
      GITHUB_REPOSITORY: 'shop/services',
      GITHUB_STEP_SUMMARY: join(runner, 'summary'),
      GITHUB_WORKSPACE: repository,
      RUNNER_TEMP: runner,
    },
  });
  const written = filesIn(runner);
  return { ...result, output: written['output'] ?? '', summary: written['summary'] ?? '' };
}

const shop = { 'working-directory': 'services/shop' };

test('no expression is in a script: what a caller or a pull request names reaches the shell as variables only', () => {
  for (const { run, env } of action.runs.steps) {
    expect(run).not.toContain('${{');
    const used = Array.from(run.matchAll(/\$\{?(INPUT_\w+|PULL_REQUEST|EXIT_CODE)/g), ([, name]) => name);
    expect(used.filter((name) => env[name ?? ''] === undefined)).toEqual([]);
  }
});

test('each input is used, and each that is used is one', () => {
  const text = JSON.stringify(action.runs);
  const used = new Set(Array.from(text.matchAll(/inputs\.([\w-]+)/g), ([, name]) => name));
  expect([...used].sort()).toEqual(Object.keys(action.inputs).sort());
});

test('in sync: exit code 0, a summary, and the reports that were asked for', async () => {
  const { repository, root } = await ciProject();
  const runner = temporaryProject();
  const inputs = {
    ...shop,
    'sarif-file': 'out/a b.sarif',
    'junit-file': 'out/junit.xml',
    config: 'gen-msk-consumer.config.json',
  };
  const ran = runOf(checkStep, repository, runner, { inputs });
  expect(ran).toMatchObject({ status: 0, output: 'exit-code=0\n', stderr: '' });
  expect(ran.stdout).toMatch(/^gen-msk-consumer: in sync, \d+ unchanged\.\n$/);
  expect(ran.summary).toMatch(/^<!-- gen-msk-consumer check services%2Fshop -->\n\n### gen-msk-consumer: in sync, /);
  const files = filesIn(root);
  expect(files['out/a b.sarif']).toContain('"results": []');
  expect(files['out/junit.xml']).toContain('failures="0"');
});

test('drifted: exit code 1, annotations with the paths of the repository, the diff in the summary', async () => {
  const { repository, root } = await ciProject();
  writeFileSync(join(root, 'gen/orders/types.ts'), '// Generated by gen-msk-consumer\n');
  rmSync(join(root, 'gen/orders/consumer.ts'));
  const ran = runOf(checkStep, repository, temporaryProject(), { inputs: shop });
  expect(ran).toMatchObject({ status: 1, output: 'exit-code=1\n', stderr: '' });
  expect(workflowCommands(ran.stdout).map(({ properties }) => properties['file'])).toEqual([
    'services/shop/gen/orders/consumer.ts',
    'services/shop/gen/orders/types.ts',
  ]);
  expect(ran.summary).toContain('\n```diff\n');
});

test('several configs, one a line or by a pattern: one answer, with the paths of the repository', async () => {
  const { repository, root } = await ciProject();
  const other = join(repository, 'services/shop/returns');
  cpSync(join(root, 'gen'), join(other, 'gen'), { recursive: true });
  cpSync(join(root, 'schemas'), join(other, 'schemas'), { recursive: true });
  cpSync(join(root, 'gen-msk-consumer.config.json'), join(other, 'gen-msk-consumer.config.json'));
  rmSync(join(other, 'gen/orders/consumer.ts'));
  const lines = 'gen-msk-consumer.config.json\nreturns/gen-msk-consumer.config.json';
  for (const config of [lines, '**/gen-msk-consumer.config.json']) {
    const ran = runOf(checkStep, repository, temporaryProject(), { inputs: { ...shop, config } });
    expect(ran).toMatchObject({ status: 1, output: 'exit-code=1\n', stderr: '' });
    expect(workflowCommands(ran.stdout).map(({ properties }) => properties['file'])).toEqual([
      'services/shop/returns/gen/orders/consumer.ts',
    ]);
  }
});

test('inputs are arguments whatever is in them, and run nothing', async () => {
  const { repository, root } = await ciProject();
  const hostile = '$(touch hacked) `touch hacked`; touch hacked #" \' --quiet';
  const inputs = { ...shop, config: `${hostile}.json`, breaking: hostile, registry: hostile, 'sarif-file': hostile };
  const ran = runOf(checkStep, repository, temporaryProject(), { inputs });
  expect(ran).toMatchObject({ status: 2, output: 'exit-code=2\n' });
  expect(workflowCommands(ran.stdout).map(({ properties }) => properties['title'])).toEqual([
    'gen-msk-consumer: config-not-found',
  ]);
  expect(Object.keys(filesIn(root)).filter((path) => path.includes('hacked') && path !== hostile)).toEqual([]);
});

test('a project in which the tool is not installed is told so, and is not taken for one that has drifted', async () => {
  const { repository, root } = await ciProject();
  rmSync(join(root, 'node_modules'), { recursive: true });
  // Nor is a version fetched that nobody has chosen.
  const ran = runOf(checkStep, repository, temporaryProject(), { inputs: shop });
  expect(ran).toMatchObject({ status: 2, output: 'exit-code=2\n', summary: '' });
  expect(workflowCommands(ran.stdout)).toEqual([
    {
      command: 'error',
      properties: { title: 'gen-msk-consumer' },
      data: 'It did not run. Is it installed, and is working-directory right?',
    },
  ]);
});

const report = '<!-- gen-msk-consumer check services%2Fshop -->\n\n### drifted\n';

/** The calls of `gh` that the comment step makes, where there are comments with these ids. */
function commentCalls(
  ids: string,
  exitCode: string,
  gh = '',
): { readonly ran: Ran; readonly calls: readonly string[] } {
  const runner = temporaryProject({ 'gen-msk-consumer.md': report });
  const bin = temporaryProject();
  writeProgram(
    join(bin, 'gh'),
    `echo "$GH_TOKEN: $*" >> "$RUNNER_TEMP/calls"\n${gh}\ncase "$*" in *--paginate*) printf '${ids}';; esac`,
  );
  const call = { pullRequest: '7', exitCode, inputs: { comment: 'true' } };
  const ran = runOf(commentStep, temporaryProject(), runner, call, bin);
  return { ran, calls: (filesIn(runner)['calls'] ?? '').split('\n').filter((line) => line !== '') };
}

const listed =
  'a-token: api --paginate repos/shop/services/issues/7/comments --jq .[] | select(.body | startswith(env.MARK)) | .id';

test('the comment step runs for pull requests that want it, after a check that failed too', () => {
  expect(commentStep?.if).toBe("${{ always() && inputs.comment == 'true' && github.event.pull_request.number }}");
});

test('the first drift of a pull request is a new comment', () => {
  const { ran, calls } = commentCalls('', '1');
  expect(ran).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(calls).toEqual([
    listed,
    expect.stringMatching(
      /^a-token: api --method POST repos\/shop\/services\/issues\/7\/comments --field body=@.*\/gen-msk-consumer\.md --silent$/,
    ),
  ]);
});

test.each(['0', '1'])('a comment that is there is written anew, with exit code %s', (exitCode) => {
  const { calls } = commentCalls('11\\n12\\n', exitCode);
  expect(calls).toEqual([
    listed,
    expect.stringMatching(/^a-token: api --method PATCH repos\/shop\/services\/issues\/comments\/11 --field body=@/),
  ]);
});

test('nobody is told that nothing has ever drifted', () => {
  expect(commentCalls('', '0').calls).toEqual([listed]);
});

test('a comment that cannot be written, as in a pull request from a fork, is a warning', () => {
  const { ran, calls } = commentCalls('', '1', 'case "$*" in *POST*) exit 1;; esac');
  expect(calls).toHaveLength(2);
  expect(ran.status).toBe(0);
  expect(workflowCommands(ran.stdout).map(({ command }) => command)).toEqual(['warning']);
  const unread = commentCalls('', '1', 'exit 1');
  expect(unread.calls).toHaveLength(1);
  expect(unread.ran.status).toBe(0);
  expect(workflowCommands(unread.ran.stdout).map(({ command }) => command)).toEqual(['warning']);
});
