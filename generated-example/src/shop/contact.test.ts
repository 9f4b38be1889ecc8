import { expect, test } from 'vitest';
import { customerSample } from '../consumers/customers/fixture.js';
import { toContact } from './contact.js';

const agreed = { newsletter: new Date('2026-01-01T00:00:00Z') };
const customer = {
  ...customerSample,
  email: 'Ada@Example.com',
  fullName: 'Ada Abara',
  emailVerified: true,
  consents: agreed,
};

test('writes to a customer who agreed to the newsletter from a verified address', () => {
  expect(toContact(customer)).toEqual({
    email: 'ada@example.com',
    name: 'Ada Abara',
    mayWrite: true,
  });
});

test.each([
  ['whose address is not verified', { ...customer, emailVerified: false }],
  [
    'who agreed to something else only',
    { ...customer, consents: { profiling: agreed.newsletter } },
  ],
])('does not write to a customer %s', (_, other) => {
  expect(toContact(other).mayWrite).toBe(false);
});
