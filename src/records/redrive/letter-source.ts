import type { CapturedRecord } from '../captured.js';

/** A record to be handled again, as it was found. */
export interface SourcedLetter {
  /** The same for the same record of a source, whenever it is read. */
  readonly id: string;
  readonly captured: CapturedRecord;
  /** Removes it from where it was; absent for a source that stays as it is. */
  readonly remove?: () => Promise<void>;
  /** Gives it back to where it was; absent for a source that stays as it is. */
  readonly release?: () => Promise<void>;
}

/** What gives dead letters, a batch at a time: one is handled before the next is asked for. */
export type LetterSource = AsyncIterable<readonly SourcedLetter[]>;

/** Where dead letters are. */
export type SourcePlace =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string }
  | { readonly kind: 'sqs'; readonly url: string }
  /** `isGuess`: nothing in the text says that it is one, and there is no file of that name. */
  | { readonly kind: 'topic'; readonly topic: string; readonly isGuess: boolean };

/** The place that a text names; one that is neither a URL nor a path is a topic. */
export function sourcePlace(text: string, isPath: (text: string) => boolean): SourcePlace {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(text) ?? [];
  if (bucket !== '') return { kind: 's3', bucket, prefix };
  if (/^https?:\/\//.test(text)) return { kind: 'sqs', url: text };
  if (text.startsWith('kafka:')) return { kind: 'topic', topic: text.slice('kafka:'.length), isGuess: false };
  return isPath(text) || /[/\\]|\.jsonl?$/.test(text)
    ? { kind: 'path', path: text }
    : { kind: 'topic', topic: text, isGuess: true };
}
