import { expect, test } from 'vitest';
import { addTopics } from '../../src/config/add-topics.js';
import { loadConfig } from '../../src/config/load-config.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { orderSchema, run } from '../cli/run.js';

const file = 'gen-msk-consumer.config.json';

const place = '{ "type": "enum", "name": "Place", "symbols": ["HERE"] }';
const visit = '{ "type": "record", "name": "Visit", "fields": [{ "name": "at", "type": "Place" }] }';

test('adds the topics of new schema files to the config, and every byte that was there stays', async () => {
  const config = `// The shop's consumers.
{
  "output": "gen",
  "defaults": { "framing": "glue" }, // as all producers do
  "topics": {
    "sales": { "value": "schemas/orders.avsc" } // named so by marketing
  },
}
`;
  const root = temporaryProject({
    [file]: config,
    'schemas/orders.avsc': orderSchema,
    'schemas/payments.avsc': orderSchema,
    'schemas/visits.avsc': visit,
    'schemas/place.avsc': place,
  });
  const { exitCode, stdout } = await run(['init', '--add'], { cwd: root });
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: `updated ${file}: added topics payments, visits\nNext: npx gen-msk-consumer generate\n`,
  });
  expect(filesIn(root)[file]).toBe(`// The shop's consumers.
{
  "output": "gen",
  "defaults": { "framing": "glue" }, // as all producers do
  "topics": {
    "sales": { "value": "schemas/orders.avsc" }, // named so by marketing
    "payments": {
      "key": "string",
      "value": "schemas/payments.avsc"
    },
    "visits": {
      "key": "string",
      "value": "schemas/visits.avsc"
    }
  },
  "include": [
    "schemas/place.avsc"
  ],
}
`);
  expect(await loadConfig({ cwd: root })).toMatchObject({ ok: true });
  expect((await run(['init', '--add'], { cwd: root })).stderr).toBe(
    `note topics-complete: no schema file of a topic that the config does not have was found\n  at ${file}\n`,
  );
  expect((await run(['generate', '--quiet'], { cwd: root })).exitCode).toBe(0);
});

test('a config that is code is not edited: the lines to paste are printed', async () => {
  const config = "export default { topics: { orders: { value: 'orders.avsc' } } };\n";
  const root = temporaryProject({
    'gen-msk-consumer.config.mjs': config,
    'orders.avsc': orderSchema,
    'payments.avsc': orderSchema,
  });
  expect(await run(['init', '--add', '--framing', 'confluent', '--key', 'none'], { cwd: root })).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: `warning manual-edit-needed: the config is code, or a link: it was not edited
  at gen-msk-consumer.config.mjs
    "payments": {
      "framing": "confluent",
      "key": "none",
      "value": "payments.avsc"
    },
  Add the lines to "topics".
`,
  });
  expect(filesIn(root)['gen-msk-consumer.config.mjs']).toBe(config);
});

test('without a config there is nothing to add to; a config that is not valid is left as it is', async () => {
  expect((await run(['init', '--add'], { cwd: temporaryProject() })).stderr).toContain('error config-not-found: ');
  const root = temporaryProject({ [file]: '{ "topics": ', 'orders.avsc': orderSchema });
  expect((await run(['init', '--add'], { cwd: root })).exitCode).toBe(2);
  expect(filesIn(root)[file]).toBe('{ "topics": ');
});

const added = { topics: [{ topic: 'b', setting: { value: 'b.avsc' } }], include: [] };

test.each([
  ['{"topics":{"a":{"value":"a.avsc"}}}', '{"topics":{"a":{"value":"a.avsc"}, "b": {"value":"b.avsc"}}}'],
  ['{ "topics": { "a": 1, } }', '{ "topics": { "a": 1, "b": {"value":"b.avsc"} } }'],
  [
    '{\r\n"topics": {\r\n\t"a": 1, // x\r\n}}',
    '{\r\n"topics": {\r\n\t"a": 1, // x\r\n\t"b": {\r\n\t\t"value": "b.avsc"\r\n\t},\r\n}}',
  ],
  [
    '{\n  "topics": {\n    "a": 1 /* , */ // x\n    // y\n  }\n}',
    '{\n  "topics": {\n    "a": 1, /* , */ // x\n    "b": {\n      "value": "b.avsc"\n    }\n    // y\n  }\n}',
  ],
  [
    '\uFEFF{\n  "topics": {\n    "a": 1\n    , // x\n  }\n}',
    '\uFEFF{\n  "topics": {\n    "a": 1\n    , // x\n    "b": {\n      "value": "b.avsc"\n    },\n  }\n}',
  ],
])('%# a topic goes behind the last one', (before, after) => {
  expect(addTopics(before, [], added)).toBe(after);
});

test('files to include go behind those that are included', () => {
  const text = '{\n  "include": ["a.avsc"], // x\n  "topics": { "a": {} }\n}';
  expect(addTopics(text, [], { topics: [], include: ['b.avsc', 'c.avsc'] })).toBe(
    '{\n  "include": [\n    "a.avsc",\n    "b.avsc",\n    "c.avsc"\n  ], // x\n  "topics": { "a": {} }\n}',
  );
});
