import type { BasePersistenceLayer } from '@aws-lambda-powertools/idempotency/persistence';
import type { CachePersistenceLayer } from '@aws-lambda-powertools/idempotency/cache';
import type { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { DynamoDB, DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { S3 } from '@aws-sdk/client-s3';
import type { SQS } from '@aws-sdk/client-sqs';
import { expectTypeOf, test } from 'vitest';
import type { S3Client } from '../../src/runtime/dead-letter/s3-dead-letters.js';
import type { SqsClient } from '../../src/runtime/dead-letter/sqs-dead-letters.js';
import type { DynamoDbClient } from '../../src/runtime/idempotency/dynamodb-client.js';
import type { DynamoDbStore } from '../../src/runtime/idempotency/dynamodb-store.js';
import type { PowertoolsLayer } from '../../src/runtime/idempotency/powertools-store.js';

test("the SDK's aggregated clients and Powertools' layers fit the interfaces of the runtime", () => {
  expectTypeOf<DynamoDB>().toExtend<DynamoDbClient>();
  expectTypeOf<SQS>().toExtend<SqsClient>();
  expectTypeOf<S3>().toExtend<S3Client>();
  expectTypeOf<DynamoDBPersistenceLayer>().toExtend<PowertoolsLayer>();
  expectTypeOf<CachePersistenceLayer>().toExtend<PowertoolsLayer>();
  expectTypeOf<BasePersistenceLayer>().toExtend<PowertoolsLayer>();
});

test('a completion is an item of a transaction', () => {
  expectTypeOf<ReturnType<DynamoDbStore['completionOf']>>().toExtend<TransactWriteItem>();
});

test('clients without methods of their own, and other services, do not fit', () => {
  expectTypeOf<DynamoDBClient>().not.toExtend<DynamoDbClient>();
  expectTypeOf<S3>().not.toExtend<SqsClient>();
});
