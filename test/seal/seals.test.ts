import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { generate } from '../../src/commands/generate.js';
import { tempFolder } from '../support/temp-folder.js';
import {
  agreed,
  drifted,
  money,
  order,
  sealedTopics,
  sealProject,
  writerTo,
  type SealProject,
} from './seal-project.js';

const ALL = ['events', 'index', 'orders', 'payments', 'texts'];
const OUT = 'src/consumers';

let original: SealProject;

beforeAll(async () => {
  original = await sealProject();
});

/** A copy of the generated project. */
function copy(): SealProject & { readonly read: (path: string) => string } {
  const root = tempFolder();
  cpSync(original.root, root, { recursive: true });
  return {
    root,
    write: writerTo(root),
    read: (path) => readFileSync(join(root, path), 'utf8'),
  };
}

type Copy = ReturnType<typeof copy>;

function config({ read, write }: Copy, change: (config: Record<string, unknown>) => void): void {
  // The project's own file.
  const written = JSON.parse(read('gen-msk-consumer.config.json')) as Record<string, unknown>;
  change(written);
  write('gen-msk-consumer.config.json', written);
}

function edit(copied: Copy, path: string, change: (text: string) => string): void {
  copied.write(path, change(copied.read(path)));
}

test('nothing has changed: no topic is built', async () => {
  const { root } = copy();
  expect(await sealedTopics(root)).toEqual(ALL);
  expect(drifted(await agreed(root))).toEqual([]);
});

/** What is changed, the topics that are not built then, and what has drifted. */
const changes: readonly (readonly [string, (copied: Copy) => void, readonly string[], RegExp | undefined])[] = [
  [
    'a schema gets a field',
    (to) => to.write('schemas/order.avsc', order({ name: 'more', type: 'int' })),
    without('orders'),
    /types/,
  ],
  [
    'a schema gets white space',
    (to) => edit(to, 'schemas/order.avsc', (text) => `${text}\n`),
    without('orders'),
    undefined,
  ],
  ['a schema is gone', (to) => rmSync(join(to.root, 'schemas/order.avsc')), [], undefined],
  [
    'a schema that is included changes',
    (to) => to.write('schemas/common/money.avsc', { ...money, doc: 'Money.' }),
    without('orders'),
    /types/,
  ],
  [
    'an included file declares another name',
    (to) => to.write('schemas/common/more.avsc', { ...money, name: 'Other' }),
    without('index', 'orders'),
    undefined,
  ],
  ['an included file cannot be read', (to) => to.write('schemas/common/more.avsc', '{'), [], undefined],
  [
    'a schema that is referenced changes',
    (to) => to.write('schemas/card.json', { title: 'Card', type: 'object' }),
    without('payments'),
    /types/,
  ],
  [
    'a topic gets a setting',
    (to) =>
      config(to, (now) =>
        Object.assign(now['topics'] as object, { events: { value: 'schemas/events.avsc', long: 'number' } }),
      ),
    without('events'),
    /types/,
  ],
  [
    'a setting of all topics changes',
    (to) => config(to, (now) => Object.assign(now, { testRunner: 'node' })),
    [],
    undefined,
  ],
  [
    'the ending of imports changes',
    (to) => config(to, (now) => Object.assign(now, { importExtension: '.ts' })),
    [],
    /decoder/,
  ],
  ['a banner is added', (to) => config(to, (now) => Object.assign(now, { banner: ['// Ours.'] })), [], /types/],
  ['an adapter is added', (to) => config(to, (now) => Object.assign(now, { adapters: ['memory'] })), [], /consumer/],
  [
    'a topic is added',
    (to) => config(to, (now) => Object.assign(now['topics'] as object, { more: { value: 'string' } })),
    without('index'),
    /missing.*more/,
  ],
  [
    'a topic has left',
    (to) => config(to, (now) => delete (now['topics'] as Record<string, unknown>)['texts']),
    without('index', 'texts'),
    /stale.*texts/,
  ],
  [
    'a template of the team’s own is added',
    (to) => to.write('templates/types.ts.hbs', '{{declarations}}'),
    ['index'],
    undefined,
  ],
  [
    'a tool’s file is edited',
    (to) => edit(to, `${OUT}/orders/types.ts`, (text) => text.replace('id:', 'key:')),
    without('orders'),
    /edited.*orders\/types/,
  ],
  [
    'a body is edited, and its hashes are those of another file',
    (to) => to.write(`${OUT}/events/types.ts`, to.read(`${OUT}/texts/types.ts`)),
    without('events'),
    /events\/types/,
  ],
  [
    'a header is edited',
    (to) => edit(to, `${OUT}/orders/types.ts`, (text) => text.replace('Do not', 'Do')),
    without('orders'),
    /orders\/types/,
  ],
  [
    'a file is gone',
    (to) => rmSync(join(to.root, OUT, 'orders/decoder.ts')),
    without('orders'),
    /missing.*orders\/decoder/,
  ],
  ['a handler is gone', (to) => rmSync(join(to.root, OUT, 'orders/handler.ts')), without('orders'), /user-missing/],
  [
    'an event.json is edited',
    (to) => edit(to, `${OUT}/orders/event.json`, (text) => text.replace('"offset": ', '"offset": 1')),
    without('orders'),
    /orders\/event/,
  ],
  [
    'an event.json is formatted',
    (to) => edit(to, `${OUT}/orders/event.json`, (text) => JSON.stringify(JSON.parse(text))),
    ALL,
    /formatted/,
  ],
  [
    'a file has other line endings',
    (to) => edit(to, `${OUT}/orders/types.ts`, (text) => text.replaceAll('\n', '\r\n')),
    ALL,
    /line-endings/,
  ],
  [
    'a file is formatted',
    (to) => edit(to, `${OUT}/orders/types.ts`, (text) => text.replaceAll('  ', '\t')),
    ALL,
    /formatted/,
  ],
  [
    'the consumer is formatted',
    (to) => edit(to, `${OUT}/orders/consumer.ts`, (text) => text.replaceAll(';', '')),
    ALL,
    /formatted/,
  ],
  [
    'the lines of a seal are edited',
    (to) => edit(to, `${OUT}/orders/consumer.ts`, (text) => text.replace('inputs ', 'inputs a ')),
    without('orders'),
    undefined,
  ],
  [
    'a seal is gone',
    (to) => edit(to, `${OUT}/orders/consumer.ts`, (text) => text.replace(/\n\/\/ Seal:.*(?:\n\/\/ {3}.*)*/, '')),
    without('orders'),
    undefined,
  ],
  [
    'the seal of another topic',
    (to) => edit(to, `${OUT}/orders/consumer.ts`, (text) => text.replace(/Seal: \w+/, 'Seal: 0123456789abcdef')),
    without('orders'),
    undefined,
  ],
  [
    'the seal of another version of the tool',
    (to) => edit(to, `${OUT}/orders/consumer.ts`, (text) => text.replace(/(Seal: \w+) source/, '$1 other')),
    without('orders'),
    undefined,
  ],
  [
    'the index is edited',
    (to) => edit(to, `${OUT}/index.ts`, (text) => text.replace('orders', 'order')),
    without('index'),
    /edited.*index/,
  ],
  ['the index is gone', (to) => rmSync(join(to.root, OUT, 'index.ts')), without('index', 'orders'), /missing.*index/],
  [
    'a runtime file is edited',
    (to) => edit(to, `${OUT}/_runtime/errors.ts`, (text) => text.replace('class', 'class  X')),
    ALL,
    /edited.*errors/,
  ],
  ['a runtime file is gone', (to) => rmSync(join(to.root, OUT, '_runtime/errors.ts')), ALL, /missing.*errors/],
  [
    'a runtime file is there that nothing needs',
    (to) => to.write(`${OUT}/_runtime/more.ts`, to.read(`${OUT}/_runtime/errors.ts`)),
    ALL,
    /stale.*more/,
  ],
  [
    'a handler imports what is not exported',
    (to) => edit(to, `${OUT}/orders/handler.ts`, (text) => `import { Gone } from './types.js';\n${text}`),
    ALL,
    undefined,
  ],
  ['a handler is empty', (to) => to.write(`${OUT}/orders/handler.ts`, ''), ALL, undefined],
  [
    'a handler lacks a case',
    (to) => edit(to, `${OUT}/events/handler.ts`, (text) => text.replace(/case 'shop.Closed':[^]*?default/, 'default')),
    ALL,
    /user-edit.*events\/handler/,
  ],
  [
    'a folder is renamed',
    (to) => renameSync(join(to.root, OUT, 'texts'), join(to.root, OUT, 'words')),
    without('texts'),
    /stale.*words/,
  ],
  ['a file is in the folder of a topic', (to) => to.write(`${OUT}/orders/own.ts`, 'export {};\n'), ALL, undefined],
  ['a reference is found in another place', (to) => to.write('card.json', { title: 'Other' }), ALL, undefined],
];

function without(...topics: readonly string[]): readonly string[] {
  return ALL.filter((topic) => !topics.includes(topic));
}

test.each(changes)('%s: with seals, check answers as without them', async (_, change, sealed, drift) => {
  const copied = copy();
  change(copied);
  const result = await agreed(copied.root);
  expect(await agreed(copied.root, { strict: true })).not.toEqual([]);
  const states = drifted(result).join('\n');
  if (drift !== undefined) expect(states).toMatch(drift);
  const hasErrors = result.diagnostics.some(({ severity, code }) => severity === 'error' && code.startsWith('schema-'));
  if (!hasErrors) expect(await sealedTopics(copied.root)).toEqual(sealed);
});

test.each(changes)('%s: generate makes the seals fit again', async (_, change) => {
  const copied = copy();
  change(copied);
  const { diagnostics } = await generate({ cwd: copied.root });
  if (diagnostics.some(({ severity }) => severity === 'error')) return;
  const after = await agreed(copied.root);
  expect(after.seals.filter(({ isByTool }) => !isByTool)).toEqual([]);
  expect(drifted(after).filter((state) => !/^(?:formatted|line-endings|orphan)/.test(state))).toEqual([]);
  expect((await generate({ cwd: copied.root })).seals).toEqual([]);
});
