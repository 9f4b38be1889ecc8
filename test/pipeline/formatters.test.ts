import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFromBuffer, type Formatter } from '@dprint/formatter';
import { getPath as jsonPlugin } from '@dprint/json';
import { getPath as typescriptPlugin } from '@dprint/typescript';
import { format, resolveConfig, type Options } from 'prettier';
import { expect, test } from 'vitest';
import { check } from '../../src/commands/check.js';
import { generate } from '../../src/commands/generate.js';
import { dayShare } from '../support/day-share.js';
import { tempFolder } from '../support/temp-folder.js';
import { readTree, repository } from './temp-project.js';

const topics = 'src/consumers';

const generatedOnce = new Map<string, Promise<string>>();

/** A generated project of its own, then treated by a tool of the team's. */
async function generatedProject(name: 'shipments' | 'parcels'): Promise<string> {
  const generated = generatedOnce.get(name) ?? newProject(name);
  generatedOnce.set(name, generated);
  const root = tempFolder();
  cpSync(await generated, root, { recursive: true });
  return root;
}

async function newProject(name: 'shipments' | 'parcels'): Promise<string> {
  const root = tempFolder();
  for (const part of ['gen-msk-consumer.config.json', 'schemas'])
    cpSync(join(repository, 'test/golden', name, part), join(root, part), { recursive: true });
  expect((await generate({ cwd: root })).diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
  return root;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** What a team runs over its sources: it writes its own config file into the project, and treats all files of the output. */
interface Tool {
  readonly name: string;
  readonly run: (root: string) => Promise<void> | void;
}

const prettierStyles: readonly Options[] = [
  {},
  { semi: false },
  { singleQuote: true, trailingComma: 'none' },
  { useTabs: true, printWidth: 60 },
  { arrowParens: 'avoid', printWidth: 200, bracketSpacing: false },
  { experimentalOperatorPosition: 'start', objectWrap: 'collapse', tabWidth: 8 },
  { quoteProps: 'consistent' },
  { quoteProps: 'preserve', singleQuote: true, semi: false },
  { printWidth: 40 },
  { trailingComma: 'es5', endOfLine: 'crlf' },
  { singleQuote: true, printWidth: 320, tabWidth: 4 },
];

function prettier(style: Options): Tool {
  return {
    name: `prettier ${JSON.stringify(style)}`,
    run: async (root) => {
      writeFileSync(join(root, '.prettierrc'), JSON.stringify(style));
      for (const file of filesBelow(join(root, topics))) {
        const options = (await resolveConfig(file, { useCache: false })) ?? {};
        writeFileSync(file, await format(readFileSync(file, 'utf8'), { ...options, filepath: file }));
      }
    },
  };
}

function biome(config: object): Tool {
  return {
    name: `Biome ${JSON.stringify(config)}`,
    run: (root) => {
      writeFileSync(join(root, 'biome.json'), JSON.stringify({ root: true, linter: { enabled: false }, ...config }));
      const cli = join(repository, 'node_modules/.bin/biome');
      execFileSync(cli, ['check', '--write', topics], { cwd: root, stdio: 'pipe' });
    },
  };
}

const plugins: readonly { readonly pattern: RegExp; readonly formatter: Formatter }[] = [
  { pattern: /\.ts$/, formatter: createFromBuffer(readFileSync(typescriptPlugin())) },
  { pattern: /\.json$/, formatter: createFromBuffer(readFileSync(jsonPlugin())) },
];

function dprint(config: Readonly<Record<string, unknown>>): Tool {
  return {
    name: `dprint ${JSON.stringify(config)}`,
    run: (root) => {
      writeFileSync(join(root, 'dprint.json'), JSON.stringify({ typescript: config }));
      for (const { pattern, formatter } of plugins) {
        formatter.setConfig({}, pattern.test('x.ts') ? config : {});
        for (const file of filesBelow(join(root, topics)).filter((path) => pattern.test(path)))
          writeFileSync(file, formatter.formatText({ filePath: file, fileText: readFileSync(file, 'utf8') }));
      }
    },
  };
}

const license: Tool = {
  name: 'a script that adds three comment lines on top',
  run: (root) => {
    for (const file of filesBelow(join(root, topics)).filter((path) => path.endsWith('.ts'))) {
      const text = readFileSync(file, 'utf8');
      const lines = '// Copyright Acme\n// All rights reserved.\n/* eslint-disable */\n';
      if (!text.startsWith(lines)) writeFileSync(file, `${lines}${text}`);
    }
  },
};

const biomeTools: readonly Tool[] = [
  biome({}),
  biome({
    javascript: {
      formatter: { quoteStyle: 'single', semicolons: 'asNeeded', arrowParentheses: 'asNeeded', trailingCommas: 'none' },
    },
  }),
  biome({ formatter: { lineWidth: 60 }, javascript: { formatter: { operatorLinebreak: 'before' } } }),
];

const dprintTools: readonly Tool[] = [
  dprint({}),
  dprint({ quoteProps: 'asNeeded', quoteStyle: 'preferSingle', semiColons: 'asi', lineWidth: 60 }),
  dprint({
    quoteProps: 'consistent',
    'arrowFunction.useParentheses': 'preferNone',
    useBraces: 'always',
    trailingCommas: 'never',
    'module.sortImportDeclarations': 'caseInsensitive',
  }),
];

/** Each tool with the project that it treats; of every tool, some of its styles each day. */
const treatments = [prettierStyles.map(prettier), biomeTools, dprintTools, [license]].flatMap((tools) =>
  dayShare(
    tools.map((tool, index) => named(index % 2 === 0 ? 'shipments' : 'parcels', tool)),
    Math.min(6, tools.length),
  ),
);

function named(name: 'shipments' | 'parcels', tool: Tool): readonly [string, 'shipments' | 'parcels', Tool] {
  return [`${tool.name}, ${name}`, name, tool];
}

test.each(treatments)(
  '%s: nothing is taken for an edit, when schemas change and a topic leaves either',
  async (_, name, tool) => {
    const root = await generatedProject(name);
    const generated = readTree(join(root, topics));
    await tool.run(root);
    const treated = readTree(join(root, topics));
    expect(treated).not.toEqual(generated);
    const settled = { changes: ['unchanged', 'formatted', 'line-endings'], problems: [] };
    expect(await outcome(root)).toEqual(settled);
    expect((await generate({ cwd: root })).diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(readTree(join(root, topics))).toEqual(treated);

    changeSchemas(root);
    const changed = await generate({ cwd: root });
    expect(changed.diagnostics.filter(({ code }) => code === 'edited-by-hand')).toEqual([]);
    expect(changed.changes.filter(({ kind }) => kind === 'changed').length).toBeGreaterThan(3);
    expect(await outcome(root)).toEqual(settled);
    await tool.run(root);
    expect(await outcome(root)).toEqual(settled);

    const config = JSON.parse(readFileSync(join(root, 'gen-msk-consumer.config.json'), 'utf8')) as {
      readonly topics: Readonly<Record<string, unknown>>;
    };
    const [[gone] = [''], ...rest] = Object.entries(config.topics);
    const smaller = { ...config, topics: Object.fromEntries(rest) };
    writeFileSync(join(root, 'gen-msk-consumer.config.json'), JSON.stringify(smaller));
    const removed = await generate({ cwd: root });
    expect(removed.diagnostics.map(({ code }) => code).filter((code) => /stale|edited/.test(code))).toEqual([]);
    expect(readdirSync(join(root, topics, gone)).sort()).toEqual(['handler.test.ts', 'handler.ts']);
    expect((await outcome(root)).problems).toEqual([]);
  },
);

interface Outcome {
  readonly changes: readonly string[];
  readonly problems: readonly string[];
}

/** What `check` finds: the states of files that count as in sync, whichever occur, and every other one; and its errors. */
async function outcome(root: string): Promise<Outcome> {
  const { changes, diagnostics } = await check({ cwd: root });
  const usual = ['unchanged', 'formatted', 'line-endings'];
  const others = changes.filter(({ kind }) => !usual.includes(kind) && kind !== 'orphan');
  return {
    changes: [...usual, ...others.map(({ kind, path }) => `${kind} ${path}`)],
    problems: diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  };
}

/** Adds a field, or a property, to every schema that a topic is read with. */
function changeSchemas(root: string): void {
  for (const file of filesBelow(join(root, 'schemas')).filter((path) => /\.(?:avsc|json|yaml)$/.test(path))) {
    const text = readFileSync(file, 'utf8');
    if (file.endsWith('.yaml'))
      writeFileSync(file, text.replace(/^(\s*)properties:\n/m, `$&$1  addedByTest: { type: string }\n`));
    else if (!file.includes('sample')) writeFileSync(file, JSON.stringify(withField(JSON.parse(text))));
  }
}

function withField(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if ('fields' in schema && Array.isArray(schema.fields)) {
    const fields: readonly unknown[] = schema.fields;
    return { ...schema, fields: [...fields, { name: 'addedByTest', type: ['null', 'string'], default: null }] };
  }
  if (!('properties' in schema) || typeof schema.properties !== 'object') return schema;
  return { ...schema, properties: { ...schema.properties, addedByTest: { type: 'string' } } };
}
