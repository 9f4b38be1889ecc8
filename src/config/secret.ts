import { inspect } from 'node:util';

/** A text that is shown by nothing that prints or serialises the object it is in. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The text itself: for a request's headers and nothing else. */
  reveal(): string {
    return this.#value;
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
