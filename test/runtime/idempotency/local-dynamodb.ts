import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { dynamoDbClient, TABLE } from './local-dynamodb-client.js';

/** A DynamoDB stand-in with an empty table of claims, and the SDK's client for it. */
export async function localDynamoDb(hashKey = 'pk') {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = dynamoDbClient(endpoint);
  await client.createTable({
    TableName: TABLE,
    AttributeDefinitions: [{ AttributeName: hashKey, AttributeType: 'S' }],
    KeySchema: [{ AttributeName: hashKey, KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  return {
    endpoint,
    client,
    /** The item of a key, as plain values. */
    item: async (key: string): Promise<Record<string, string | undefined> | undefined> => {
      const { Item } = await client.getItem({ TableName: TABLE, Key: { [hashKey]: { S: key } }, ConsistentRead: true });
      return Item && Object.fromEntries(Object.entries(Item).map(([name, value]) => [name, value.S ?? value.N]));
    },
    close: async () => {
      client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
