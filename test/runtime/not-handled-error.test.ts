import { expect, test } from 'vitest';
import { NotHandledError } from '../../src/runtime/errors.js';

test.each([
  ['shop.Order', 'no code handles records of type shop.Order yet'],
  [7, 'no code handles records of type 7 yet'],
  [null, 'no code handles records of type null yet'],
])('a NotHandledError says of %j that no code handles it', (type, message) => {
  const error = new NotHandledError(type);
  expect([error.name, error.type, String(error)]).toEqual(['NotHandledError', type, `NotHandledError: ${message}`]);
});
