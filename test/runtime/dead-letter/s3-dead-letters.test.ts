import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDeadLetter } from '../../../src/runtime/dead-letter/envelope.js';
import { s3DeadLetters } from '../../../src/runtime/dead-letter/s3-dead-letters.js';
import { deadLetter } from './letter.js';

let directory: string;
let server: S3rver;
let client: S3;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'letters-'));
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'letters' }],
  });
  const { port } = await server.run();
  client = new S3({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    forcePathStyle: true,
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
  await rm(directory, { recursive: true });
});

async function keysOf(prefix: string): Promise<readonly string[]> {
  const { Contents = [] } = await client.listObjectsV2({ Bucket: 'letters', Prefix: prefix });
  return Contents.map(({ Key = '' }) => Key);
}

async function letterAt(key: string) {
  const { Body } = await client.getObject({ Bucket: 'letters', Key: key });
  return readDeadLetter((await Body?.transformToString()) ?? '');
}

test('each letter is an object, listed in the order of the offsets', async () => {
  const letters = [9, 10, 1_000].map((offset) => deadLetter(offset));
  await s3DeadLetters({ client, bucket: 'letters' })(letters);

  const keys = await keysOf('dead-letters/');
  expect(keys[0]).toMatch(/^dead-letters\/orders\/3\/00000000000000000009-[0-9a-f]{16}\.json$/);
  expect(await Promise.all(keys.map(letterAt))).toEqual(letters);
});

test('a letter that is sent again replaces the first; that of another key does not', async () => {
  const send = s3DeadLetters({ client, bucket: 'letters', prefix: 'again/' });
  await send([deadLetter(1)]);
  await send([deadLetter(1, { failedAt: 1_900_000_000_000 })]);
  const [key = ''] = await keysOf('again/');
  expect((await letterAt(key)).failedAt).toBe(1_900_000_000_000);

  await send([deadLetter(1, { key: 'of another consumer' })]);
  expect(await keysOf('again/')).toHaveLength(2);
});

test('a bucket that cannot be reached rejects', async () => {
  await expect(s3DeadLetters({ client, bucket: 'missing' })([deadLetter(1)])).rejects.toThrow(
    'The specified bucket does not exist',
  );
});
