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
