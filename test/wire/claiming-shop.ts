import { onTestFinished } from 'vitest';

import { readDeadLetter } from '../../src/runtime/dead-letter/envelope.js';
import { loopbackSqs } from '../runtime/dead-letter/loopback-sqs.js';
import { localDynamoDb } from '../runtime/idempotency/local-dynamodb.js';
import type { SandboxSettings } from './sandbox-program.js';
import { generatedSandboxes } from './sandboxes.js';
import { shop } from './shop.js';
import type { Wire } from './wire.js';

/** A shop whose generated consumer claims each record in DynamoDB and sends dead letters to SQS. */
export async function claimingShop<W extends Pick<Wire, 'broker'>>(
  wire: W,
  settings: Pick<SandboxSettings, 'order' | 'cluster'> = {},
) {
  const dynamoDb = await localDynamoDb();
  onTestFinished(dynamoDb.close);
  const sqs = await loopbackSqs();
  onTestFinished(sqs.close);
  const made = await shop(wire, { adapters: ['dynamodb', 'sqs'] });
  const sandboxes = await generatedSandboxes(made.root, {
    ...settings,
    topic: wire.broker.topic,
    dynamoDb: { endpoint: dynamoDb.endpoint, tableName: dynamoDb.tableName },
    sqs: { endpoint: sqs.endpoint, queueUrl: `${sqs.endpoint}/123456789012/letters` },
  });
  /** Of each letter: code, attempts, place, and the bytes of the value. */
  const letters = () =>
    sqs.requests
      .flatMap(({ Entries = [] }) => Entries)
      .map(({ MessageBody = '' }) => {
        const { code, attempts, record } = readDeadLetter(MessageBody);
        const { partition, offset, value } = record;
        return [code, attempts, `${partition}/${offset}`, Buffer.from(value ?? '', 'base64')];
      });
  return { ...made, ...sandboxes, letters };
}
