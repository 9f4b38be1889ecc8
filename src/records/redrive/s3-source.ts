import type { S3 } from '@aws-sdk/client-s3';
import { optionalPackage } from '../broker/optional-package.js';
import type { LetterSource, SourcedLetter } from './letter-source.js';
import { inOrder, lettersOf, type ReadRange } from './letters-of.js';
import { withAwsErrors } from './with-aws-errors.js';

type Sdk = typeof import('@aws-sdk/client-s3');

interface S3Place {
  readonly bucket: string;
  /** An object's key, or what the keys of several begin with. */
  readonly prefix: string;
}

/** The letters of an object, or of all whose keys begin with a prefix. They stay as they are. */
export async function* s3Source({ bucket, prefix }: S3Place, root: string, readRange: ReadRange): LetterSource {
  const sdk = (await optionalPackage({ name: '@aws-sdk/client-s3', purpose: 'an S3 source', root })) as Sdk;
  const isLocal = (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;
  const client = new sdk.S3(isLocal ? { forcePathStyle: true } : {});
  try {
    const letters: SourcedLetter[] = [];
    for (const key of await withAwsErrors(() => keysOf(client, bucket, prefix))) {
      const text = await withAwsErrors(async () => {
        const { Body } = await client.getObject({ Bucket: bucket, Key: key });
        return Body?.transformToString();
      });
      letters.push(...(await lettersOf({ text: text ?? '', name: key }, readRange)));
    }
    yield inOrder(letters);
  } finally {
    client.destroy();
  }
}

async function keysOf(client: S3, bucket: string, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await client.listObjectsV2({ Bucket: bucket, Prefix: prefix, ContinuationToken: token });
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  return keys;
}
