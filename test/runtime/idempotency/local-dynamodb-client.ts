import { DynamoDB } from '@aws-sdk/client-dynamodb';

export function dynamoDbClient(endpoint: string): DynamoDB {
  return new DynamoDB({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
}
