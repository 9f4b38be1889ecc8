/** The part of `DynamoDB` of `@aws-sdk/client-dynamodb` that is used here: `new DynamoDB()` fits. */
export interface DynamoDbClient {
  updateItem(
    input: DynamoDbUpdate & {
      readonly ReturnValues?: 'ALL_NEW';
      readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD';
    },
  ): Promise<{ readonly Attributes?: DynamoDbItem | undefined }>;
  getItem(input: {
    readonly TableName: string;
    readonly Key: Record<string, DynamoDbValue>;
    readonly ConsistentRead: true;
  }): Promise<{ readonly Item?: DynamoDbItem | undefined }>;
}

export type DynamoDbValue = { S: string } | { N: string };

export type DynamoDbItem = Readonly<
  Record<string, { readonly S?: string | undefined; readonly N?: string | undefined }>
>;

/** A conditional write: the input of `updateItem`, and the `Update` of a transaction. */
export interface DynamoDbUpdate {
  readonly TableName: string;
  readonly Key: Record<string, DynamoDbValue>;
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, DynamoDbValue>;
}
