import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SQS, type SendMessageBatchRequest } from '@aws-sdk/client-sqs';

/** Answers SendMessageBatch as SQS does, over the SDK's JSON protocol; letters whose body contains `poison` fail. */
export async function loopbackSqs() {
  const requests: SendMessageBatchRequest[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const batch = JSON.parse(body) as SendMessageBatchRequest;
      requests.push(batch);
      const entries = batch.Entries ?? [];
      const fails = ({ MessageBody }: { readonly MessageBody?: string | undefined }) => MessageBody?.includes('poison');
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(
        JSON.stringify({
          Successful: entries
            .filter((entry) => !fails(entry))
            .map(({ Id, MessageBody = '' }) => ({
              Id,
              MessageId: `message-${Id}`,
              MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
            })),
          Failed: entries
            .filter(fails)
            .map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false, Message: 'try again' })),
        }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new SQS({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
  return {
    client,
    endpoint,
    requests,
    close: async () => {
      client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
