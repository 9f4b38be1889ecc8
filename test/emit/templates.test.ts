import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { check } from '../../src/commands/check.js';
import { run, shop } from '../cli/run.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';

/** A project with its own template for handlers. */
function project(templates: Readonly<Record<string, string>>): string {
  const config = JSON.stringify({
    output: 'gen',
    templates: 'tpl',
    topics: { orders: { value: 'schemas/order.avsc' }, payments: { value: 'schemas/order.avsc' } },
  });
  const files = Object.fromEntries(Object.entries(templates).map(([name, text]) => [`tpl/${name}`, text] as const));
  return temporaryProject({ ...shop, 'gen-msk-consumer.config.json': config, ...files });
}

async function problems(handler: string) {
  const { diagnostics } = await check({ cwd: project({ 'handler.ts.hbs': handler }) });
  return diagnostics.map(
    ({ code, message, location }) => `${code} ${location?.line ?? '-'}:${location?.column ?? '-'} ${message}`,
  );
}

const handlerData =
  'Its data is topic, pascal, ext, reportBatchItemFailures, handlerType, branches, tag, loggedTag, typeName.';

test('a name that the data lacks is told once, with its place and the names that there are', async () => {
  const root = project({ 'handler.ts.hbs': '// Ours.\n\n  const x = {{topc}};\n' });
  const { exitCode, stdout, stderr } = await run([], { cwd: root });
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `error template-invalid: "topc" is not defined\n  at tpl/handler.ts.hbs:3:15\n  ${handlerData}\n`,
  });
  expect(Object.keys(filesIn(root)).filter((path) => path.startsWith('gen/'))).toEqual([]);
});

test.each([
  ['a {{topic', '1:- cannot be parsed near "a {{topic"'],
  ['\n\n{{#if topic}}\n', '4:- cannot be parsed near "{{#if topic}}"'],
  ['{{#if topic}}\n{{/each}}', "1:4 if doesn't match each"],
  ['\n {{uppercase topic}}', '2:2 the helper "uppercase" does not exist'],
  ['x\n{{> header}}', '2:1 the partial "header" does not exist'],
  ['{{#if tpoic}}{{/if}}', '1:7 "tpoic" is not defined'],
  ['{{#each branchs}}{{/each}}', '1:9 "branchs" is not defined'],
  ['{{#unless topic.length}}{{else}}\n{{pascal.size}}{{/unless}}', '-:- "size" is not defined'],
  ['{{constructor}}', '1:3 "constructor" is not defined'],
  ['{{log topic}}', '1:1 the helper "log" does not exist'],
  ['{{helperMissing}}', '1:3 "helperMissing" is not defined'],
  ['{{#if topic tag}}{{/if}}', '-:- #if requires exactly one argument'],
  ['{{#*inline "a"}}{{> a}}{{/inline}}{{> a}}', '-:- Maximum call stack size exceeded'],
])('the template %j is answered with what is wrong', async (template, problem) => {
  const written = vi.spyOn(console, 'log');
  expect(await problems(template)).toEqual([`template-invalid ${problem}`]);
  expect(written).not.toHaveBeenCalled();
});

test('a template that the topics do not need is looked at too', async () => {
  const root = project({ 'slow-path.ts.hbs': '{{imports' });
  const { diagnostics } = await check({ cwd: root });
  expect(diagnostics.map(({ location }) => location)).toEqual([{ file: 'tpl/slow-path.ts.hbs', line: 1 }]);
});

test('a template whose name is none of the tool’s is told; other files are let be', async () => {
  const root = project({ 'handlers.ts.hbs': '', 'README.md': '{{', 'more/x.hbs': '{{' });
  const { diagnostics } = await check({ cwd: root });
  expect(diagnostics).toEqual([
    {
      code: 'template-invalid',
      severity: 'error',
      message:
        'unknown template; the templates are types.ts.hbs, decoder.ts.hbs, consumer.ts.hbs, fixture.ts.hbs, ' +
        'slow-path.ts.hbs, handler.ts.hbs, handler.test.ts.hbs, handler.test.node.ts.hbs',
      location: { file: 'tpl/handlers.ts.hbs' },
    },
  ]);
});

test('a folder that is not there is told at the setting, a template that is outside the project at the template', async () => {
  const root = temporaryProject({
    ...shop,
    'gen-msk-consumer.config.json':
      '{\n  "templates": "tpl",\n  "topics": { "orders": { "value": "schemas/order.avsc" } }\n}',
  });
  expect((await check({ cwd: root })).diagnostics).toEqual([
    {
      code: 'config-invalid',
      severity: 'error',
      message: 'templates: the folder tpl does not exist',
      location: { file: 'gen-msk-consumer.config.json', pointer: '/templates', line: 2, column: 16 },
    },
  ]);
  mkdirSync(join(root, 'tpl'));
  symlinkSync(join(temporaryProject({ 'x.hbs': '' }), 'x.hbs'), join(root, 'tpl/types.ts.hbs'));
  expect((await check({ cwd: root })).diagnostics).toMatchObject([
    { code: 'path-outside', location: { file: 'tpl/types.ts.hbs' } },
  ]);
});

test('what a template or a doc comment seems to import of the runtime is copied if there is such a module', async () => {
  const doc = "from '../_runtime/none.js';";
  const schema = JSON.stringify({ type: 'record', name: 'Order', doc, fields: [{ name: 'id', type: 'string' }] });
  const root = project({
    'handler.ts.hbs':
      "import { DecodeError } from '../_runtime/kafka/thrown-reason.js';\nimport x from '../_runtime/gone.js';\n",
  });
  const files = { ...filesIn(root), 'schemas/order.avsc': schema };
  const { exitCode } = await run([], { cwd: temporaryProject(files) });
  expect(exitCode).toBe(0);
});
