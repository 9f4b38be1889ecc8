import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoDbStore } from '../../../src/runtime/idempotency/dynamodb-store.js';
import type { ClaimedRecord } from '../../../src/runtime/idempotency/idempotency.js';
import { idempotent } from '../../../src/runtime/idempotency/idempotent.js';
import { claimed, invocation } from './invocation.js';
import { localDynamoDb } from './local-dynamodb.js';

/** Where a sandbox is killed. */
type KillPoint = 'after the claim' | 'after the side effect' | 'after complete';

/** Milliseconds that an invocation has, and that the clocks may differ. */
const TIMEOUT = 300;
const CLOCK_ALLOWANCE = 100;

let local: Awaited<ReturnType<typeof localDynamoDb>>;

beforeAll(async () => {
  local = await localDynamoDb();
});
afterAll(() => local.close());

/** Handles a record as the consumer does, in a sandbox of its own; a killed one just stops. */
async function handle(
  record: ClaimedRecord,
  effects: string[],
  { kill, timeout = TIMEOUT }: { readonly kill?: KillPoint; readonly timeout?: number } = {},
): Promise<string> {
  const store = dynamoDbStore({ client: local.client, tableName: local.tableName });
  const idempotency = idempotent({ store, clockAllowance: CLOCK_ALLOWANCE });
  const answer = await idempotency.claim(record, invocation(timeout), { wait: true });
  if (answer.kind !== 'taken' || kill === 'after the claim') return answer.kind;
  effects.push(`attempt ${answer.open.claim.attempt}`);
  if (kill === 'after the side effect') return 'killed';
  return (await answer.open.complete()).kind;
}

function newRecord(): ClaimedRecord {
  return { ...claimed(1), cluster: randomUUID() };
}

test.each<[KillPoint, string, readonly string[]]>([
  ['after the claim', 'completed', ['attempt 2']],
  ['after the side effect', 'completed', ['attempt 1', 'attempt 2']],
  ['after complete', 'duplicate', ['attempt 1']],
])('a sandbox is killed %s: the next delivery is %s (scenarios 14 to 16)', async (kill, next, expected) => {
  const effects: string[] = [];
  const record = newRecord();
  const start = Date.now();
  await handle(record, effects, { kill });

  expect(await handle(record, effects)).toBe(next);
  expect(effects).toEqual(expected);
  // Only what was not completed waits until the claim has expired.
  if (next === 'completed') expect(Date.now() - start).toBeGreaterThan(TIMEOUT + CLOCK_ALLOWANCE);
  expect(await handle(record, effects)).toBe('duplicate');
});

test('Lambda delivers a record again while the first run goes on: one side effect (scenario 17)', async () => {
  const effects: string[] = [];
  const record = newRecord();
  const deliveries = [1, 2, 3].map(() => handle(record, effects, { timeout: 30_000 }));
  const outcomes = await Promise.all(deliveries);
  expect(outcomes.sort()).toEqual(['completed', 'duplicate', 'duplicate']);
  expect(effects).toEqual(['attempt 1']);
});
