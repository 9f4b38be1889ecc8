import { randomUUID } from 'node:crypto';
import { IdempotencyConfig } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ClaimAnswer, RecordClaim } from '../../../src/runtime/idempotency/idempotency.js';
import { powertoolsStore } from '../../../src/runtime/idempotency/powertools-store.js';
import { localDynamoDb } from './local-dynamodb.js';

const NOW = 1_800_000_000_000;
const DAY = 24 * 60 * 60_000;

let local: Awaited<ReturnType<typeof localDynamoDb>>;
let key: string;

beforeAll(async () => {
  local = await localDynamoDb('id');
});
afterAll(() => local.close());
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  key = `1#orders-fn#shop#orders#0#12#${randomUUID()}`;
});
afterEach(() => {
  vi.useRealTimers();
});

function layer(): DynamoDBPersistenceLayer {
  return new DynamoDBPersistenceLayer({ tableName: local.tableName, awsSdkV3Client: local.client });
}

function sandbox(settings: { readonly keepFor?: number } = {}) {
  const store = powertoolsStore({ ...settings, layer: layer() });
  return { store, claim: (remaining: number) => store.claim({ key, expiry: Date.now() + remaining }) };
}

async function taken(answer: Promise<ClaimAnswer>): Promise<RecordClaim> {
  const settled = await answer;
  if (settled.kind !== 'taken') throw new Error(`the claim is ${settled.kind}`);
  return settled.claim;
}

test('a record that one sandbox completed is a duplicate for another, for keepFor', async () => {
  const { store, claim } = sandbox();
  expect(await store.complete(await taken(claim(60_000)))).toBe(true);
  const other = sandbox();
  expect(await other.claim(60_000)).toEqual({ kind: 'completed' });
  vi.setSystemTime(NOW + 8 * DAY - 1_000);
  expect(await other.claim(60_000)).toEqual({ kind: 'completed' });
  vi.setSystemTime(NOW + 8 * DAY + 1_000);
  expect((await other.claim(60_000)).kind).toBe('taken');
});

test('a claim is held until it expires, an allowance later than asked for, and then taken over', async () => {
  const first = await taken(sandbox().claim(60_000));
  expect(first).toMatchObject({ key, attempt: 1, expiry: NOW + 65_000 });
  const other = sandbox();
  expect(await other.claim(60_000)).toEqual({ kind: 'held', expiry: NOW + 65_000 });
  vi.setSystemTime(NOW + 65_001);
  expect((await taken(other.claim(60_000))).token).toBeGreaterThan(first.token);
});

test('a release frees the record for the next run', async () => {
  const { store, claim } = sandbox();
  await store.release(await taken(claim(60_000)), 'failed');
  expect((await sandbox().claim(60_000)).kind).toBe('taken');
});

test.each([
  ['until the deadline', 55_000, true],
  ['not after it', 55_001, false],
])('a run may complete and release %s: its expiry less twice the allowance', async (_, later, accepted) => {
  const { store, claim } = sandbox();
  // A deadline in 55 s, to which `idempotent` adds the allowance.
  const first = await taken(claim(60_000));
  vi.setSystemTime(NOW + later);
  expect(await store.complete(first)).toBe(accepted);
  await store.release(first, 'failed');
  expect((await sandbox().claim(60_000)).kind).toBe(accepted ? 'taken' : 'held');
});

test('what the layer itself would do to the claim of another run (protocol, section 5)', async () => {
  const raw = layer();
  raw.configure({ config: new IdempotencyConfig({}) });
  await raw.saveInProgress(key, 1_000);
  vi.setSystemTime(NOW + 1_001);
  await raw.saveInProgress(key, 60_000);
  // The first run completes over the claim of the second.
  await raw.saveSuccess(key, 'late');
  expect((await raw.getRecord(key)).getStatus()).toBe('COMPLETED');
});

test('of 10 claims at once one is taken and the others are held', async () => {
  const kinds = await Promise.all(Array.from({ length: 10 }, async () => (await sandbox().claim(60_000)).kind));
  expect(kinds.sort()).toEqual([...Array<string>(9).fill('held'), 'taken']);
});

test('keys do not depend on the function, so that two functions may share a consumer', async () => {
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'orders-blue');
  const blue = sandbox();
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'orders-green');
  const green = sandbox();
  vi.unstubAllEnvs();
  await blue.claim(60_000);
  expect((await green.claim(60_000)).kind).toBe('held');
});

test('attempts are not counted', () => {
  expect(sandbox().store.countsAttempts).toBe(false);
});

test('a layer that is configured already is refused', () => {
  const configured = layer();
  configured.configure({ config: new IdempotencyConfig({ expiresAfterSeconds: 60 }) });
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect(() => powertoolsStore({ layer: configured })).toThrow('make one for `powertoolsStore` alone');
  warn.mockRestore();
});

test('a table that cannot be reached rejects each call', async () => {
  const nowhere = new DynamoDBPersistenceLayer({ tableName: 'missing', awsSdkV3Client: local.client });
  const store = powertoolsStore({ layer: nowhere });
  const claim = await taken(sandbox().claim(60_000));
  await expect(store.claim({ key, expiry: NOW + 60_000 })).rejects.toThrow('resource not found');
  await expect(store.complete(claim)).rejects.toThrow('resource not found');
  await expect(store.release(claim, 'failed')).rejects.toThrow('resource not found');
});
