import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { dynamoDbClient } from './local-dynamodb-client.js';

/** A DynamoDB stand-in with an empty table of claims, and the SDK's client for it: dynalite, or the server of `TEST_AWS_URL`. */
export async function localDynamoDb(hashKey = 'pk') {
  const { endpoint, close } = await startServer();
  const client = dynamoDbClient(endpoint);
  const tableName = `claims-${randomUUID()}`;
  await client.createTable({
    TableName: tableName,
    AttributeDefinitions: [{ AttributeName: hashKey, AttributeType: 'S' }],
    KeySchema: [{ AttributeName: hashKey, KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  return {
    endpoint,
    client,
    tableName,
    /** The item of a key, as plain values. */
    item: async (key: string): Promise<Record<string, string | undefined> | undefined> => {
      const { Item } = await client.getItem({
        TableName: tableName,
        Key: { [hashKey]: { S: key } },
        ConsistentRead: true,
      });
      return Item && Object.fromEntries(Object.entries(Item).map(([name, value]) => [name, value.S ?? value.N]));
    },
    close: async () => {
      client.destroy();
      await close();
    },
  };
}

async function startServer(): Promise<{ readonly endpoint: string; readonly close: () => Promise<unknown> }> {
  const running = process.env['TEST_AWS_URL'];
  if (running !== undefined) return { endpoint: running, close: () => Promise.resolve() };
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      return once(server, 'close');
    },
  };
}
