import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DynamoDbClient } from '../../../src/runtime/idempotency/dynamodb-client.js';
import { dynamoDbStore } from '../../../src/runtime/idempotency/dynamodb-store.js';
import { localDynamoDb } from './local-dynamodb.js';

let local: Awaited<ReturnType<typeof localDynamoDb>>;

beforeAll(async () => {
  local = await localDynamoDb();
});
afterAll(() => local.close());

test('a record costs 2 writes, a duplicate 1, an attempt that fails 2 more; none of them a read', async () => {
  // With the longest names that occur: an item has to stay below the 1 kB of one write unit.
  const key = `1#${'f'.repeat(64)}#arn:aws:kafka:ap-southeast-2:123456789012:cluster/${'c'.repeat(64)}/${randomUUID()}-12#${'t'.repeat(249)}#1000#9007199254740991#1800000000000`;
  const units: (number | undefined)[] = [];
  const metered: DynamoDbClient = {
    getItem: () => Promise.reject(new Error('nothing is read')),
    updateItem: async (input) => {
      const reply = await local.client.updateItem({ ...input, ReturnConsumedCapacity: 'TOTAL' });
      units.push(reply.ConsumedCapacity?.CapacityUnits);
      return reply;
    },
  };
  const store = dynamoDbStore({ client: metered, tableName: local.tableName });
  const claim = async () => {
    const answer = await store.claim({ key, expiry: Date.now() + 5_000 });
    if (answer.kind !== 'taken') throw new Error(`the claim is ${answer.kind}`);
    return answer.claim;
  };
  await store.release(await claim(), 'failed');
  await store.complete(await claim());
  expect(units).toEqual([1, 1, 1, 1]);
});
