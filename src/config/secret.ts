import { createHash } from 'node:crypto';
import { inspect } from 'node:util';

/** The texts, outside the objects: a property could be printed. */
const texts = new WeakMap<Secret, string>();

/** A text that is shown by nothing that prints or serializes the object it is in. */
export class Secret {
  constructor(text: string) {
    texts.set(this, text);
  }

  /** The text itself: for a request's headers and nothing else. */
  reveal(): string {
    return texts.get(this) ?? '';
  }

  /** A hash of the text, by which two secrets can be compared. */
  fingerprint(): string {
    return createHash('sha256').update(this.reveal()).digest('hex');
  }

  toJSON(): string {
    return '(secret)';
  }

  toString(): string {
    return '(secret)';
  }

  [inspect.custom](): string {
    return '(secret)';
  }
}
