import type { Message, SQS } from '@aws-sdk/client-sqs';
import { optionalPackage } from '../broker/optional-package.js';
import { InputError } from '../input-problem.js';
import type { LetterSource, SourcedLetter } from './letter-source.js';
import { inOrder, lettersOf, type ReadRange } from './letters-of.js';
import { withAwsErrors } from './with-aws-errors.js';

type Sdk = typeof import('@aws-sdk/client-sqs');

interface SqsPlace {
  readonly url: string;
  /** Only to look: the messages stay visible to others. */
  readonly peeks: boolean;
}

/** How long a batch may take before its messages appear again, in seconds. */
const VISIBILITY = 600;

/** The letters of a queue, as long as it has any. A message goes when all its records were handled. */
export async function* sqsSource({ url, peeks }: SqsPlace, root: string, readRange: ReadRange): LetterSource {
  const sdk = (await optionalPackage({ name: '@aws-sdk/client-sqs', purpose: 'an SQS source', root })) as Sdk;
  const [, region] = /^https?:\/\/sqs\.([\w-]+)\.amazonaws\.com/.exec(url) ?? [];
  const client = new sdk.SQS(region === undefined ? { endpoint: new URL(url).origin } : { region });
  const seen = new Set<string>();
  let unread: InputError | undefined;
  try {
    for (;;) {
      const { Messages: messages = [] } = await withAwsErrors(() =>
        client.receiveMessage({
          QueueUrl: url,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: 1,
          VisibilityTimeout: peeks ? 0 : VISIBILITY,
        }),
      );
      // What was left before, or only looked at, comes again: then there is nothing else.
      const fresh = messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
      for (const { MessageId = '' } of fresh) seen.add(MessageId);
      if (fresh.length === 0) break;
      const letters: SourcedLetter[] = [];
      for (const message of fresh)
        try {
          letters.push(...(await lettersOfMessage(message, { client, url, readRange })));
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          unread ??= error;
        }
      yield inOrder(letters);
    }
    // It stays in the queue, and does not keep the others from being handled.
    if (unread !== undefined) throw unread;
  } finally {
    client.destroy();
  }
}

interface Queue {
  readonly client: SQS;
  readonly url: string;
  readonly readRange: ReadRange;
}

async function lettersOfMessage(
  { Body = '', MessageId = '', ReceiptHandle }: Message,
  { client, url, readRange }: Queue,
): Promise<readonly SourcedLetter[]> {
  const letters = await lettersOf({ text: Body, name: `message ${MessageId}` }, readRange);
  let open = letters.length;
  const receipt = { QueueUrl: url, ReceiptHandle };
  const remove = async (): Promise<void> => {
    open--;
    if (open === 0) await withAwsErrors(() => client.deleteMessage(receipt));
  };
  const release = async (): Promise<void> => {
    await withAwsErrors(() => client.changeMessageVisibility({ ...receipt, VisibilityTimeout: 0 }));
  };
  return letters.map((letter) => ({ ...letter, remove, release }));
}
