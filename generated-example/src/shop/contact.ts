import type { Customer } from '../consumers/customers/types.js';

/** What the newsletter needs to know of a customer. */
export interface Contact {
  readonly email: string;
  readonly name: string;
  /** Whether we may write: the customer agreed to it, and the address is the customer's. */
  readonly mayWrite: boolean;
}

export function toContact({ email, emailVerified, fullName, consents }: Customer): Contact {
  return {
    email: email.toLowerCase(),
    name: fullName,
    mayWrite: emailVerified && Object.hasOwn(consents, 'newsletter'),
  };
}
