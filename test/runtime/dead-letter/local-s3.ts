import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import S3rver from 's3rver';

/** An S3 stand-in with an empty bucket, and the SDK's client for it: s3rver, or the server of `TEST_AWS_URL`. */
export async function localS3(bucket: string) {
  const { endpoint, close } = await startServer();
  const client = new S3({
    endpoint,
    region: 'eu-west-1',
    // The only ones that s3rver takes.
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    forcePathStyle: true,
  });
  await client.createBucket({ Bucket: bucket });
  return {
    client,
    close: async () => {
      client.destroy();
      await close();
    },
  };
}

async function startServer(): Promise<{ readonly endpoint: string; readonly close: () => Promise<void> }> {
  const running = process.env['TEST_AWS_URL'];
  if (running !== undefined) return { endpoint: running, close: () => Promise.resolve() };
  const directory = await mkdtemp(path.join(tmpdir(), 'letters-'));
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory });
  const { port } = await server.run();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}
