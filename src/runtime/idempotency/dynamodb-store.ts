import { randomUUID } from 'node:crypto';
import { KEEP_FOR, MAX_CLAIM_TRIES } from './claim-defaults.js';
import type { DynamoDbClient, DynamoDbItem, DynamoDbUpdate } from './dynamodb-client.js';
import { dynamoDbUpdates, type DynamoDbAttributes } from './dynamodb-updates.js';
import type { ClaimAnswer, IdempotencyStore, RecordClaim } from './idempotency.js';

export interface DynamoDbStoreSettings {
  /** The team's client, `new DynamoDB()`: its region, retries and timeouts apply. */
  readonly client: DynamoDbClient;
  /** A table whose only key is the partition key `pk`, a string, and whose TTL attribute is `ttl`. */
  readonly tableName: string;
  /**
   * For how long a completed record is skipped, in milliseconds; 8 days unless given. At least the retention of the
   * topic: what is delivered after that is handled again.
   */
  readonly keepFor?: number | undefined;
  /** Other names for the attributes of the table. */
  readonly attributes?: Partial<DynamoDbAttributes> | undefined;
}

export interface DynamoDbStore extends IdempotencyStore {
  /**
   * What completes a record, for a transaction with the writes of the handler: both take effect, or neither.
   * `transactWriteItems({ TransactItems: [store.completionOf(claim), …] })` fails if another run has taken over.
   */
  completionOf(claim: RecordClaim): { readonly Update: DynamoDbUpdate };
}

/** Keeps claims in a DynamoDB table, an item for each record: two writes a record, and one for a duplicate. */
export function dynamoDbStore(settings: DynamoDbStoreSettings): DynamoDbStore {
  const { client, tableName, keepFor = KEEP_FOR } = settings;
  const updates = dynamoDbUpdates({ tableName, keepFor, attributes: settings.attributes });

  /** The item that made a condition fail. DynamoDB returns it with the refusal; stand-ins may not. */
  const conflicting = async (refusal: Refusal, key: string): Promise<DynamoDbItem | undefined> =>
    refusal.item ??
    (
      await client.getItem({
        TableName: tableName,
        Key: updates.keyOf(key),
        ConsistentRead: true,
      })
    ).Item;

  return {
    countsAttempts: true,
    async claim({ key, expiry }) {
      const id = randomUUID();
      for (let tries = 1; ; tries++) {
        const now = Date.now();
        const written = await client
          .updateItem({
            ...updates.claim({ key, id, expiry, now }),
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          })
          .catch(refusalOf);
        const item =
          'refused' in written ? await conflicting(written, key) : (written.Attributes ?? {});
        const answer: ClaimAnswer | undefined = updates.answer(item, { key, id, expiry, now });
        if (answer !== undefined) return answer;
        if (tries === MAX_CLAIM_TRIES) return { kind: 'held', expiry: now };
      }
    },
    async complete(claim) {
      const written = await client
        .updateItem({
          ...updates.complete(claim, Date.now()),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        })
        .catch(refusalOf);
      if (!('refused' in written)) return true;
      return updates.isCompletedBy(claim, await conflicting(written, claim.key));
    },
    async release(claim, reason) {
      await client.updateItem(updates.release(claim, reason)).catch(refusalOf);
    },
    completionOf: (claim) => ({ Update: updates.complete(claim, Date.now()) }),
  };
}

/** A write whose condition failed. */
interface Refusal {
  readonly refused: true;
  readonly item: DynamoDbItem | undefined;
}

/** The client's error as a refusal, known by its name: the SDK's classes are not imported. Rethrows any other. */
function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
  // `Item` of the SDK's ConditionalCheckFailedException.
  const item = 'Item' in error ? (error.Item as DynamoDbItem | undefined) : undefined;
  return { refused: true, item };
}
