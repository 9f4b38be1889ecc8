import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDeadLetter } from '../../../src/runtime/dead-letter/envelope.js';
import { s3DeadLetters } from '../../../src/runtime/dead-letter/s3-dead-letters.js';
import { deadLetter } from './letter.js';
import { localS3 } from './local-s3.js';

let s3: Awaited<ReturnType<typeof localS3>>;

beforeAll(async () => {
  s3 = await localS3('letters');
});
afterAll(() => s3.close());

async function keysOf(prefix: string): Promise<readonly string[]> {
  const { Contents = [] } = await s3.client.listObjectsV2({ Bucket: 'letters', Prefix: prefix });
  return Contents.map(({ Key = '' }) => Key);
}

async function letterAt(key: string) {
  const { Body } = await s3.client.getObject({ Bucket: 'letters', Key: key });
  return readDeadLetter((await Body?.transformToString()) ?? '');
}

test('each letter is an object, listed in the order of the offsets', async () => {
  const letters = [9, 10, 1_000].map((offset) => deadLetter(offset));
  await s3DeadLetters({ client: s3.client, bucket: 'letters' })(letters);

  const keys = await keysOf('dead-letters/');
  expect(keys[0]).toMatch(/^dead-letters\/orders\/3\/00000000000000000009-[0-9a-f]{16}\.json$/);
  expect(await Promise.all(keys.map(letterAt))).toEqual(letters);
});

test('a letter that is sent again replaces the first; that of another key does not', async () => {
  const send = s3DeadLetters({ client: s3.client, bucket: 'letters', prefix: 'again/' });
  await send([deadLetter(1)]);
  await send([deadLetter(1, { failedAt: 1_900_000_000_000 })]);
  const [key = ''] = await keysOf('again/');
  expect((await letterAt(key)).failedAt).toBe(1_900_000_000_000);

  await send([deadLetter(1, { key: 'of another consumer' })]);
  expect(await keysOf('again/')).toHaveLength(2);
});

test('a bucket that cannot be reached rejects', async () => {
  await expect(s3DeadLetters({ client: s3.client, bucket: 'missing' })([deadLetter(1)])).rejects.toThrow(
    'The specified bucket does not exist',
  );
});
