import { Agent, request } from 'node:http';
import type { DynamoDbClient } from '../../../src/runtime/idempotency/dynamodb-client.js';

/** What is read of an error's body. */
interface Failure {
  readonly __type: string;
  readonly message?: string;
  readonly Item?: object;
}

/**
 * DynamoDB's protocol without the SDK, which takes most of a second to load: for processes that are killed and started
 * again all the time. The requests are not signed for real, which stand-ins do not check.
 */
export function plainDynamoDbClient(endpoint: string): DynamoDbClient {
  const agent = new Agent({ keepAlive: true });
  const call = (operation: string, input: object): Promise<object> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20240101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=id/20240101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      };
      const sent = request(endpoint, { method: 'POST', agent, headers }, (response) => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (part: string) => (text += part));
        response.on('end', () => {
          const answer = JSON.parse(text) as Failure;
          if (response.statusCode === 200) resolve(answer);
          else {
            const name = answer.__type.replace(/^.*#/, '');
            reject(Object.assign(new Error(answer.message), { name }, answer.Item && { Item: answer.Item }));
          }
        });
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(input));
    });
  return {
    updateItem: (input) => call('UpdateItem', input),
    getItem: (input) => call('GetItem', input),
  };
}
