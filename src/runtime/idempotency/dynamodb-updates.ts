import type { DynamoDbItem, DynamoDbUpdate, DynamoDbValue } from './dynamodb-client.js';
import type { ClaimAnswer, RecordClaim, ReleaseReason } from './idempotency.js';

/** The names of the attributes of an item. */
export interface DynamoDbAttributes {
  /** The partition key: the record's key. */
  readonly key: string;
  /** `P` in progress, `F` free, `D` completed. */
  readonly state: string;
  /** How often the key was claimed: the token of the last claim. */
  readonly token: string;
  /** The id of the last claim. */
  readonly claim: string;
  /** When the claim ends by itself, in milliseconds since 1970. */
  readonly expiry: string;
  /** How many claims were handed back. */
  readonly handedBack: string;
  /** When the item may be deleted, in seconds since 1970. */
  readonly ttl: string;
}

const ATTRIBUTES: DynamoDbAttributes = {
  key: 'pk',
  state: 's',
  token: 't',
  claim: 'c',
  expiry: 'e',
  handedBack: 'h',
  ttl: 'ttl',
};

/** A claim at one moment. */
export interface ClaimAttempt {
  readonly key: string;
  readonly id: string;
  readonly expiry: number;
  readonly now: number;
}

/** What the table is asked to do, and what its items mean. */
export interface DynamoDbUpdates {
  keyOf(key: string): Record<string, DynamoDbValue>;
  claim(attempt: ClaimAttempt): DynamoDbUpdate;
  complete(claim: RecordClaim, now: number): DynamoDbUpdate;
  release(claim: RecordClaim, reason: ReleaseReason): DynamoDbUpdate;
  /** What the item after a claim, or the one that refused it, means; undefined if it has changed in between. */
  answer(item: DynamoDbItem | undefined, attempt: ClaimAttempt): ClaimAnswer | undefined;
  isCompletedBy(claim: RecordClaim, item: DynamoDbItem | undefined): boolean;
}

const IN_PROGRESS = { S: 'P' };
const FREE = { S: 'F' };
const COMPLETED = { S: 'D' };
const ONE = { N: '1' };

/** A claim is written by the run that has it, and by no other: the token alone would not distinguish deleted items. */
const OWN_CLAIM = '#state = :P AND #token = :token AND #claim = :claim';

const FREE_CLAIM = 'SET #state = :F REMOVE #expiry';

/** The expressions of a table. Nothing is ever deleted: tokens only grow as long as the item exists. */
export function dynamoDbUpdates(table: {
  readonly tableName: string;
  readonly keepFor: number;
  readonly attributes?: Partial<DynamoDbAttributes> | undefined;
}): DynamoDbUpdates {
  const names: DynamoDbAttributes = { ...ATTRIBUTES, ...table.attributes };
  const attributes = Object.entries(names).map(([name, value]) => [`#${name}`, value] as const);
  const keyOf = (key: string) => ({ [names.key]: { S: key } });
  /** A write of this table, for any key and values: its expressions are made once. */
  const updateWith = (UpdateExpression: string, ConditionExpression: string) => {
    // DynamoDB refuses a name that is not used.
    const used = new Set(`${UpdateExpression} ${ConditionExpression}`.match(/#\w+/g));
    const ExpressionAttributeNames = Object.fromEntries(
      attributes.filter(([name]) => used.has(name)),
    );
    return (
      key: string,
      ExpressionAttributeValues: Record<string, DynamoDbValue>,
    ): DynamoDbUpdate => ({
      TableName: table.tableName,
      Key: keyOf(key),
      UpdateExpression,
      ConditionExpression,
      ExpressionAttributeNames,
      ExpressionAttributeValues,
    });
  };
  const claiming = updateWith(
    'SET #state = :P, #claim = :claim, #expiry = :expiry, #ttl = :ttl, #token = if_not_exists(#token, :zero) + :one',
    // DynamoDB deletes late: what is to be forgotten must not wait for that.
    'attribute_not_exists(#state) OR #state = :F OR (#state = :P AND #expiry < :now) OR #ttl < :nowSeconds',
  );
  const completing = updateWith('SET #state = :D, #ttl = :ttl REMOVE #expiry', OWN_CLAIM);
  const freeing = updateWith(FREE_CLAIM, OWN_CLAIM);
  const handingBack = updateWith(`${FREE_CLAIM} ADD #handedBack :one`, OWN_CLAIM);
  const ttl = (time: number): DynamoDbValue => ({ N: String(Math.ceil(time / 1000)) });
  const ownClaim = ({ token, id }: RecordClaim) => ({
    ':P': IN_PROGRESS,
    ':token': { N: String(token) },
    ':claim': { S: id },
  });

  return {
    keyOf,
    claim: ({ key, id, expiry, now }) =>
      claiming(key, {
        ':P': IN_PROGRESS,
        ':F': FREE,
        ':claim': { S: id },
        ':expiry': { N: String(expiry) },
        ':ttl': ttl(Math.max(now + table.keepFor, expiry)),
        ':zero': { N: '0' },
        ':one': ONE,
        ':now': { N: String(now) },
        ':nowSeconds': { N: String(Math.floor(now / 1000)) },
      }),
    complete: (claim, now) =>
      completing(claim.key, {
        ...ownClaim(claim),
        ':D': COMPLETED,
        ':ttl': ttl(now + table.keepFor),
      }),
    release: (claim, reason) => {
      const values = { ...ownClaim(claim), ':F': FREE };
      return reason === 'handedBack'
        ? handingBack(claim.key, { ...values, ':one': ONE })
        : freeing(claim.key, values);
    },
    answer: (item, { key, id, expiry, now }) => {
      const state = item?.[names.state]?.S;
      const numberOf = (name: string): number => Number(item?.[name]?.N ?? 0);
      // Also after a refusal: the reply to the first request was lost, and the SDK has sent it again.
      if (state === 'P' && item?.[names.claim]?.S === id) {
        const token = numberOf(names.token);
        const attempt = token - numberOf(names.handedBack);
        return { kind: 'taken', claim: { key, token, attempt, id, expiry } };
      }
      if (state === 'D') return { kind: 'completed' };
      const held = numberOf(names.expiry);
      return state === 'P' && held >= now ? { kind: 'held', expiry: held } : undefined;
    },
    isCompletedBy: ({ id }, item) => item?.[names.state]?.S === 'D' && item[names.claim]?.S === id,
  };
}
