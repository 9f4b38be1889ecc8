import { DynamoDB } from '@aws-sdk/client-dynamodb';

export const TABLE = 'claims';

export function dynamoDbClient(endpoint: string): DynamoDB {
  return new DynamoDB({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
}
