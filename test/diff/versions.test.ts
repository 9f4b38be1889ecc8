import { expect, test } from 'vitest';

import { diff } from '../../src/commands/diff.js';
import type { DiffResult } from '../../src/commands/diff-result.js';
import { temporaryProject } from '../cli/temporary-project.js';
import { avroRecord, configOf, gitProject } from './git-project.js';
import { snapshotOf } from './snapshot-files.js';
import { told } from './told.js';

const v1 = avroRecord('Order', { id: 'string' });
const v2 = avroRecord('Order', { id: 'string', note: { type: 'string', default: '' } });
const v3 = avroRecord('Order', { id: 'string', note: { type: 'string', default: '' }, total: 'long' });

const config = 'gen-msk-consumer.config.json';

/** Versions of files, which the config gives ids, and those of a subject. No git anywhere. */
function project(): string {
  return temporaryProject({
    [config]: configOf(
      {
        files: { value: { versions: { 11: 'a..b/v1.avsc', 12: 'a..b/v2.avsc', 30: 'a..b/v3.avsc' } } },
        subjects: { value: { subject: 'subjects-value' }, key: { versions: { 7: 'a..b/v2.avsc', 8: 'a..b/v3.avsc' } } },
        text: { value: 'string' },
      },
      { registry: { type: 'confluent', url: 'https://registry.example' } },
    ),
    'a..b/v1.avsc': v1,
    'a..b/v2.avsc': v2,
    'a..b/v3.avsc': v3,
    ...snapshotOf('subjects-value', [
      { version: 1, id: 2, text: v1 },
      { version: 2, id: 3, text: v2 },
      { version: 5, id: 1, text: v3 },
    ]),
  });
}

function compare(cwd: string, range: string, topics?: readonly string[]): Promise<DiffResult> {
  return diff({ cwd, compare: { kind: 'versions', range }, ...(topics === undefined ? {} : { topics }) });
}

const noteAdded = '    note added  -> string: types';

test('two versions by their ids, however far apart they are', async () => {
  expect(told(await compare(project(), '11..12'))).toEqual([
    'version 11 -> version 12',
    'files: changed',
    '  value 11 (a..b/v1.avsc) -> 12 (a..b/v2.avsc): types',
    noteAdded,
  ]);
  expect(told(await compare(project(), '11..30'))).toEqual([
    'version 11 -> version 30',
    'files: changed',
    '  value 11 (a..b/v1.avsc) -> 30 (a..b/v3.avsc): breaks',
    noteAdded,
    '    total added  -> long: breaks',
  ]);
});

test('a version that cannot be read with the other is a break, not a mistake', async () => {
  const { effect, diagnostics } = await compare(project(), '12..30');
  expect([effect, diagnostics]).toEqual(['breaks', []]);
});

test('the newer one first, and one against itself', async () => {
  expect(told(await compare(project(), '12..11'))).toEqual([
    'version 12 -> version 11',
    'files: changed',
    '  value 12 (a..b/v2.avsc) -> 11 (a..b/v1.avsc): types',
    '    note removed string -> : types',
  ]);
  expect(told(await compare(project(), '12..12'))).toEqual([
    'version 12 -> version 12',
    'files: unchanged',
    '  value 12 (a..b/v2.avsc) -> 12 (a..b/v2.avsc): safe',
  ]);
});

test('by files, whose names may hold two dots', async () => {
  expect(told(await compare(project(), './a..b/v1.avsc..a..b/v2.avsc')).slice(1)).toEqual([
    'files: changed',
    '  value 11 (a..b/v1.avsc) -> 12 (a..b/v2.avsc): types',
    noteAdded,
  ]);
});

test('versions of a subject by number, which goes before the id', async () => {
  const lines = ['subjects: changed', '  value v1 (id 2) -> v2 (id 3): types', noteAdded];
  expect(told(await compare(project(), '1..2')).slice(1)).toEqual(lines);
  expect(told(await compare(project(), 'v1..v2')).slice(1)).toEqual(lines);
  expect(told(await compare(project(), '1..3')).slice(1)).toEqual(lines);
});

test('a key, and topics that are not chosen', async () => {
  expect(told(await compare(project(), '7..8', ['subjects'])).slice(1)).toEqual([
    'subjects: changed',
    '  key 7 (a..b/v2.avsc) -> 8 (a..b/v3.avsc): breaks',
    '    total added  -> long: breaks',
  ]);
  expect(told(await compare(project(), '7..8', ['files']))).toEqual([
    'version 7 -> version 8',
    'error version-unknown: none of the selected keys and values has both versions of "7..8"',
  ]);
});

test('versions that are not there: those that are, are listed', async () => {
  for (const range of ['1..99', '11', '..', '11..', '', '11...30', 'schemas/x.avsc..11']) {
    const { topics, diagnostics } = await compare(project(), range);
    expect([topics, diagnostics]).toEqual([
      [],
      [
        {
          code: 'version-unknown',
          severity: 'error',
          message: `none of the selected keys and values has both versions of ${JSON.stringify(range)}`,
          help:
            'Available versions: files value: 11 (a..b/v1.avsc), 12 (a..b/v2.avsc), 30 (a..b/v3.avsc); ' +
            'subjects key: 7 (a..b/v2.avsc), 8 (a..b/v3.avsc); ' +
            'subjects value: v1 (id 2), v2 (id 3), v5 (id 1).',
        },
      ],
    ]);
  }
});

test('settings of fields that an older version has not are left out of it', async () => {
  const cwd = temporaryProject({
    [config]: configOf({
      orders: { value: { versions: { 1: 'v1.avsc', 2: 'v3.avsc' } }, fields: { 'Order.total': { long: 'number' } } },
    }),
    'v1.avsc': v1,
    'v3.avsc': avroRecord('Order', { id: 'string', total: { type: 'long', default: 0 } }),
  });
  expect(told(await compare(cwd, '1..2')).slice(1)).toEqual([
    'orders: changed',
    '  value 1 (v1.avsc) -> 2 (v3.avsc): types',
    '    total added  -> long: types',
  ]);
});

test('all versions pairwise, in the terms of a registry', async () => {
  const result = await diff({
    cwd: project(),
    compare: { kind: 'versions', range: '11..12' },
    compatibility: true,
  });
  const reason = `Order.total: the writer's "Order" has no such field, and the reader's field has no default`;
  const pair = (older: string, newer: string, reasons: readonly string[]) => ({
    older,
    newer,
    newReadsOld: { answer: reasons.length === 0 ? 'yes' : 'no', reasons },
    oldReadsNew: { answer: 'yes', reasons: [] },
  });
  const [one, two, three] = ['11 (a..b/v1.avsc)', '12 (a..b/v2.avsc)', '30 (a..b/v3.avsc)'] as const;
  const compatibility = result.topics[0]?.parts[0]?.compatibility;
  expect(compatibility?.pairs).toEqual([pair(one, two, []), pair(one, three, [reason]), pair(two, three, [reason])]);
  const answers = Object.entries(compatibility?.modes ?? {}).map(([mode, { answer }]) => `${mode} ${answer}`);
  expect(answers).toEqual([
    'BACKWARD no',
    'BACKWARD_TRANSITIVE no',
    'FORWARD yes',
    'FORWARD_TRANSITIVE yes',
    'FULL no',
    'FULL_TRANSITIVE no',
  ]);
});

test('a schema file whose text has changed stands among the versions as it was', async () => {
  const { root, write } = gitProject({ [config]: configOf({ orders: { value: 'order.avsc' } }), 'order.avsc': v1 });
  write({ 'order.avsc': v2 });
  const { topics } = await diff({ cwd: root, compatibility: true });
  expect(topics[0]?.parts[0]?.compatibility?.pairs.map(({ older, newer }) => [older, newer])).toEqual([
    ['order.avsc at HEAD', 'order.avsc'],
  ]);
});

test('versions that were added to the config, taken out of it and edited', async () => {
  const { root, write } = gitProject({
    [config]: configOf({ orders: { value: { versions: { 1: 'v1.avsc', 2: 'v2.avsc', 3: 'v3.avsc' } } } }),
    'v1.avsc': v1,
    'v2.avsc': v2,
    'v3.avsc': avroRecord('Order', { id: 'string', total: { type: 'long', default: 0 } }),
  });
  write({
    [config]: configOf({ orders: { value: { versions: { 2: 'v2.avsc', 3: 'v3.avsc', 4: 'v4.avsc' } } } }),
    'v2.avsc': v1,
    'v4.avsc': avroRecord('Order', { id: 'string' }),
  });
  expect(told(await diff({ cwd: root }))).toEqual([
    'HEAD -> the working tree',
    'orders: changed',
    '  value 3 (v3.avsc) -> 4 (v4.avsc): types',
    '    total removed long -> : types',
    '    added 4 (v4.avsc)',
    '    removed 1 (v1.avsc)',
    '    edited 2 (v2.avsc)',
  ]);
});

test('a snapshot that a pull has changed', async () => {
  const settings = { registry: { type: 'confluent', url: 'https://registry.example' } };
  const { root, write } = gitProject({
    [config]: configOf({ orders: { value: { subject: 'orders-value' } } }, settings),
    ...snapshotOf('orders-value', [{ version: 1, id: 10, text: v1 }]),
  });
  write(
    snapshotOf('orders-value', [
      { version: 1, id: 10, text: v1 },
      { version: 2, id: 20, text: v2 },
    ]),
  );
  expect(told(await diff({ cwd: root }))).toEqual([
    'HEAD -> the working tree',
    'orders: changed',
    '  value v1 (id 10) -> v2 (id 20): types',
    noteAdded,
    '    added v2 (id 20)',
  ]);
});
