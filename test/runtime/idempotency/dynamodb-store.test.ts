import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DynamoDbClient } from '../../../src/runtime/idempotency/dynamodb-client.js';
import { dynamoDbStore } from '../../../src/runtime/idempotency/dynamodb-store.js';
import type { ClaimAnswer, IdempotencyStore, RecordClaim } from '../../../src/runtime/idempotency/idempotency.js';
import { localDynamoDb } from './local-dynamodb.js';

const NOW = 1_800_000_000_000;
const DAY = 24 * 60 * 60_000;

let local: Awaited<ReturnType<typeof localDynamoDb>>;
let key: string;

beforeAll(async () => {
  local = await localDynamoDb();
});
afterAll(() => local.close());
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  key = randomUUID();
});
afterEach(() => {
  vi.useRealTimers();
});

function store(client: DynamoDbClient = local.client) {
  return dynamoDbStore({ client, tableName: local.tableName });
}

async function taken(answer: Promise<ClaimAnswer>): Promise<RecordClaim> {
  const settled = await answer;
  if (settled.kind !== 'taken') throw new Error(`the claim is ${settled.kind}`);
  return settled.claim;
}

function claimFor(milliseconds: number, from: IdempotencyStore = store()): Promise<ClaimAnswer> {
  return from.claim({ key, expiry: Date.now() + milliseconds });
}

/** The client, with what DynamoDB does and the stand-in does not: a refusal contains the item. */
function returningItems(): DynamoDbClient & { readonly reads: number } {
  let reads = 0;
  return {
    get reads() {
      return reads;
    },
    updateItem: async (input) => {
      try {
        return await local.client.updateItem(input);
      } catch (error) {
        if (error instanceof Error && input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD')
          Object.assign(
            error,
            await local.client.getItem({ TableName: local.tableName, Key: input.Key }).then(({ Item }) => ({ Item })),
          );
        throw error;
      }
    },
    getItem: (input) => {
      reads += 1;
      return local.client.getItem(input);
    },
  };
}

/** A client that sends each write twice and returns the second answer, as the SDK does when a reply is lost. */
const resending: DynamoDbClient = {
  updateItem: async (input) => {
    await local.client.updateItem(input).catch(() => undefined);
    return local.client.updateItem(input);
  },
  getItem: (input) => local.client.getItem(input),
};

describe('an item', () => {
  test('goes from in progress to completed', async () => {
    const claim = await taken(claimFor(5_000));
    expect(claim).toMatchObject({ key, token: 1, attempt: 1, expiry: NOW + 5_000 });
    const ttl = `${(NOW + 8 * DAY) / 1000}`;
    expect(await local.item(key)).toEqual({ pk: key, s: 'P', t: '1', c: claim.id, e: `${NOW + 5_000}`, ttl });

    vi.setSystemTime(NOW + 1_500);
    expect(await store().complete(claim)).toBe(true);
    expect(await local.item(key)).toEqual({
      pk: key,
      s: 'D',
      t: '1',
      c: claim.id,
      ttl: `${(NOW + 8 * DAY) / 1000 + 2}`,
    });
    expect(await claimFor(5_000)).toEqual({ kind: 'completed' });
  });

  test('is freed by a release, keeps its token, and counts what was handed back', async () => {
    await store().release(await taken(claimFor(5_000)), 'failed');
    expect(await local.item(key)).toMatchObject({ s: 'F', t: '1' });
    const second = await taken(claimFor(5_000));
    expect(second).toMatchObject({ token: 2, attempt: 2 });
    await store().release(second, 'handedBack');
    expect(await local.item(key)).toMatchObject({ s: 'F', t: '2', h: '1' });
    expect(await taken(claimFor(5_000))).toMatchObject({ token: 3, attempt: 2 });
  });

  test('is forgotten after keepFor, whether or not DynamoDB has deleted it', async () => {
    await store().complete(await taken(claimFor(5_000)));
    vi.setSystemTime(NOW + 8 * DAY);
    expect(await claimFor(5_000)).toEqual({ kind: 'completed' });
    vi.setSystemTime(NOW + 8 * DAY + 1_000);
    expect(await taken(claimFor(5_000))).toMatchObject({ token: 2 });
  });

  test('outlasts its claim, however short keepFor is', async () => {
    const short = dynamoDbStore({ client: local.client, tableName: local.tableName, keepFor: 1_000 });
    await taken(claimFor(60_000, short));
    vi.setSystemTime(NOW + 30_000);
    expect(await claimFor(60_000, short)).toEqual({ kind: 'held', expiry: NOW + 60_000 });
  });
});

describe.each([
  ['as DynamoDB answers', returningItems],
  ['as a stand-in answers, without the item', () => local.client],
])('a claim of another run, %s', (_, makeClient) => {
  test('is held until it expires, then taken over; the late one is refused (scenario 12)', async () => {
    const from = store(makeClient());
    const first = await taken(claimFor(5_000, from));
    expect(await claimFor(5_000, from)).toEqual({ kind: 'held', expiry: NOW + 5_000 });
    vi.setSystemTime(NOW + 5_000);
    expect(await claimFor(5_000, from)).toEqual({ kind: 'held', expiry: NOW + 5_000 });
    vi.setSystemTime(NOW + 5_001);
    const second = await taken(claimFor(5_000, from));
    expect(second).toMatchObject({ token: 2, attempt: 2 });

    expect(await from.complete(first)).toBe(false);
    await from.release(first, 'handedBack');
    expect(await local.item(key)).toMatchObject({ s: 'P', t: '2', c: second.id });
    expect(await from.complete(second)).toBe(true);
    expect(await from.complete(first)).toBe(false);
  });

  test('may complete after its expiry if nobody has taken over', async () => {
    const from = store(makeClient());
    const claim = await taken(claimFor(5_000, from));
    vi.setSystemTime(NOW + 60_000);
    expect(await from.complete(claim)).toBe(true);
  });
});

test('of 20 claims at once one is taken and the others are held', async () => {
  const kinds = await Promise.all(Array.from({ length: 20 }, async () => (await claimFor(5_000)).kind));
  expect(kinds.sort()).toEqual([...Array<string>(19).fill('held'), 'taken']);
});

test('a claim is read back only where the refusal does not contain the item', async () => {
  const client = returningItems();
  await store(client).complete(await taken(claimFor(5_000, store(client))));
  await claimFor(5_000, store(client));
  expect(client.reads).toBe(0);
});

test('a claim whose reply was lost is known by its id (scenario 18)', async () => {
  expect(await taken(claimFor(5_000, store(resending)))).toMatchObject({ token: 1, attempt: 1 });
});

test('a completion whose reply was lost is known by its id (scenario 19)', async () => {
  expect(await store(resending).complete(await taken(claimFor(5_000)))).toBe(true);
});

test('a release whose reply was lost is counted once', async () => {
  await store(resending).release(await taken(claimFor(5_000)), 'handedBack');
  expect(await local.item(key)).toMatchObject({ s: 'F', h: '1' });
});

test.each([
  [4_000, 'held'],
  [6_000, 'taken'],
])(
  'a clock %i ms ahead finds the claim %s at the deadline, with an allowance of 5 s (scenario 23)',
  async (ahead, kind) => {
    const deadline = NOW + 60_000;
    await taken(store().claim({ key, expiry: deadline + 5_000 }));
    vi.setSystemTime(deadline + ahead);
    expect((await claimFor(60_000)).kind).toBe(kind);
  },
);

test('an item that changes with each look is held for now', async () => {
  let tries = 0;
  const changing: DynamoDbClient = {
    updateItem: () => {
      tries += 1;
      return Promise.reject(Object.assign(new Error('refused'), { name: 'ConditionalCheckFailedException' }));
    },
    getItem: () => Promise.resolve({ Item: { s: { S: 'F' } } }),
  };
  expect(await claimFor(5_000, store(changing))).toEqual({ kind: 'held', expiry: NOW });
  expect(tries).toBe(3);
});

test('a table that cannot be reached rejects each call', async () => {
  const claim = await taken(claimFor(5_000));
  const nowhere = dynamoDbStore({ client: local.client, tableName: 'missing' });
  await expect(claimFor(5_000, nowhere)).rejects.toThrow('resource not found');
  await expect(nowhere.complete(claim)).rejects.toThrow('resource not found');
  await expect(nowhere.release(claim, 'failed')).rejects.toThrow('resource not found');
});

test('the attributes may have other names', async () => {
  const attributes = {
    key: 'pk',
    state: 'status',
    token: 'count',
    claim: 'owner',
    expiry: 'until',
    handedBack: 'back',
    ttl: 'expires',
  };
  const renamed = dynamoDbStore({ client: local.client, tableName: local.tableName, attributes });
  const claim = await taken(claimFor(5_000, renamed));
  await renamed.release(claim, 'handedBack');
  await taken(claimFor(5_000, renamed));
  expect(Object.keys((await local.item(key)) ?? {}).sort()).toEqual(Object.values(attributes).sort());
});

test('a transaction of the team completes the record, which the consumer then finds completed', async () => {
  const claim = await taken(claimFor(5_000));
  // The stand-in has no transactions: the update of one is a write of its own here.
  const { Update } = store().completionOf(claim);
  await local.client.updateItem(Update);
  expect(await store().complete(claim)).toBe(true);
  await expect(local.client.updateItem(Update)).rejects.toThrow('conditional request failed');
});
