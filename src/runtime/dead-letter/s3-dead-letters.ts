import { createHash } from 'node:crypto';
import type { DeadLetter, DeadLetterSender } from './dead-letter.js';
import { writeDeadLetter } from './envelope.js';
import { sendEach } from './send-each.js';

/** The part of `S3` of `@aws-sdk/client-s3` that is used here: `new S3()` fits. */
export interface S3Client {
  putObject(input: {
    readonly Bucket: string;
    readonly Key: string;
    readonly Body: string;
    readonly ContentType: string;
  }): Promise<unknown>;
}

export interface S3DeadLettersSettings {
  /** The team's client, `new S3()`: its region, retries and timeouts apply. */
  readonly client: S3Client;
  readonly bucket: string;
  /** What the keys of the objects begin with; `dead-letters/` unless given. */
  readonly prefix?: string | undefined;
}

/** Stores dead letters in a bucket, an object for each; `readDeadLetter` reads its content. */
export function s3DeadLetters(settings: S3DeadLettersSettings): DeadLetterSender {
  const { client, bucket, prefix = 'dead-letters/' } = settings;
  return (letters) =>
    sendEach(letters, (letter) =>
      client.putObject({
        Bucket: bucket,
        Key: `${prefix}${objectName(letter)}`,
        Body: writeDeadLetter(letter),
        ContentType: 'application/json',
      }),
    );
}

/** The same for a letter that is sent again, which then replaces the first; sorted by offset in each partition. */
function objectName({ record, key }: DeadLetter): string {
  const { topic, partition, offset } = record;
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return `${topic}/${String(partition)}/${String(offset).padStart(20, '0')}-${hash}.json`;
}
