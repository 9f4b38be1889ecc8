import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/commands/check.js';
import { generate } from '../../src/commands/generate.js';
import { parseSubject, printSubject } from '../../src/sources/snapshot-subject.js';
import { readRules } from '../../src/sources/schema-rules.js';
import { confluentServer } from './confluent-server.js';
import { quickPull, record, registryProject, snapshotFiles, told } from './registry-project.js';

const ruleSet = {
  migrationRules: [
    { name: 'split', kind: 'TRANSFORM', type: 'JSONATA', mode: 'UPGRADE', expr: '$merge([$, {"a": 1}])' },
    { name: 'join', kind: 'TRANSFORM', type: 'JSONATA', mode: 'DOWNGRADE', disabled: true },
  ],
  domainRules: [
    { name: 'secret', kind: 'TRANSFORM', type: 'ENCRYPT', mode: 'WRITEREAD', tags: ['PII'], params: { kek: 'x' } },
    { name: 'checked', kind: 'CONDITION', type: 'CEL', mode: 'WRITE', expr: 'size(message.id) > 0' },
    { name: 'upper', kind: 'TRANSFORM', type: 'CEL_FIELD', mode: 'WRITE' },
  ],
};

const warning =
  'warning rules-not-run: version 1, 2 of the subject "orders-value" has rules that change values when a record is read, ' +
  'and the consumer does not run them: "split" (migration rule, JSONATA, UPGRADE: $merge([$, {"a": 1}])), ' +
  '"secret" (domain rule, ENCRYPT, WRITEREAD, fields tagged PII)';

test('rules that change values on reading are kept in the snapshot, and pull, generate and check warn of them', async () => {
  const { url, store } = await confluentServer();
  for (const version of [1, 2, 3]) {
    const schema = record('shop.Order', ...['id', 'note', 'at'].slice(0, version));
    store.put({ subject: 'orders-value', schema, version, id: version, ...(version < 3 ? { ruleSet } : {}) });
  }
  const root = registryProject({ url, topics: { orders: 'orders-value' } });

  expect(told(await quickPull(root))).toContain(warning);
  expect(told(await quickPull(root))).toContain(warning);
  const subject = parseSubject(snapshotFiles(root)['orders-value/subject.json'] ?? '');
  expect(subject?.versions.map(({ rules }) => rules?.map(({ name }) => name))).toEqual([
    ['split', 'secret'],
    ['split', 'secret'],
    undefined,
  ]);
  expect(subject === undefined ? '' : printSubject(subject)).toBe(snapshotFiles(root)['orders-value/subject.json']);
  for (const run of [generate, check]) {
    const { diagnostics } = await run({ cwd: root });
    expect(told({ diagnostics })).toContain(warning);
    expect(diagnostics.find(({ code }) => code === 'rules-not-run')?.location).toEqual({
      file: 'registry/orders-value/v2.avsc',
    });
  }
});

test.each([
  [{ migrationRules: [{ name: 'a', type: 'JSONATA', mode: 'UPDOWN' }] }, ['migration a']],
  [{ domainRules: [{ name: 'a', kind: 'TRANSFORM', type: 'CEL', mode: 'READ' }] }, ['domain a']],
  [{ encodingRules: [{ name: 'a', kind: 'TRANSFORM', type: 'ENCRYPT_PAYLOAD', mode: 'WRITEREAD' }] }, ['encoding a']],
  [{ domainRules: [{}, null, 'x'] }, ['domain ?', 'domain ?', 'domain ?']],
  [{ domainRules: [{ name: 'a', kind: 'CONDITION', mode: 'READ' }] }, []],
  [{ domainRules: [{ name: 'a', kind: 'TRANSFORM', mode: 'WRITE' }], migrationRules: null }, []],
  [{}, []],
  [null, []],
  ['rules', []],
])('of the rule set %j these change values on reading: %j', (rules, names) => {
  expect(readRules(rules).map(({ set, name }) => `${set} ${name}`)).toEqual(names);
});

test('a registry that lists 300,000 versions is refused with a limit, unless few of them are chosen', async () => {
  const { url, store } = await confluentServer();
  store.put({ subject: 'orders-value', schema: record('shop.Order', 'id'), version: 300_000 });
  const [newest] = store.versions('orders-value', false);
  if (newest === undefined) throw new Error('nothing is registered');
  store.versions = () => Array.from({ length: 300_000 }, (_, index) => ({ ...newest, version: index + 1 }));
  const pulled = (versions: unknown): Promise<readonly string[]> =>
    quickPull(registryProject({ url, topics: { orders: { subject: 'orders-value', versions } } })).then(told);
  expect(await pulled('all')).toEqual([
    'error too-many-versions: the config selects 300000 versions of the subject "orders-value"; the limit is 5000',
  ]);
  expect(await pulled('latest')).toEqual([]);
  expect(await pulled([300_001])).toEqual([
    expect.stringMatching(/^error subject-not-found: .*; it has 299981, .*, 300000 and 299980 older ones$/),
  ]);
});

test.each([
  ['no topic has a subject', { orders: { file: 'order.avsc' } }, undefined],
  ['no chosen topic has a subject', { orders: { file: 'order.avsc' }, other: 'orders-value' }, ['orders']],
])('check --registry where %s is a mistake in the call, not in sync', async (_, topics, chosen) => {
  const { url } = await confluentServer();
  const root = registryProject({ url, topics });
  writeFileSync(join(root, 'order.avsc'), record('shop.Order', 'id'));
  const { diagnostics } = await check({
    cwd: root,
    registry: true,
    env: {},
    ...(chosen === undefined ? {} : { topics: chosen }),
  });
  expect(told({ diagnostics })).toContain(
    'error registry-setup: no topic has its schema from a registry, so there is nothing to compare with one',
  );
});
