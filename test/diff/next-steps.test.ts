import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.js';
import { run } from '../cli/run.js';
import { filesIn } from '../cli/temporary-project.js';
import { avroRecord, configOf, gitProject } from './git-project.js';

const file = 'gen-msk-consumer.config.json';

const config = `{
  // Our consumers.
  "output": "gen",
  "defaults": { "framing": "confluent" },
  "topics": {
    "orders": {
      "key": "string", // the order's number
      "value": "schemas/order.avsc",
    },
  },
}
`;

const before = avroRecord('Order', { id: 'string', zone: 'string', total: 'int' });
const after = avroRecord('Order', { id: 'string', area: 'string', total: 'long' });

function shop(text = config) {
  const project = gitProject({ [file]: text, 'schemas/order.avsc': before });
  project.write({ 'schemas/order.avsc': after });
  return project;
}

test('the consequences are said once with their fields, then what to do next', async () => {
  const { root } = shop();
  const { stdout } = await run(['diff', '--no-impacts'], { cwd: root });
  expect(stdout.split('\n').slice(2, -3)).toEqual([
    'orders value: schemas/order.avsc',
    '  + area: string        breaks',
    '  ~ total: int -> long  breaks',
    '  - zone: string        breaks',
    '  The deployed consumer cannot read all new records:',
    '      area: the bytes of "area" are read as the fields after it',
    "      total: the writer's long is not an int",
    '      zone: there is no "zone" in the bytes, and the bytes that follow are read instead',
    '  The regenerated consumer cannot read all old records:',
    '      area: there is no "area" in the bytes, and the bytes that follow are read instead',
    '      zone: the bytes of "zone" are read as the fields after it',
    '  next: "zone" is gone and "area" new, with the same type. Renamed? Add "aliases": ["zone"] to "area" in schemas/order.avsc.',
    '  next: Keep the old file as a version, so that records of both schemas are decoded by their id: npx gen-msk-consumer diff --apply --topic orders --ids <older id>..<newer id>',
    '    It copies the old file to schemas/order.v1.avsc and puts this into the config of the topic:',
    '      "value": {',
    '        "versions": {',
    '          "<id of the older schema>": "schemas/order.v1.avsc",',
    '          "<id of the newer schema>": "schemas/order.avsc"',
    '        }',
    '      }',
    '  next: Neither can be deployed first: make the change in two compatible steps (docs/deployment-order.md of this package).',
  ]);
});

test.each([
  ['int', 'long', 'Deploy the consumer first, then the producer'],
  ['long', 'int', 'Deploy the producer first, and the consumer once no old records are left'],
])('%s to %s: what to deploy first is said', async (older, newer, order) => {
  const listed = { orders: { value: { versions: { '1': 'schemas/order.avsc' } } } };
  const changed = { orders: { value: { versions: { '2': 'schemas/order.avsc' } } } };
  const project = gitProject({
    [file]: configOf(listed),
    'schemas/order.avsc': avroRecord('Order', { total: older }),
  });
  project.write({ [file]: configOf(changed), 'schemas/order.avsc': avroRecord('Order', { total: newer }) });
  const { stdout } = await run(['diff', '--no-impacts'], { cwd: project.root });
  expect(stdout).toContain(`  next: ${order} (docs/deployment-order.md of this package).\n`);
});

test('nothing is said about the order where any will do', async () => {
  const versions = { orders: { value: { versions: { '1': 'schemas/order.avsc' } } } };
  const project = gitProject({
    [file]: configOf(versions),
    'schemas/order.avsc': avroRecord('Order', { id: 'string' }),
  });
  project.write({
    'schemas/order.avsc': avroRecord('Order', { id: 'string' }).replace('"Order"', '"Order","doc":"One."'),
  });
  const { stdout } = await run(['diff', '--no-impacts'], { cwd: project.root });
  expect(stdout).not.toContain('eploy the');
});

test('--apply copies the old text and lists both schemas in the config, whose comments stay', async () => {
  const { root, write } = shop();
  const ran = await run(['diff', '--apply', '--ids', '101..107', '--no-impacts'], { cwd: root });
  expect(ran.stdout).toContain(`\nwrote schemas/order.v1.avsc\nwrote ${file}\nNext: npx gen-msk-consumer generate\n`);
  expect(filesIn(root)['schemas/order.v1.avsc']).toBe(before);
  const text = readFileSync(join(root, file), 'utf8');
  expect(text).toContain('  // Our consumers.\n');
  expect(text).toContain('"key": "string", // the order\'s number\n');
  const loaded = await loadConfig({ cwd: root });
  expect(loaded).toMatchObject({
    value: {
      topics: [
        {
          value: {
            versions: [
              { id: '101', file: 'schemas/order.v1.avsc' },
              { id: '107', file: 'schemas/order.avsc' },
            ],
          },
        },
      ],
    },
  });
  // The older schema has no area: an alias says where its value comes from.
  expect((await run(['generate', '--quiet'], { cwd: root })).exitCode).toBe(2);
  write({ 'schemas/order.avsc': after.replace('"area",', '"area", "aliases": ["zone"],') });
  expect((await run(['generate', '--quiet'], { cwd: root })).exitCode).toBe(0);
});

test('--apply refuses without ids, and with ids that the config has keeps them', async () => {
  const { root } = shop();
  const refused = await run(['diff', '--apply', '--no-impacts'], { cwd: root });
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain(
    'error usage: the ids of the older and the newer schema of orders value are not known',
  );
  expect(filesIn(root)['schemas/order.v1.avsc']).toBeUndefined();

  const known = shop(
    config.replace('"schemas/order.avsc"', '{ "versions": { "101": "schemas/order.avsc" }, "long": "number" }'),
  );
  await run(['diff', '--apply', '--ids', '1..107', '--no-impacts'], { cwd: known.root });
  expect(await loadConfig({ cwd: known.root })).toMatchObject({
    value: {
      topics: [
        {
          value: {
            values: { long: 'number' },
            versions: [
              { id: '101', file: 'schemas/order.101.avsc' },
              { id: '107', file: 'schemas/order.avsc' },
            ],
          },
        },
      ],
    },
  });
});

test('a config that is code gets the lines to paste', async () => {
  const project = gitProject({
    'gen-msk-consumer.config.mjs':
      "export default { output: 'gen', defaults: { framing: 'confluent' }, topics: { orders: { value: 'order.avsc' } } };\n",
    'order.avsc': before,
  });
  project.write({ 'order.avsc': after });
  const { stderr } = await run(['diff', '--apply', '--ids', '101..107', '--no-impacts'], { cwd: project.root });
  expect(stderr).toContain('warning manual-edit-needed: the config is code, or a link: it was not edited');
  expect(stderr).toContain(
    '    value: {\n      "versions": {\n        "101": "order.v1.avsc",\n        "107": "order.avsc"\n',
  );
  expect(filesIn(project.root)['order.v1.avsc']).toBe(before);
});

test('without ids in records there is no version to keep', async () => {
  const { root } = shop(config.replace('"confluent"', '"none"'));
  const { exitCode, stderr, stdout } = await run(['diff', '--apply', '--no-impacts'], { cwd: root });
  expect(exitCode).toBe(1);
  expect(stdout).not.toContain('Keep the old file');
  expect(stderr).toContain('note version-kept: ');
});
