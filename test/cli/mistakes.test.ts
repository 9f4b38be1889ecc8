import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { unsupportedNode } from '../../src/cli/unsupported-node.js';
import { orderSchema, run, type Ran } from './run.js';
import { temporaryProject } from './temporary-project.js';

const CONFIG = 'gen-msk-consumer.config.json';

/** What a newcomer has in the folder and types, and what the answer is. */
interface Mistake {
  readonly files?: Readonly<Record<string, string>>;
  readonly argv?: readonly string[];
  readonly exitCode?: number;
  /** The lines of stderr that matter: what is wrong, where it is, what to do. */
  readonly lines: readonly string[];
}

function config(settings: object = {}): string {
  const topics = { orders: { value: 'schemas/orders.avsc' } };
  return JSON.stringify({ output: 'gen', defaults: { framing: 'confluent' }, topics, ...settings }, null, 2);
}

function value(part: unknown): object {
  return { topics: { orders: { value: part } } };
}

const valid = { 'schemas/orders.avsc': orderSchema, [CONFIG]: config() };
const ofRegistry = (url: string): string =>
  config({ registry: { type: 'confluent', url }, ...value({ subject: 'orders-value' }) });
const conflict = (text: string): string => `<<<<<<< HEAD\n${text}\n=======\n${text}\n>>>>>>> main\n`;
const INVALID = '  Correct the setting at the given location.';
const PROTOBUF = { 'schemas/orders.proto': 'syntax = "proto3";\nmessage Order { string id = 1; }\n' };

const mistakes: Readonly<Record<string, Mistake>> = {
  'a misspelled setting': {
    files: { ...valid, [CONFIG]: config({ defaults: { framming: 'confluent' } }) },
    lines: [
      'error config-invalid: defaults.framming: unknown setting, did you mean "framing"?',
      `  at ${CONFIG}:4:5 (/defaults/framming)`,
      INVALID,
    ],
  },
  'a schema without a name': {
    files: { ...valid, [CONFIG]: config(value('')) },
    lines: [
      'error config-invalid: topics.orders.value: must not be empty',
      `  at ${CONFIG}:8:16 (/topics/orders/value)`,
    ],
  },
  'a folder instead of a config': {
    argv: ['--config', 'schemas'],
    lines: [
      'error config-not-found: schemas is a folder, not a config file',
      `  Leave out --config to use ${CONFIG} of this folder, or correct the path after it.`,
    ],
  },
  'an unknown framing': {
    files: { ...valid, [CONFIG]: config({ defaults: { framing: 'confluence' } }) },
    lines: [
      'error config-invalid: defaults.framing: expected "none", "confluent", "confluent-guid", "glue", "lambda", "lambda-json", "single-object" or "auto", found "confluence", did you mean "confluent"?',
      `  at ${CONFIG}:4:16 (/defaults/framing)`,
      INVALID,
    ],
  },
  'a missing schema file': {
    files: { ...valid, [CONFIG]: config(value('schemas/order.avsc')) },
    lines: [
      'error schema-not-found: the schema file schemas/order.avsc does not exist',
      `  at ${CONFIG}:8:16 (/topics/orders/value)`,
      '  Did you mean "schemas/orders.avsc"?',
    ],
  },
  'a comma that is missing in the config': {
    files: { ...valid, [CONFIG]: '{ "output": "gen"\n  "topics": {} }' },
    lines: [
      'error config-syntax: not valid JSON: comma expected',
      `  at ${CONFIG}:2:3`,
      '  Fix the file at the given location.',
    ],
  },
  'a config in which a merge stopped': {
    files: { ...valid, [CONFIG]: conflict(config()) },
    lines: [
      'error config-syntax: the file contains merge conflict markers',
      `  at ${CONFIG}:1:1`,
      '  Resolve the conflict, and delete the lines with <<<<<<<, ======= and >>>>>>>.',
    ],
  },
  'a schema in which a merge stopped': {
    files: { ...valid, 'schemas/orders.avsc': conflict(orderSchema) },
    lines: [
      'error schema-syntax: the file contains merge conflict markers',
      '  at schemas/orders.avsc:1:1',
      '  Resolve the conflict, and delete the lines with <<<<<<<, ======= and >>>>>>>.',
    ],
  },
  'a YAML schema in which a merge stopped': {
    files: { ...valid, [CONFIG]: config(value('schemas/orders.yaml')), 'schemas/orders.yaml': conflict('a: 1') },
    lines: [
      'error schema-syntax: the file contains merge conflict markers',
      '  at schemas/orders.yaml:1:1',
      '  Resolve the conflict, and delete the lines with <<<<<<<, ======= and >>>>>>>.',
    ],
  },
  'an empty schema file': {
    files: { ...valid, 'schemas/orders.avsc': '' },
    lines: [
      'error schema-syntax: the file is empty',
      '  at schemas/orders.avsc',
      '  Write its schema, or remove it from the config.',
    ],
  },
  'a type of another schema language': {
    files: { ...valid, 'schemas/orders.avsc': orderSchema.replace('"string"', '"integer"') },
    lines: [
      'error schema-invalid: unknown type "shop.integer": it is not defined earlier in this file or in an included file',
      '  at schemas/orders.avsc:1:82 (/fields/0/type)',
      '  Did you mean "long"?',
    ],
  },
  'a type that another file defines': {
    files: { ...valid, 'schemas/orders.avsc': orderSchema.replace('"string"', '"Address"') },
    lines: [
      'error schema-invalid: unknown type "shop.Address": it is not defined earlier in this file or in an included file',
      '  at schemas/orders.avsc:1:82 (/fields/0/type)',
      '  Define it earlier in the file, or add the file that defines it to "include" in the config.',
    ],
  },
  'a Protobuf file': {
    files: { ...PROTOBUF, [CONFIG]: config(value('schemas/orders.proto')) },
    lines: [
      'error schema-syntax: a Protobuf file, not an Avro schema or a JSON Schema',
      '  at schemas/orders.proto',
      '  Only Avro and JSON Schema are supported: remove the file from the config, or name such a schema instead.',
    ],
  },
  'init where there is Protobuf only': {
    files: PROTOBUF,
    argv: ['init', '--yes'],
    lines: [
      'error no-schemas: no Avro or JSON Schema of a record was found, only 1 Protobuf file',
      '  at schemas/orders.proto',
      '  Only Avro and JSON Schema are supported.',
    ],
  },
  'init where there are no schemas': {
    files: {},
    argv: ['init', '--yes'],
    lines: [
      'error no-schemas: no Avro or JSON Schema of a record was found in this folder or its subfolders',
      '  Run it in the folder of your schema files, or start from an example: `npx gen-msk-consumer init --example`.',
    ],
  },
  'no config': {
    files: { 'schemas/orders.avsc': orderSchema },
    lines: [
      'error config-not-found: no gen-msk-consumer.config.json, .js, .mjs or .ts in this folder or above it, and no "gen-msk-consumer" in a package.json',
      '  Run `npx gen-msk-consumer init`, or name the file with --config.',
    ],
  },
  'a wrong --config': {
    argv: ['check', '--config', 'gen-msk.json'],
    lines: [
      'error config-not-found: the file gen-msk.json does not exist',
      `  Leave out --config to use ${CONFIG} of this folder, or correct the path after it.`,
    ],
  },
  'two configs': {
    files: { ...valid, 'gen-msk-consumer.config.mjs': 'export default {};' },
    lines: [
      `error config-ambiguous: more than one config in one folder: ${CONFIG}, gen-msk-consumer.config.mjs`,
      `  at ${CONFIG}`,
      '  Keep one of them, or name the file with --config.',
    ],
  },
  'a config module that throws': {
    files: {
      'gen-msk-consumer.config.ts': 'const name = process.env.NO_SUCH_NAME;\nexport default { output: name.trim() };\n',
    },
    lines: [
      "error config-syntax: cannot be loaded: Cannot read properties of undefined (reading 'trim')",
      '  at gen-msk-consumer.config.ts:2',
      '  Fix the file at the given location.',
    ],
  },
  'a --topic for a command that takes its topic as an argument': {
    argv: ['invoke', 'orders', '--topic', 'payments'],
    lines: ["error: option '--topic' cannot be used with 'invoke', which takes its topic as an argument"],
  },
  'a --topic that matches nothing': {
    argv: ['generate', '--topic', 'order'],
    lines: [
      'error topic-not-found: no topic in the config matches "order"',
      `  at ${CONFIG}:6:13 (/topics)`,
      '  Did you mean "orders"?',
    ],
  },
  'a --topic glob that matches nothing': {
    argv: ['check', '--topic', 'oder*'],
    lines: [
      'error topic-not-found: no topic in the config matches "oder*"',
      `  at ${CONFIG}:6:13 (/topics)`,
      '  Choose from the topics of the config: orders.',
    ],
  },
  'names that clash': {
    files: {
      ...valid,
      [CONFIG]: config({
        topics: { 'orders.v1': { value: 'schemas/orders.avsc' }, 'orders-v1': { value: 'schemas/orders.avsc' } },
      }),
    },
    lines: [
      'error topic-collision: the topics "orders-v1" and "orders.v1" share the identifier "OrdersV1"',
      `  at ${CONFIG}:7:18 (/topics/orders.v1)`,
      '  Give one of them another name: "orders.v1": { "as": "…" }',
    ],
  },
  'a file where the output folder belongs': {
    files: { ...valid, gen: 'a file' },
    lines: [
      'error write-failed: a file is where a folder is needed (ENOTDIR)',
      '  at gen',
      '  Move the file, or choose another "output" folder.',
    ],
  },
  'an output outside the project': {
    files: { ...valid, [CONFIG]: config({ output: '../elsewhere' }) },
    lines: [
      "error path-outside: output: is outside the config's folder",
      `  at ${CONFIG}:2:13 (/output)`,
      '  Choose a path inside the project.',
    ],
  },
  'a variable that is not set': {
    files: { ...valid, [CONFIG]: ofRegistry('${SCHEMA_REGISTRY_URL}') },
    argv: ['pull'],
    lines: [
      'error config-invalid: registry.url: the environment variable SCHEMA_REGISTRY_URL is not set',
      `  at ${CONFIG}:15:12 (/registry/url)`,
      '  Set SCHEMA_REGISTRY_URL in the environment, and run the command again.',
    ],
  },
  'a registry that does not answer': {
    files: { ...valid, [CONFIG]: ofRegistry('http://127.0.0.1:9') },
    argv: ['pull'],
    exitCode: 3,
    lines: [
      'error registry-unreachable: the registry at http://127.0.0.1:9 could not be reached: the connection was refused',
      '  Check the URL, the network and the proxy variables, then run the command again; nothing was changed.',
    ],
  },
  'generate before pull': {
    files: { ...valid, [CONFIG]: ofRegistry('http://127.0.0.1:9') },
    lines: [
      'error subject-not-pulled: the snapshot does not contain the subject "orders-value"',
      `  at ${CONFIG}:9:20 (/topics/orders/value/subject)`,
      '  Run `npx gen-msk-consumer pull` and commit the result.',
    ],
  },
  'a version that is not a schema id': {
    files: { ...valid, [CONFIG]: config(value({ versions: { latest: 'schemas/orders.avsc' } })) },
    lines: [
      'error config-invalid: topics.orders.value.versions.latest: with framing "confluent", expected a whole number from 0 to 2147483647 as the id, found "latest"',
      `  at ${CONFIG}:10:11 (/topics/orders/value/versions/latest)`,
      INVALID,
    ],
  },
  'versions without ids': {
    files: { ...valid, [CONFIG]: config(value({ versions: ['schemas/orders.avsc'] })) },
    lines: [
      'error config-invalid: topics.orders.value.versions[0]: expected an object with "id" and "file", found a string',
      `  at ${CONFIG}:10:11 (/topics/orders/value/versions/0)`,
      INVALID,
    ],
  },
  'a template with an unknown name': {
    files: { ...valid, [CONFIG]: config({ templates: 'templates' }), 'templates/handler.ts.hbs': '{{topick}}\n' },
    lines: [
      'error template-invalid: "topick" is not defined',
      '  at templates/handler.ts.hbs:1:3',
      '  Its data is topic, pascal, ext, reportBatchItemFailures, handlerType, branches, tag, loggedTag, typeName.',
    ],
  },
  'a misspelled command': {
    argv: ['genrate'],
    lines: ["error: unknown command 'genrate'", '(Did you mean generate?)', 'See `gen-msk-consumer --help`.'],
  },
  'a misspelled flag': {
    argv: ['check', '--toppic', 'orders'],
    lines: ["error: unknown option '--toppic'", '(Did you mean --topic?)', 'See `gen-msk-consumer check --help`.'],
  },
  'an unknown --format': {
    argv: ['check', '--format', 'jsn'],
    lines: [
      "error: option '--format <format>' argument 'jsn' is invalid. Allowed choices are text, json, github, gitlab, sarif, junit, markdown.",
      'See `gen-msk-consumer check --help`.',
    ],
  },
};

test.each(Object.entries(mistakes))('%s', async (_, { files = valid, argv = [], exitCode = 2, lines }) => {
  const ran = await run(argv, { cwd: temporaryProject(files) });
  expect({ exitCode: ran.exitCode, stdout: ran.stdout, lines: firstLines(ran, lines.length) }).toEqual({
    exitCode,
    stdout: '',
    lines,
  });
});

test('a registry that asks for credentials', async () => {
  const registry = createServer((_, response) => response.writeHead(401).end()).listen(0, '127.0.0.1');
  onTestFinished(() => void registry.close());
  await new Promise((resolve) => registry.once('listening', resolve));
  // A server on a port has an address of this kind.
  const url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
  const ran = await run(['pull'], { cwd: temporaryProject({ ...valid, [CONFIG]: ofRegistry(url) }) });
  expect(ran.exitCode).toBe(3);
  expect(ran.stderr).toContain(`the registry at ${url} requires credentials, but none are set (401)`);
  const variables = 'SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD, or SCHEMA_REGISTRY_TOKEN';
  expect(ran.stderr).toContain(`  Set "registry.auth" in the config; for \`init --registry\`, set ${variables}.\n`);
});

test('a version of Node that is too old', () => {
  expect(unsupportedNode('18.20.8')).toBe(
    'error: gen-msk-consumer needs Node 20.19 or newer, but this is Node 18.20.8\n' +
      'Install a newer version of Node, or select one, as with `nvm use 22`.\n',
  );
  expect(['20.18.3', '20.19.0', '22.0.0'].map((version) => unsupportedNode(version) === undefined)).toEqual([
    false,
    true,
    true,
  ]);
});

test('check before generate names the command, once', async () => {
  const { exitCode, stdout } = await run(['check'], { cwd: temporaryProject(valid) });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/missing: gen\/orders\/ \(7 files\)\n/);
  expect(stdout).toMatch(/Run `npx gen-msk-consumer generate` and commit the result\.\n$/);
});

test('a generated file in which a merge stopped is generated again, without a warning', async () => {
  const cwd = temporaryProject(valid);
  await run([], { cwd });
  const generated = ['gen/orders/types.ts', 'gen/orders/event.json', 'gen/orders/consumer.ts'];
  const before = generated.map((path) => readFileSync(join(cwd, path), 'utf8'));
  generated.forEach((path, index) => writeFileSync(join(cwd, path), conflict(before[index] ?? '')));
  expect((await run(['check'], { cwd })).stdout).toContain('changed: gen/orders/types.ts\n');
  const { exitCode, stdout, stderr } = await run([], { cwd });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('3 updated') as unknown });
  expect(stderr).not.toContain('edited');
  expect(generated.map((path) => readFileSync(join(cwd, path), 'utf8'))).toEqual(before);
});

function firstLines({ stderr }: Ran, count: number): readonly string[] {
  return stderr.split('\n').slice(0, count);
}
