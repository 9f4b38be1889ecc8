import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { loadConfig } from '../../src/config/load-config.js';
import type { Diagnostic, Location } from '../../src/diagnostics/diagnostic.js';
import { buildJsonSchema } from '../../src/json-schema/read/build-schema.js';
import { readSchemas } from '../../src/sources/read-schemas.js';
import { temporaryProject } from '../cli/temporary-project.js';

interface Outcome {
  /** The files that the schema reaches. */
  readonly files: readonly string[];
  /** One line each: file, line, column and message. */
  readonly problems: readonly string[];
}

/** Reads the first topic's value in a project, as the pipeline does. */
async function readValue(root: string): Promise<Outcome> {
  const config = await loadConfig({ cwd: root });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const schemas = await readSchemas(config.value);
  if (!schemas.ok) return { files: [], problems: schemas.problems.map((problem) => line(problem.location, problem)) };
  const part = config.value.topics[0]?.value;
  if (part?.kind !== 'schema') throw new Error('the topic has no schema');
  const file = part.versions.at(-1)?.file ?? '';
  const built = buildJsonSchema(file, schemas.value.documents(part), { impliedTypes: false });
  const problems = built.faults.map(({ place, message }) =>
    line(schemas.value.get(place.file)?.locate(place.pointer), { message }),
  );
  return { files: built.files, problems };
}

function line(location: Location | undefined, { message }: Pick<Diagnostic, 'message'>): string {
  return `${location?.file}:${location?.line}:${location?.column} ${message}`;
}

/** A project with one topic, whose value is schemas/order.json. */
function project(files: Readonly<Record<string, unknown>>, include?: readonly string[]): string {
  const config = { topics: { orders: { value: { file: 'schemas/order.json', ...(include ? { include } : {}) } } } };
  const texts = Object.entries({ 'gen-msk-consumer.config.json': config, ...files }).map(([path, content]) => [
    path,
    typeof content === 'string' ? content : JSON.stringify(content, null, 2),
  ]);
  return temporaryProject(Object.fromEntries(texts) as Record<string, string>);
}

it('references to files are followed, from file to file, JSON and YAML, into folders and back', async () => {
  const root = project({
    'schemas/order.json': { properties: { customer: { $ref: 'common/customer.yaml' }, self: { $ref: 'order.json#' } } },
    'schemas/common/customer.yaml': 'properties:\n  address:\n    $ref: "../address.json#/$defs/Address"\n',
    'schemas/address.json': { $defs: { Address: { properties: { of: { $ref: './common/customer.yaml#' } } } } },
    'schemas/unused.json': 'not JSON at all',
  });
  expect(await readValue(root)).toEqual({
    files: ['schemas/order.json', 'schemas/common/customer.yaml', 'schemas/address.json'],
    problems: [],
  });
});

it('a reference with an absolute base is looked for under include, then beside the file', async () => {
  const id = 'https://example.com/schemas/order.json';
  const root = project(
    {
      'schemas/order.json': { $id: id, properties: { a: { $ref: 'a' }, b: { $ref: 'b.json' }, c: { $ref: '/c' } } },
      'shared/one.json': { $id: 'https://example.com/schemas/a', type: 'string' },
      'shared/three.yml': '$id: https://example.com/c\n',
      'schemas/b.json': { type: 'string' },
    },
    ['shared/*'],
  );
  expect(await readValue(root)).toEqual({
    files: ['schemas/order.json', 'shared/one.json', 'schemas/b.json', 'shared/three.yml'],
    problems: [],
  });
});

it('an Iglu URI leads to the included document that describes itself so, and to its own', async () => {
  const self = (name: string, version = '1-0-0') => ({ vendor: 'com.acme', name, format: 'jsonschema', version });
  const $schema = 'http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#';
  const files = {
    'schemas/order.json': {
      $schema,
      self: self('order'),
      properties: {
        customer: { $ref: 'iglu:com.acme/customer/jsonschema/1-0-1' },
        id: { $ref: 'iglu:com.acme/customer/jsonschema/1-0-1#/definitions/id' },
        previous: { $ref: 'iglu:com.acme/order/jsonschema/1-0-0' },
      },
    },
    'iglu/customer-1-0-0.json': { $schema, self: self('customer'), type: 'string' },
    'iglu/customer-1-0-1.json': { $schema, self: self('customer', '1-0-1'), definitions: { id: { type: 'string' } } },
  };
  expect(await readValue(project(files, ['iglu/*.json']))).toEqual({
    files: ['schemas/order.json', 'iglu/customer-1-0-1.json'],
    problems: [],
  });
  const missing = 'the project has no document with the URI "iglu:com.acme/customer/jsonschema/1-0-1"';
  expect((await readValue(project(files))).problems).toEqual([
    expect.stringContaining(missing),
    expect.stringContaining(missing),
  ]);
  const rival = { 'iglu/rival.json': { self: self('customer', '1-0-1'), type: 'number' } };
  expect((await readValue(project({ ...files, ...rival }, ['iglu/*.json']))).problems).toEqual([
    expect.stringContaining('both have the URI'),
    expect.stringContaining('both have the URI'),
  ]);
});

it('follows the spellings of references that other validators understand', async () => {
  const root = project(
    {
      'schemas/order.json': {
        id: '/order',
        properties: {
          a: { $ref: 'file://address.json#/definitions/Zip' },
          b: { $ref: 'address.json#/' },
          c: { $ref: '/hex' },
          d: { $ref: 'file://../../outside.json' },
        },
      },
      'schemas/address.json': { type: 'object', definitions: { Zip: { type: 'string' } } },
      'schemas/hex.json': { id: '/hex', type: 'string', pattern: '^0x[0-9a-f]+$' },
    },
    ['schemas/hex.json'],
  );
  expect((await readValue(root)).problems).toEqual([
    'schemas/order.json:14:15 "file://../../outside.json" is outside the project',
  ]);
});

it('what a reference does not find is told at its line and column', async () => {
  const root = project({
    'schemas/order.json': {
      properties: {
        a: { $ref: 'missing.json' },
        b: { $ref: '../../outside.json' },
        c: { $ref: '/etc/passwd' },
        d: { $ref: 'file:///etc/passwd' },
        e: { $ref: 'https://example.com/address.json#/x' },
        f: { $ref: '%2e%2e/%2e%2e/outside.json' },
        g: { $ref: 'folder' },
        h: { $ref: 'a\u0000b.json' },
        i: { $ref: '..\\..\\outside.json' },
      },
    },
    'schemas/folder/x.json': {},
  });
  expect((await readValue(root)).problems).toEqual([
    'schemas/order.json:4:15 "missing.json" resolves to schemas/missing.json, which does not exist',
    'schemas/order.json:7:15 "../../outside.json" is outside the project',
    'schemas/order.json:10:15 "/etc/passwd" resolves to etc/passwd, which does not exist',
    'schemas/order.json:13:15 "file:///etc/passwd" is outside the project',
    'schemas/order.json:16:15 the project has no document with the URI "https://example.com/address.json"',
    'schemas/order.json:19:15 "%2e%2e/%2e%2e/outside.json" is outside the project',
    'schemas/order.json:22:15 "folder" resolves to schemas/folder, which is a folder',
    'schemas/order.json:25:15 "a\\u0000b.json" resolves to schemas/a\u0000b.json, which has a name that cannot be used',
    'schemas/order.json:28:15 "..\\\\..\\\\outside.json" resolves to schemas/..\\..\\outside.json, which has a name that cannot be used',
  ]);
});

it('symbolic links do not lead out of the project', async () => {
  const outside = temporaryProject({ 'secret.json': '{}', 'deep/secret.json': '{}' });
  const root = project({ 'schemas/order.json': { anyOf: [{ $ref: 'link.json' }, { $ref: 'folder/secret.json' }] } });
  symlinkSync(join(outside, 'secret.json'), join(root, 'schemas/link.json'));
  symlinkSync(join(outside, 'deep'), join(root, 'schemas/folder'));
  expect((await readValue(root)).problems).toEqual([
    'schemas/order.json:4:15 "link.json" resolves to schemas/link.json, which is outside the project and the folders of "schemaRoots"',
    'schemas/order.json:7:15 "folder/secret.json" resolves to schemas/folder/secret.json, which is outside the project and the folders of "schemaRoots"',
  ]);
});

it('a link within the project is a file like any other', async () => {
  const root = project({ 'schemas/order.json': { $ref: 'link.json' }, 'shared/address.json': { type: 'object' } });
  symlinkSync(join(root, 'shared/address.json'), join(root, 'schemas/link.json'));
  expect(await readValue(root)).toEqual({ files: ['schemas/order.json', 'schemas/link.json'], problems: [] });
});

it('malformed files that references lead to are told, each where it is wrong', async () => {
  const root = project({
    'schemas/order.json': { anyOf: [{ $ref: 'a.json' }, { $ref: 'b.yaml' }, { $ref: 'c.json' }] },
    'schemas/a.json': '{\n  "type" "string"\n}',
    'schemas/b.yaml': 'type: [string',
  });
  writeFileSync(join(root, 'schemas/c.json'), Buffer.from([0x7b, 0xff, 0x7d]));
  expect((await readValue(root)).problems).toEqual([
    'schemas/a.json:2:10 not JSON: colon expected',
    'schemas/b.yaml:1:14 not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    'schemas/c.json:undefined:undefined not UTF-8 text',
  ]);
});

it('Avro schemas are not searched for references', async () => {
  const root = project({
    'schemas/order.json': { type: 'record', name: 'Order', fields: [], $ref: undefined, doc: { $ref: 'broken.json' } },
    'schemas/broken.json': '{',
  });
  const config = await loadConfig({ cwd: root });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const schemas = await readSchemas(config.value);
  if (!schemas.ok) throw new Error(JSON.stringify(schemas.problems));
  expect(schemas.value.get('schemas/order.json')?.format).toBe('avro');
  expect(schemas.value.get('schemas/broken.json')).toBe(undefined);
});

it('a name that a registry lists leads to the file that it lists for that version', async () => {
  const root = project({
    'schemas/order.json': {
      $id: 'https://example.com/order',
      properties: { to: { $ref: 'address' }, by: { $ref: 'x' } },
    },
    'schemas/address/v1.json': { title: 'v1' },
    'schemas/address/v2.json': { title: 'v2', properties: { of: { $ref: 'country' } } },
    'schemas/country.json': { title: 'country' },
    'schemas/x.json': { title: 'https://example.com/x' },
  });
  const config = await loadConfig({ cwd: root });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const [topic] = config.value.topics;
  if (topic?.value.kind !== 'schema') throw new Error('the topic has no schema');
  const part = topic.value;
  const version = (references: Readonly<Record<string, string>>) => ({
    ...{ id: null, file: 'schemas/order.json', pointer: '/topics/orders/value' },
    references: Object.entries(references).map(([name, file]) => ({ name, file })),
  });
  const newest = {
    address: 'schemas/address/v2.json',
    country: 'schemas/country.json',
    'https://example.com/x': 'schemas/x.json',
  };
  const value = {
    ...part,
    versions: [version(newest), { ...version({ address: 'schemas/address/v1.json' }), file: 'schemas/old.json' }],
  };
  writeFileSync(join(root, 'schemas/old.json'), '{ "$ref": "address" }');
  const schemas = await readSchemas({ ...config.value, topics: [{ ...topic, value }] });
  if (!schemas.ok) throw new Error(JSON.stringify(schemas.problems));
  const documents = schemas.value.documents(value);
  expect(buildJsonSchema('schemas/order.json', documents, { impliedTypes: false }).files).toEqual([
    'schemas/order.json',
    'schemas/address/v2.json',
    'schemas/x.json',
    'schemas/country.json',
  ]);
  expect(buildJsonSchema('schemas/old.json', documents, { impliedTypes: false }).files).toEqual([
    'schemas/old.json',
    'schemas/address/v1.json',
  ]);
});

it('no schema can make more than ten thousand files be looked for', async () => {
  const root = project({
    'schemas/order.json': { anyOf: Array.from({ length: 10_001 }, (_, index) => ({ $ref: `${index}.json` })) },
  });
  expect((await readValue(root)).problems).toEqual([
    'schemas/order.json:undefined:undefined the schema references more than 10000 files',
  ]);
});
