import { expect, test } from 'vitest';
import { printSubject } from '../../src/sources/snapshot-subject.js';
import { run } from '../cli/run.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';
import { withoutBareKeys } from './without-bare-keys.js';

const file = 'gen-msk-consumer.config.json';

function schema(json: object): string {
  return JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', ...json });
}

async function made(files: Readonly<Record<string, string>>) {
  const root = temporaryProject(files);
  const { exitCode, stderr } = await run(['init'], { cwd: root });
  // Written by the line above, if anything is.
  const config = JSON.parse(filesIn(root)[file] ?? '{}', withoutBareKeys) as { readonly topics?: unknown };
  return { exitCode, topics: config.topics, stderr };
}

const help = '  Add the document to the project, then run `npx gen-msk-consumer init --force`; nothing is fetched.\n';

test('a schema that refers to what is not there is left out, so that the others can be generated', async () => {
  const to = (reference: string) => schema({ properties: { to: { $ref: reference } } });
  const { topics, stderr } = await made({
    'orders.v1.json': to('https://shop.example/v1/address'),
    'orders.v2.json': to('https://shop.example/v2/address'),
    'orders.v3.json': to('https://shop.example/v3/address'),
    'v3.json': schema({ $id: 'https://shop.example/v3/address' }),
    'carts.v1.json': schema({}),
    'carts.v2.json': to('money.json'),
    'parcels.json': to('common/parcel.json'),
    'common/parcel.json': to('./size.json'),
    'refunds.json': schema({ properties: { meta: { $ref: 'http://json-schema.org/draft-07/schema#' } } }),
    'returns.json': to('plain.json#/address'),
    'plain.json': '{ "address": { "type": "string" } }',
  });
  expect(topics).toEqual({
    orders: { value: 'orders.v3.json' },
    refunds: { value: 'refunds.json' },
    returns: { value: 'returns.json' },
  });
  expect(stderr).toBe(
    'warning schema-skipped: topic carts was skipped: the reference "money.json" in it does not match any file in the project\n' +
      `  at carts.v2.json\n` +
      'warning schema-skipped: skipped in topic orders: the reference "https://shop.example/v1/address" in it does not match any file in the project\n' +
      `  at orders.v1.json\n` +
      'warning schema-skipped: skipped in topic orders: the reference "https://shop.example/v2/address" in it does not match any file in the project\n' +
      `  at orders.v2.json\n` +
      'warning schema-skipped: topic parcels was skipped: the reference "./size.json" in common/parcel.json does not match any file in the project\n' +
      `  at parcels.json\n${help}`,
  );
});

test('where no topic is left, that is an error, with what is missing', async () => {
  const { exitCode, topics, stderr } = await made({ 'a-key.json': schema({ $ref: 'b.json' }), 'a.json': schema({}) });
  expect({ exitCode, topics }).toEqual({ exitCode: 2, topics: undefined });
  expect(stderr).toContain('error no-schemas: ');
  expect(stderr).toContain('warning schema-skipped: topic a was skipped: ');
});

test('schemas that `pull` has vendored are left out, wherever the snapshot is: the config names their subjects', async () => {
  const subject = printSubject({ subject: 'orders-value', versions: [] });
  expect(
    await made({
      'carts.json': schema({}),
      'schemas/registry/orders-value/subject.json': subject,
      'schemas/registry/orders-value/v1.json': schema({}),
      'vendor/orders-value/subject.json': subject,
      'vendor/orders-value/v1.avsc': '{ "type": "record", "name": "Order", "fields": [] }',
      'mails/subject.json': schema({ properties: { subject: { type: 'string' } } }),
      'mails/mails.json': schema({}),
    }),
  ).toMatchObject({
    exitCode: 0,
    topics: { carts: { value: 'carts.json' }, mails: { value: 'mails/mails.json' } },
  });
});
